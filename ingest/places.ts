// Places of client addresses, from the embedded database.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type GeoIp from "geoip-lite";
import { plainAddress } from "./addresses.ts";
import { isReserved } from "./networks.ts";

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

/** The place of an address whose `lookUp` knows plain ones: nothing is asked about host names and reserved networks. */
export function placeFinder(facts: PlaceDatabase, lookUp: (plain: string) => Place | null): PlaceFinder {
  return {
    facts,
    find: (address) => {
      const plain = plainAddress(address);
      if (plain === null) return unknownPlace;
      return isReserved(plain) ? privatePlace : (lookUp(plain) ?? unknownPlace);
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
    return found?.country ? { country: found.country, state: `${found.country}-${found.region || "unknown"}`, city: found.city } : null;
  });
}
