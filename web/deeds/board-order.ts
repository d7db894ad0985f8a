// The order and the choice of a board's rows, as the address says them.
import { z } from "zod";
import type { BoardRow } from "./boards.ts";
import { byName } from "./name-order.ts";

const boardOrders = [
  "difusor",
  "estado",
  "entrega",
  "resultado",
  "disponibilidad",
  "cobertura",
  "clausulas",
  "incidencias",
  "visitas",
  "pico",
] as const;
export type BoardOrder = (typeof boardOrders)[number];
export const boardStates = ["preparacion", "entregada", "aceptada", "devuelta"] as const;
export const boardOutcomes = ["cumple", "incumple", "no-verificable"] as const;

/** What is not understood counts as not said: an address that was cut still opens the board. */
export const boardQuerySchema = z.object({
  orden: z.enum(boardOrders).catch("difusor").default("difusor"),
  sentido: z.enum(["asc", "desc"]).catch("asc").default("asc"),
  estado: z.enum(boardStates).nullable().catch(null).default(null),
  resultado: z.enum(boardOutcomes).nullable().catch(null).default(null),
  busca: z.string().max(100).catch("").default(""),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

/** The address of a board with some of its words changed; what is as usual is not said. */
export function boardAddress(place: string, query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const { orden, sentido, estado, resultado, busca } = { ...query, ...change };
  const words = new URLSearchParams({
    ...(orden !== "difusor" && { orden }),
    ...(sentido !== "asc" && { sentido }),
    ...(estado !== null && { estado }),
    ...(resultado !== null && { resultado }),
    ...(busca !== "" && { busca }),
  });
  return words.size === 0 ? place : `${place}?${words}`;
}

export function chosenRows(rows: readonly BoardRow[], { orden, sentido, estado, resultado, busca }: BoardQuery): BoardRow[] {
  const wanted = plain(busca);
  const chosen = rows.filter(
    (row) =>
      (estado === null || row.state === estado) &&
      (resultado === null || row.outcome === resultado) &&
      (wanted === "" || plain(row.difusor).includes(wanted)),
  );
  const keys = new Map(chosen.map((row) => [row, keyOf[orden](row)]));
  const sign = sentido === "asc" ? 1 : -1;
  return chosen.toSorted((a, b) => ordered(keys.get(a) ?? null, keys.get(b) ?? null, sign));
}

type Key = string | number | null;

/** What is not known stands last in both directions. */
function ordered(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return sign * (typeof a === "string" ? byName(a, String(b)) : a - Number(b));
}

const outcomePlaces = { incumple: 0, "no-verificable": 1, cumple: 2 } as const;

const keyOf: Readonly<Record<BoardOrder, (row: BoardRow) => Key>> = {
  difusor: ({ difusor }) => difusor,
  estado: ({ state }) => boardStates.indexOf(state),
  entrega: ({ version }) => version && Date.parse(version.handedInAt),
  resultado: ({ outcome }) => outcome && outcomePlaces[outcome],
  disponibilidad: ({ summary }) => least(summary?.availability.map(({ availability }) => availability)),
  cobertura: ({ summary }) => summary?.availability.find(({ source }) => source === "log")?.coverage ?? null,
  clausulas: ({ summary }) => summary?.clauses?.incumple ?? null,
  incidencias: ({ summary }) => summary?.incidents ?? null,
  visitas: ({ summary }) => summary?.visits ?? null,
  pico: ({ summary }) => summary?.peakMinute?.hits ?? null,
};

function least(values: readonly (number | null)[] = []): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Without accents and capitals, as people search. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("es").trim();
}
