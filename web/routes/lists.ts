// Lists of the API in parts: `?after=ID&limit=N`, and a Link header that leads to the next part.
import { z } from "zod";
import { type JsonAnswer, json } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./route.ts";

const usualLimit = 50;
const mostLimit = 500;

/** What every list takes in its query. */
export const listQuery = z.object({
  after: z.string().max(100).optional().describe("Lo que sigue después del elemento con este id; sin él, desde el principio."),
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional()
    .describe(`Cuántos elementos, de 1 a ${mostLimit}; ${usualLimit} si no se dice.`),
});

/** The schema of a list's answer. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) });
}

export function limitOf({ query }: Visit): number {
  const given = query["limit"];
  if (given === undefined) return usualLimit;
  const limit = Number(given);
  if (!/^\d{1,4}$/.test(given) || limit < 1 || limit > mostLimit) throw new Problem("invalid", `limit: un entero de 1 a ${mostLimit}.`);
  return limit;
}

/** The part of a list that was asked for, and where the next begins. An `after` that is not in the list is told, as what follows it is unknown. */
export function partOf<Item>(visit: Visit, items: readonly Item[], idOf: (item: Item) => string): { part: Item[]; next?: string } {
  const limit = limitOf(visit);
  const after = visit.query["after"];
  const place = after === undefined ? -1 : items.findIndex((item) => idOf(item) === after);
  if (after !== undefined && place === -1) throw new Problem("invalid", "after: no es el id de un elemento de la lista.");
  const part = items.slice(place + 1, place + 1 + limit);
  const last = part.at(-1);
  const hasMore = place + 1 + limit < items.length && last !== undefined;
  return hasMore ? { part, next: nextPart(visit, idOf(last)) } : { part };
}

/** What a list takes that is whole where nobody asks for a part of it. */
export const partQuery = listQuery.extend({
  limit: listQuery.shape.limit.describe(`Cuántos elementos, de 1 a ${mostLimit}; sin after ni limit, todos.`),
});

/** The part that was asked for; without `after` and `limit`, all. */
export function askedPart<Item>(visit: Visit, items: readonly Item[], idOf: (item: Item) => string): { part: Item[]; next?: string } {
  const isPart = visit.query["after"] !== undefined || visit.query["limit"] !== undefined;
  return isPart ? partOf(visit, items, idOf) : { part: [...items] };
}

/** A list that is nothing but its items. */
export function listed<Item>(visit: Visit, items: readonly Item[], idOf: (item: Item) => string): JsonAnswer {
  const { part, ...more } = partOf(visit, items, idOf);
  return json({ items: part }, more);
}

/** The same address with another `after`. */
export function nextPart(visit: Visit, after: string): string {
  const url = new URL(visit.request.url, "http://x");
  url.searchParams.set("after", after);
  return `${url.pathname}${url.search}`;
}
