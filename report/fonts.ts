// The files of the one family of type, Source Sans 3, for paper and screen.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const FACES = ["regular", "semibold", "italic"] as const;
export type Face = (typeof FACES)[number];
export const SUBSETS = ["latin", "latin-ext"] as const;
export type Subset = (typeof SUBSETS)[number];

export const FACE_STYLES: Readonly<Record<Face, { weight: 400 | 600; style: "normal" | "italic" }>> = {
  regular: { weight: 400, style: "normal" },
  semibold: { weight: 600, style: "normal" },
  italic: { weight: 400, style: "italic" },
};

const folder = dirname(createRequire(import.meta.url).resolve("@fontsource/source-sans-3/package.json"));

/** The bytes of one face. */
export function fontFile(face: Face, subset: Subset, format: "woff" | "woff2"): Buffer {
  const { weight, style } = FACE_STYLES[face];
  return readFileSync(join(folder, "files", `source-sans-3-${subset}-${weight}-${style}.${format}`));
}

/** The characters of each subset, as CSS writes them. */
export function unicodeRange(subset: Subset): string {
  const ranges = JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8")) as Record<string, string>;
  return ranges[subset] ?? "";
}
