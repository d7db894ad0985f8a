// The manifest of a memoria: the SHA-256 of every file that goes with it. The PDF prints the manifest's own, so whoever signs the PDF signs them all.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Analysis } from "../analysis/index.ts";

export const MANIFEST_FILE = "manifest.json";
/** Not listed in the manifest, as it prints the manifest's hash; it carries a copy of the manifest instead. */
export const PDF_FILE = "memoria.pdf";
/** The SHA-256 of the PDF and of the manifest, as `sha256sum --check` reads them: written last. */
export const SEAL_FILE = "huellas.sha256";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Relative, with `/`; no name leads out of the folder. */
const memberName = z
  .string()
  .refine((name) => /^[^/\\]+(?:\/[^/\\]+)*$/.test(name) && !name.split("/").some((part) => /^\.{1,2}$/.test(part)), {
    error: "un nombre dentro de la carpeta",
  });
const bytes = z.int().nonnegative();

export const manifestSchema = z.object({
  manifestVersion: z.literal(1),
  program: z.string(),
  generatedAt: z.string(),
  difusor: z.string(),
  convocatoria: z.object({ id: z.string(), version: z.string() }).nullable(),
  period: z.object({ name: z.string(), start: z.string(), end: z.string(), timeZone: z.string() }),
  /** The logs as they were handed in; they are an annex of restricted access and need not lie in the folder. */
  originals: z.array(z.object({ name: z.string(), source: z.string(), bytes, sha256 })),
  /** What lay in their archives and was not read; absent: nothing. */
  unread: z.array(z.object({ archive: z.string(), name: z.string(), bytes: bytes.nullable(), sha256: sha256.nullable() })).optional(),
  /** Every file of the memoria but the PDF and the manifest itself, in the order of their names; restricted ones may be kept apart from the rest. */
  files: z.array(z.object({ name: memberName, bytes, sha256, restricted: z.boolean() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The text of the manifest of the files that were written into `dir`: the same bytes for the same files and analysis. */
export async function manifestText(
  analysis: Analysis,
  dir: string,
  names: readonly string[],
  restricted: ReadonlySet<string>,
): Promise<string> {
  const files: Manifest["files"] = [];
  for (const name of names.toSorted()) {
    const path = join(dir, name);
    files.push({ name, bytes: (await stat(path)).size, sha256: await fileSha256(path), restricted: restricted.has(name) });
  }
  const unread = (analysis.ledger.leftOut ?? []).map(({ archive, name, bytes, sha256 }) => ({ archive, name, bytes, sha256 }));
  const manifest: Manifest = {
    manifestVersion: 1,
    program: analysis.parameters.program,
    generatedAt: analysis.generatedAt,
    difusor: analysis.difusor,
    convocatoria: analysis.convocatoria,
    period: analysis.period,
    originals: analysis.ledger.files.map((file) => ({ name: file.name, source: file.source, bytes: file.bytes, sha256: file.sha256 })),
    ...(unread.length > 0 && { unread }),
    files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The seal's text: of the two files that nothing else lists. */
export function sealText(pdfSha256: string, manifestSha256: string): string {
  return `${pdfSha256}  ${PDF_FILE}\n${manifestSha256}  ${MANIFEST_FILE}\n`;
}

/** SHA-256 of a text or of bytes, in hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a file of any size, in hexadecimal. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
