// Proves a memoria's folder: every file against the manifest, the manifest against what the PDF prints, the PDF's attachments against the files.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readFailure, UserError } from "../ingest/index.ts";
import { fileSha256, MANIFEST_FILE, type Manifest, manifestSchema, PDF_FILE, SEAL_FILE, sealText, sha256Of } from "./manifest.ts";
import { type PdfContents, readPdf } from "./pdf-contents.ts";

/**
 * `unlisted`: lies in the folder and is no part of the memoria; it proves nothing and harms nothing. `withheld`: of restricted access, and
 * not there.
 */
export type FileState = "same" | "changed" | "missing" | "withheld" | "unlisted";

export interface Verification {
  manifest: Manifest;
  manifestSha256: string;
  /** Every file of the folder and of the manifest, by name. `expected` and `found`: SHA-256, null where there is none. */
  files: { name: string; state: FileState; expected: string | null; found: string | null }[];
  pdf: {
    /** Of the PDF itself: what a receipt notes. Null: it is not there. */
    sha256: string | null;
    /** Whether it is what the seal, written with it, says; `unsealed`: there is no seal. Who changes both is told by a receipt alone. */
    bytes: "same" | "changed" | "unsealed";
    /** `unreadable`: no PDF; `other`: it prints no hash, or the hash of another manifest. */
    seal: "same" | "other" | "unreadable" | "missing";
    /** Attachments that are not the files of the same name. */
    differing: string[];
  };
  /** Logs that the caller showed: `known` when the memoria was made from exactly these bytes. */
  originals: { name: string; sha256: string; known: boolean }[];
  /** All that the memoria consists of is what it was. */
  proven: boolean;
}

/**
 * Compares a memoria's folder with its manifest and its PDF.
 * @param originals paths of logs as they were handed in, with the names to tell them by.
 * @throws UserError `file-not-found`, `manifest-invalid` where there is no manifest that could be held against anything.
 */
export async function verifyMemoria(
  dir: string,
  shownDir: string,
  originals: readonly { path: string; name: string }[],
): Promise<Verification> {
  const text = await readFile(join(dir, MANIFEST_FILE)).catch((error: unknown) => {
    throw readFailure(error, join(shownDir, MANIFEST_FILE));
  });
  const manifest = parsedManifest(text.toString("utf8"), join(shownDir, MANIFEST_FILE));
  const files = await compareFiles(dir, manifest);
  const pdf = await comparePdf(dir, manifest, sha256Of(text));
  const shown: Verification["originals"] = [];
  for (const { path, name } of originals) {
    const sha256 = await fileSha256(path).catch((error: unknown) => {
      throw readFailure(error, name);
    });
    shown.push({ name, sha256, known: manifest.originals.some((original) => original.sha256 === sha256) });
  }
  const whole = files.every(({ state }) => state !== "changed" && state !== "missing");
  const proven = whole && pdf.seal === "same" && pdf.bytes === "same" && pdf.differing.length === 0 && shown.every(({ known }) => known);
  return { manifest, manifestSha256: sha256Of(text), files, pdf, originals: shown, proven };
}

function parsedManifest(text: string, file: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UserError("manifest-invalid", { file, place: "/", expected: "JSON" });
  }
  const result = manifestSchema.safeParse(json, { error: z.locales.es().localeError });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UserError("manifest-invalid", { file, place: `/${(issue?.path ?? []).map(String).join("/")}`, expected: issue?.message ?? "" });
}

async function compareFiles(dir: string, manifest: Manifest): Promise<Verification["files"]> {
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  const present = new Set(await namesUnder(dir));
  const names = [...new Set([...listed.keys(), ...present])].filter((name) => ![MANIFEST_FILE, PDF_FILE, SEAL_FILE].includes(name)).sort();
  const compared: Verification["files"] = [];
  for (const name of names) {
    const { sha256: expected = null, restricted = false } = listed.get(name) ?? {};
    const found = present.has(name) && expected !== null ? await fileSha256(join(dir, name)) : null;
    const state =
      expected === null ? "unlisted" : found === null ? (restricted ? "withheld" : "missing") : found === expected ? "same" : "changed";
    compared.push({ name, state, expected, found });
  }
  return compared;
}

/** Files of the folder and of the folders in it, with `/`; links are not followed. */
async function namesUnder(dir: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    const name = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isFile()) names.push(name);
    else if (entry.isDirectory()) names.push(...(await namesUnder(dir, name)));
  }
  return names;
}

async function comparePdf(dir: string, manifest: Manifest, manifestSha256: string): Promise<Verification["pdf"]> {
  const path = join(dir, PDF_FILE);
  if (!(await stat(path).catch(() => null))?.isFile()) return { sha256: null, bytes: "unsealed", seal: "missing", differing: [] };
  const bytes = await readFile(path);
  const sha256 = sha256Of(bytes);
  const sealed = await readFile(join(dir, SEAL_FILE), "utf8").catch(() => null);
  const state = sealed === null ? "unsealed" : sealed === sealText(sha256, manifestSha256) ? "same" : "changed";
  const contents = await readPdf(bytes);
  if (contents === null) return { sha256, bytes: state, seal: "unreadable", differing: [] };
  const seal = contents.lastPage.replace(/\s/gu, "").includes(manifestSha256) ? "same" : "other";
  return { sha256, bytes: state, seal, differing: differingAttachments(contents, manifest, manifestSha256) };
}

/** The PDF carries the manifest, the analysis and the annexes that are not restricted: each as listed, none besides. */
function differingAttachments({ attachments }: PdfContents, manifest: Manifest, manifestSha256: string): string[] {
  const expected = new Map(manifest.files.map((file) => [file.name.split("/").at(-1) ?? "", file.sha256]));
  expected.set(MANIFEST_FILE, manifestSha256);
  const differing = attachments.filter(({ name, content }) => expected.get(name) !== sha256Of(content)).map(({ name }) => name);
  return attachments.some(({ name }) => name === MANIFEST_FILE) ? differing : [...differing, MANIFEST_FILE];
}
