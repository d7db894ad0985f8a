// Places of client addresses, from the embedded database.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isIP } from "node:net";
import path from "node:path";

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
const privateRanges =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/** Opens the embedded database: about 110 MB of memory and 0.3 s, so only when places are asked for. */
export async function embeddedPlaces(): Promise<PlaceFinder> {
  const { default: geoip } = await import("geoip-lite");
  const require = createRequire(import.meta.url);
  const home = path.dirname(path.dirname(require.resolve("geoip-lite")));
  const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as { version: string };
  return {
    facts: {
      database: "GeoLite2 City (geoip-lite)",
      version,
      checksum: readFileSync(path.join(home, "data", "city.checksum"), "utf8").trim(),
      builtAt: null,
      notice: "This product includes GeoLite2 data created by MaxMind, available from https://www.maxmind.com",
    },
    find: (address) => {
      const plain = plainAddress(address);
      if (plain === null) return unknownPlace;
      if (privateRanges.test(plain)) return privatePlace;
      const found = geoip.lookup(plain);
      if (!found?.country) return unknownPlace;
      return { country: found.country, state: `${found.country}-${found.region || "unknown"}`, city: found.city };
    },
  };
}

/** The address to look up: without a zone, IPv4 out of its IPv6 mapping; null for a host name. */
export function plainAddress(address: string): string | null {
  const unzoned = address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(unzoned) === 0 ? null : unzoned;
}
