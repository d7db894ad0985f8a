// The next memoria of the same call that waits for a decision: forty are read one after the other, without the board in between.
import { countOf, wholeName } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { callIdOf } from "../../deeds/boards.ts";
import { byName } from "../../deeds/name-order.ts";
import { deliveriesFor } from "../../records/deliveries.ts";
import { organisations } from "../../records/organisations.ts";
import type { Visit } from "../../routes/route.ts";
import { boardView, reviewAddress } from "./addresses.ts";

/** In the order of names, from this one on and then from the first; null: no other waits. */
export function nextReview(visit: Pick<Visit, "services" | "person" | "delivery" | "query">): Markup | null {
  const { services, person, delivery } = visit;
  const names = new Map(organisations(services).map(({ id, name }) => [id, name]));
  const nameOf = (organisation: string): string => names.get(organisation) ?? "";
  const own = nameOf(delivery.organisation);
  const waiting = deliveriesFor(services, person)
    .filter((each) => each.state === "entregada" && each.id !== delivery.id && callIdOf(each) === callIdOf(delivery))
    .map(({ id, organisation }) => ({ id, name: nameOf(organisation) }))
    .toSorted((a, b) => byName(a.name, b.name) || a.id.localeCompare(b.id));
  const next = waiting.find(({ id, name }) => (byName(name, own) || id.localeCompare(delivery.id)) > 0) ?? waiting[0];
  if (next === undefined) return null;
  const view = boardView(visit);
  return html` · Siguiente por decidir: <a href="${reviewAddress(next.id, "", view)}">${wholeName(next.name)}</a> (${countOf(waiting.length, "espera", "esperan")})`;
}
