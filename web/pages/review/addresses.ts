// Addresses of a review, which carry the order and the choice of the board that it was opened from: the way back leads to the same rows.
import { type BoardQuery, boardAddress, boardQuerySchema } from "../../deeds/board-order.ts";
import { versionsOf } from "../../records/versions.ts";
import type { Visit } from "../../routes/route.ts";

/** The board as the review's own address tells it; what is not understood is as usual. */
export function boardView({ query }: Pick<Visit, "query">): BoardQuery {
  const words = new URLSearchParams((query["tablero"] ?? "").slice(0, 500));
  return boardQuerySchema.parse(Object.fromEntries(words));
}

/** @param part of the review, with its place on the page where there is one: `/observaciones#observacion-7`. */
export function reviewAddress(delivery: string, part: string, view: BoardQuery, version: number | null = null): string {
  const [path = "", place] = part.split("#");
  const board = boardAddress("", view).slice(1);
  const words = new URLSearchParams({
    ...(version !== null && { version: String(version) }),
    ...(board !== "" && { tablero: board }),
  });
  return `/revision/${delivery}${path}${words.size === 0 ? "" : `?${words}`}${place === undefined ? "" : `#${place}`}`;
}

/** The address of a part of the review that is visited, of the version that is shown where that is not the last. */
export function reviewPlace(
  visit: Pick<Visit, "services" | "delivery" | "query">,
  part: string,
  version: { number: number } | null = null,
): string {
  const last = versionsOf(visit.services, visit.delivery.id)[0];
  const number = version === null || version.number === last?.number ? null : version.number;
  return reviewAddress(visit.delivery.id, part, boardView(visit), number);
}
