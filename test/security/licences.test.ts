// Every package that goes with the product has a licence that allows it, by what the package itself says.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");
interface Locked {
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
}
interface Manifest {
  license?: string | { type: string };
  licenses?: { type: string }[];
}

const allowed = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "CC-BY-4.0",
  "OFL-1.1",
  "Unlicense",
  "Python-2.0",
  "MIT-0",
]);
/** What says so in words of its own, each looked at. */
const looked: Readonly<Record<string, string>> = {
  "png-js": "MIT, in its LICENSE file",
  "combine-errors": "MIT, in its Readme; comes with tus-js-client, of which only the browser's file is served",
  "geoip-lite": "Apache-2.0 for its code; GeoLite2 data under MaxMind's end-user licence: the notice is printed with every place",
};

const locked = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
const shipped = Object.entries(locked.packages).filter(
  ([place, { dev, devOptional, optional }]) => place !== "" && !dev && !devOptional && !optional,
);

function licenceOf(place: string): string {
  const { license, licenses } = JSON.parse(readFileSync(path.join(root, place, "package.json"), "utf8")) as Manifest;
  return typeof license === "string" ? license : (license?.type ?? licenses?.[0]?.type ?? "none");
}

/** "(MIT OR Apache-2.0)" needs one of them, "A AND B" each. */
function isAllowed(licence: string): boolean {
  const words = licence.replace(/[()]/g, "");
  return words.split(" OR ").some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));
}

it("of every shipped package", () => {
  expect(shipped.length).toBeGreaterThan(50);
  const others = shipped
    .map(([place]) => ({ name: place.replace(/^.*node_modules\//, ""), licence: licenceOf(place) }))
    .filter(({ name, licence }) => !isAllowed(licence) && !(name in looked));
  expect(others).toEqual([]);
});
