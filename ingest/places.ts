// Places of client addresses, from the embedded database.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type GeoIp from "geoip-lite";
import { ipv4Number, plainAddress } from "./addresses.ts";
import { holdsReserved, isReserved } from "./networks.ts";

/** `country` is ISO 3166-1, or `unknown` or `private`; `state` is ISO 3166-2 (`MX-MIC`), or those words, or `XX-unknown`. */
export interface Place {
  country: string;
  state: string;
  city: string;
}

/** What is printed of a geographic database beside the figures taken from it. */
export interface PlaceDatabase {
  database: string;
  version: string;
  checksum: string;
  builtAt: string | null;
  notice: string;
}

export interface PlaceFinder {
  facts: PlaceDatabase;
  find: (address: string) => Place;
}

const unknownPlace: Place = { country: "unknown", state: "unknown", city: "" };
const privatePlace: Place = { country: "private", state: "private", city: "" };

/** What a database says of an address. `range`: the first and the last IPv4 address, as numbers, that it says the same of; null: not told. */
export interface FoundPlace {
  place: Place | null;
  range: readonly [first: number, last: number] | null;
}

/**
 * The place of an address whose `lookUp` knows plain ones: nothing is asked about host names and reserved networks, nor again about
 * addresses of the range that was found last (neighbours are asked one after the other).
 */
export function placeFinder(facts: PlaceDatabase, lookUp: (plain: string) => FoundPlace): PlaceFinder {
  let [first, last] = [1, 0];
  let ofRange = unknownPlace;
  return {
    facts,
    find: (address) => {
      const number = ipv4Number(address);
      if (number >= first && number <= last) return ofRange;
      const plain = plainAddress(address);
      if (plain === null) return unknownPlace;
      if (isReserved(plain)) return privatePlace;
      const found = lookUp(plain);
      const place = found.place ?? unknownPlace;
      if (found.range && !holdsReserved(...found.range)) [first, last, ofRange] = [...found.range, place];
      return place;
    },
  };
}

export const geoLiteNotice = "This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com";

/** The embedded database. It takes about 110 MB of memory and 0.3 s to open, so it is opened when the first place is asked for. */
export function embeddedPlaces(): PlaceFinder {
  const require = createRequire(import.meta.url);
  const home = path.dirname(path.dirname(require.resolve("geoip-lite")));
  const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as { version: string };
  const facts = {
    database: "GeoLite2 City (geoip-lite)",
    version,
    checksum: readFileSync(path.join(home, "data", "city.checksum"), "utf8").trim(),
    // Its files carry no date of MaxMind's, only that of their installation.
    builtAt: null,
    notice: geoLiteNotice,
  };
  let geoip: typeof GeoIp | null = null;
  return placeFinder(facts, (plain) => {
    geoip ??= require("geoip-lite") as typeof GeoIp;
    const found = geoip.lookup(plain);
    if (!found) return { place: null, range: null };
    const { country, region, city, range } = found;
    // Its ranges of IPv6 are no numbers.
    return {
      place: country ? { country, state: `${country}-${region || "unknown"}`, city } : null,
      range: Array.isArray(range) ? range : null,
    };
  });
}
