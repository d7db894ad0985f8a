// What is found out in this program of each distinct client address, by its number: whether it is the delivery's own, and its place.
import { type Database, networkMatcher, type Place, type PlaceFinder } from "../ingest/index.ts";

/** The delivery's own addresses: the table `internal_addresses`. */
export async function internalAddresses(database: Database, internal: readonly string[]): Promise<void> {
  await database.run("CREATE TEMP TABLE internal_addresses (address_id INTEGER)");
  if (internal.length === 0) return;
  const isInternal = networkMatcher("internal", internal);
  const appender = await database.appender("internal_addresses");
  await eachAddress(database, (address, id) => {
    if (!isInternal(address)) return;
    appender.appendInteger(id);
    appender.endRow();
  });
  appender.closeSync();
}

/** The place of every address: the tables `address_places` and `place_names`; unknown for all where no database is given. */
export async function placeAddresses(database: Database, places: PlaceFinder | null): Promise<void> {
  await database.run("CREATE TABLE address_places (address_id INTEGER, place_id INTEGER)");
  const appender = await database.appender("address_places");
  const numbers = new PlaceNumbers();
  await eachAddress(database, (address, id) => {
    appender.appendInteger(id);
    appender.appendInteger(numbers.of(places?.find(address) ?? unknownPlace));
    appender.endRow();
  });
  appender.closeSync();
  await placeNames(database, numbers.places);
}

const unknownPlace: Place = { country: "unknown", state: "unknown", city: "" };

/** Numbers places from 1 on, in the order in which they come. */
class PlaceNumbers {
  readonly #byName = new Map<string, number>();
  /** Neighbours are answered with the same object. */
  #last: { place: Place; number: number } | null = null;
  readonly places: Place[] = [];

  of(place: Place): number {
    if (this.#last?.place === place) return this.#last.number;
    const name = JSON.stringify([place.country, place.state, place.city]);
    const number = this.#byName.get(name) ?? this.places.push(place);
    this.#byName.set(name, number);
    this.#last = { place, number };
    return number;
  }
}

async function placeNames(database: Database, places: readonly Place[]): Promise<void> {
  await database.run("CREATE TABLE place_names (place_id INTEGER, country VARCHAR, state VARCHAR, city VARCHAR)");
  const appender = await database.appender("place_names");
  for (const [i, { country, state, city }] of places.entries()) {
    appender.appendInteger(i + 1);
    for (const text of [country, state, city]) appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
}

/** A text of a chunk costs a microsecond to take out of the engine: one text of two thousand addresses does not. */
async function eachAddress(database: Database, visit: (address: string, id: number) => void): Promise<void> {
  // An address with a line's end in it is none, with or without it.
  const lists = `SELECT min(address_id) AS first_id, string_agg(replace(address, chr(10), ' '), chr(10) ORDER BY address_id) AS addresses
    FROM address_dimension GROUP BY address_id // 2000`;
  await database.columns(lists, ([firstIds = [], texts = []]) => {
    for (const [i, firstId] of firstIds.entries()) {
      for (const [offset, address] of String(texts[i]).split("\n").entries()) visit(address, Number(firstId) + offset);
    }
  });
}
