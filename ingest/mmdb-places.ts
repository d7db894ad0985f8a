// Places from a MaxMind database file that the user gives: GeoIP2, GeoLite2 or DB-IP, of cities or countries.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type CityResponse, Reader } from "maxmind";
import { ipv4Number } from "./addresses.ts";
import { UserError } from "./errors.ts";
import { geoLiteNotice, type Place, type PlaceDatabase, type PlaceFinder, placeFinder } from "./places.ts";
import { readFailure } from "./read-failure.ts";

/** Types of databases whose records hold a country: `GeoLite2-City`, `DBIP-Country-Lite`, `GeoIP2-Enterprise`, `DBIP-Location (compat=City)`. */
const placeTypes = /city|country|enterprise|location/i;
/** What stands between the tree and the data of such a file. */
const separatorBytes = 16;
const metadataMark = Buffer.from("\xab\xcd\xefMaxMind.com", "latin1");
/** The records of an address are small; the same few thousand are asked for again and again. */
const cachedRecords = 10_000;

type PlaceReader = Reader<CityResponse>;

/**
 * Reads a database whole (`name`: as the user wrote it). Printed of it: its type, the date of its making, its SHA-256 and the notice that
 * its licence asks for. Throws `geo-invalid` for another kind of file or database, and what a file that cannot be read throws.
 */
export async function mmdbPlaces(file: string, name: string): Promise<PlaceFinder> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw readFailure(error, name);
  });
  const reader = readerOf(bytes, name);
  return placeFinder(factsOf(reader, bytes), (plain) => {
    // An address of IPv6 would be looked for among those of IPv4.
    if (reader.metadata.ipVersion === 4 && plain.includes(":")) return { place: null, range: null };
    const [record, bits] = recordOf(reader, plain, name);
    return { place: placeOf(record), range: rangeOf(plain, bits) };
  });
}

function readerOf(bytes: Buffer, name: string): PlaceReader {
  if (!bytes.includes(metadataMark)) throw new UserError("geo-invalid", { file: name, found: startOf(bytes) });
  let reader: PlaceReader;
  try {
    reader = new Reader<CityResponse>(bytes, { cache: recordCache() });
  } catch {
    throw new UserError("geo-invalid", { file: name, found: "mmdb (?)" });
  }
  const { databaseType, searchTreeSize, ipVersion } = reader.metadata;
  const isWhole = (ipVersion === 4 || ipVersion === 6) && searchTreeSize + separatorBytes < bytes.length;
  if (!isWhole || typeof databaseType !== "string" || !placeTypes.test(databaseType)) {
    throw new UserError("geo-invalid", { file: name, found: `mmdb ${String(databaseType).slice(0, 60)}` });
  }
  return reader;
}

/** What a file that is no database begins with, to tell an archive that was not unpacked. */
function startOf(bytes: Buffer): string {
  if (bytes.length === 0) return "0 bytes";
  if (bytes.readUInt8() === 0x1f) return "gzip";
  return bytes.subarray(0, 2).toString("latin1") === "PK" ? "zip" : JSON.stringify(bytes.subarray(0, 16).toString("latin1"));
}

function recordCache(): { get: (key: string | number) => unknown; set: (key: string | number, value: unknown) => void } {
  const records = new Map<string | number, unknown>();
  return {
    get: (key) => records.get(key),
    set: (key, value) => {
      if (records.size >= cachedRecords) records.clear();
      records.set(key, value);
    },
  };
}

/** The record, if there is one, and how many of the address's first bits were enough to find that out. */
function recordOf(reader: PlaceReader, plain: string, name: string): [record: CityResponse | null, bits: number] {
  try {
    return reader.getWithPrefixLength(plain);
  } catch {
    throw new UserError("geo-invalid", { file: name, found: "mmdb (?)" });
  }
}

/** The IPv4 addresses that have their first bits in common. */
function rangeOf(plain: string, bits: number): [first: number, last: number] | null {
  const number = ipv4Number(plain);
  if (number < 0) return null;
  const size = 2 ** (32 - bits);
  const first = Math.floor(number / size) * size;
  return [first, first + size - 1];
}

/** The database is the user's, and may hold anything. */
function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The country where an address is used, or else where its network is registered; the first, widest subdivision. */
function placeOf(record: CityResponse | null): Place | null {
  const country = textOf(record?.country?.iso_code) ?? textOf(record?.registered_country?.iso_code);
  if (country === null) return null;
  return {
    country,
    state: `${country}-${textOf(record?.subdivisions?.[0]?.iso_code) ?? "unknown"}`,
    city: textOf(record?.city?.names?.en) ?? "",
  };
}

function factsOf(reader: PlaceReader, bytes: Buffer): PlaceDatabase {
  const { databaseType, buildEpoch } = reader.metadata;
  const builtAt = Number.isNaN(buildEpoch.getTime()) ? null : buildEpoch.toISOString();
  return {
    database: databaseType,
    version: builtAt?.slice(0, 10) ?? "-",
    checksum: createHash("sha256").update(bytes).digest("hex"),
    builtAt,
    notice: noticeOf(databaseType),
  };
}

function noticeOf(databaseType: string): string {
  if (/^geolite2/i.test(databaseType)) return geoLiteNotice;
  return /^dbip\b.*lite/i.test(databaseType) ? "IP Geolocation by DB-IP, https://db-ip.com" : "";
}
