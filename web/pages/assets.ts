// Style sheet, fonts, icon and browser scripts, read once at the first request and served under names that change with their content.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { DARK, FACE_STYLES, FACES, fontFile, LIGHT, SUBSETS, unicodeRange } from "../../report/index.ts";

export interface Asset {
  contentType: string;
  content: Buffer;
}

interface Assets {
  byPath: ReadonlyMap<string, Asset>;
  style: string;
  icon: string;
  scripts: string;
  tus: string;
}

const root = "/recursos";
/** Of pages/styles, in this order: of rules that weigh the same, the later one holds. */
const sheets = ["frame", "forms", "parts", "media", "charts", "review"];
let made: Assets | null = null;

/** Addresses of the assets that a page names. */
export function assetPaths(): { style: string; icon: string; tus: string; script: (name: string) => string } {
  const { style, icon, scripts, tus } = assets();
  return { style, icon, tus, script: (name) => `${scripts}/${name}.js` };
}

/** What lies at an address below /recursos; undefined: nothing. */
export function assetAt(address: string): Asset | undefined {
  return assets().byPath.get(address);
}

function assets(): Assets {
  made ??= makeAssets();
  return made;
}

function makeAssets(): Assets {
  const byPath = new Map<string, Asset>();
  const put = (name: string, ending: string, contentType: string, content: Buffer): string => {
    const address = `${root}/${name}-${digest(content)}.${ending}`;
    byPath.set(address, { contentType, content });
    return address;
  };
  const fonts = FACES.flatMap((face) =>
    SUBSETS.map((subset) => {
      const { weight, style } = FACE_STYLES[face];
      const address = put(`${face}-${subset}`, "woff2", "font/woff2", fontFile(face, subset, "woff2"));
      return `@font-face{font-family:"Source Sans 3";font-style:${style};font-weight:${weight};font-display:swap;src:url(${address}) format("woff2");unicode-range:${unicodeRange(subset)}}`;
    }),
  );
  const sheet = [
    ...fonts,
    `:root{${variables(LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}`,
    ...sheets.map((name) => readFileSync(path.join(import.meta.dirname, "styles", `${name}.css`), "utf8")),
  ].join("\n");
  const style = put("estilo", "css", "text/css; charset=utf-8", Buffer.from(sheet));
  const icon = put("icono", "svg", "image/svg+xml", Buffer.from(iconText));
  const tus = put("tus", "js", "text/javascript; charset=utf-8", readFileSync(tusFile()));
  return { byPath, style, icon, tus, scripts: putScripts(byPath) };
}

/** Every browser script with its types taken off; they import each other by relative names, so they share a folder. */
function putScripts(byPath: Map<string, Asset>): string {
  const folder = path.join(import.meta.dirname, "..", "client");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const texts = names.map((name) => ({ name, text: stripTypeScriptTypes(readFileSync(path.join(folder, name), "utf8")) }));
  const address = `${root}/guiones-${digest(Buffer.from(texts.map(({ text }) => text).join("\n")))}`;
  for (const { name, text } of texts) {
    const script = text.replace(/(from\s+")(\.\/[\w-]+)\.ts"/g, '$1$2.js"');
    byPath.set(`${address}/${name.replace(/\.ts$/, ".js")}`, {
      contentType: "text/javascript; charset=utf-8",
      content: Buffer.from(script),
    });
  }
  return address;
}

/** What its package gives to browsers as one file. */
function tusFile(): string {
  const entry = createRequire(import.meta.url).resolve("tus-js-client");
  return path.join(entry.slice(0, entry.lastIndexOf(`${path.sep}lib`)), "dist", "tus.min.js");
}

function variables(palette: Readonly<Record<string, string>>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

function digest(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

const iconText = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="${LIGHT.accent}"/><path d="M7 24V8l9 9 9-9v16" fill="none" stroke="#fff" stroke-width="3"/></svg>`;
