// Whether a frozen version is still what was handed in: its hashes at once, the whole of it by the program's own `memoria verify`.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { runProgram } from "../jobs/program.ts";
import { type Actor, auditEntries, note } from "../records/audit.ts";
import { memoriaFolder, type Version } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

/** What is left of `verify --json` for people; more is in the manifest itself. */
export const verificationSchema = z.object({
  manifestSha256: z.string(),
  files: z.array(z.object({ name: z.string(), state: z.enum(["same", "changed", "missing", "withheld", "unlisted"]) })),
  pdf: z.object({
    sha256: z.string().nullable(),
    bytes: z.enum(["same", "changed", "unsealed"]),
    seal: z.enum(["same", "other", "unreadable", "missing"]),
    differing: z.array(z.string()),
  }),
  proven: z.boolean(),
});
export type ShownVerification = z.infer<typeof verificationSchema>;

/** Whether the two files that the receipt names are still these. */
export async function hasReceiptHashes(services: Services, version: Version): Promise<boolean> {
  const folder = memoriaFolder(services, version.delivery, version.number);
  const [manifest, pdf] = await Promise.all([hashOf(path.join(folder, "manifest.json")), hashOf(path.join(folder, "memoria.pdf"))]);
  return manifest === version.manifestSha256 && pdf === version.pdfSha256;
}

async function hashOf(file: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file), hash);
  } catch {
    return null;
  }
  return hash.digest("hex");
}

/** Runs the program on the version and notes the outcome. `proven`: every file is as written, and the hashes are the receipt's. */
export async function verifyVersion(services: Services, actor: Actor, version: Version): Promise<ShownVerification> {
  const folder = memoriaFolder(services, version.delivery, version.number);
  const run = await runProgram(["verify", folder, "--json"], { folder: services.directory, priority: "usual" });
  if (run.code !== 0 && run.code !== 1) {
    note(services, actor, "version.verified", version.delivery, { version: version.number, proven: false });
    throw new Problem(
      "invalid",
      "La versión no se puede comprobar: falta su manifest.json o no se puede leer. Quien administra el servidor puede restaurarla del respaldo.",
    );
  }
  const read = verificationSchema.parse(JSON.parse(run.stdout));
  const isReceipt = read.manifestSha256 === version.manifestSha256 && read.pdf.sha256 === version.pdfSha256;
  const verification = { ...read, proven: read.proven && isReceipt };
  const differing = verification.files.filter(({ state }) => state === "changed" || state === "missing").map(({ name }) => name);
  note(services, actor, "version.verified", version.delivery, {
    version: version.number,
    proven: verification.proven,
    differing: differing.slice(0, 20),
  });
  return verification;
}

export interface LastVerification {
  at: string;
  person: string | null;
  isProven: boolean;
  differing: string[];
}

/** The last time that somebody had a version verified; null: nobody did, among the last thousand things that were done with the delivery. */
export function lastVerification(services: Services, { delivery, number }: Pick<Version, "delivery" | "number">): LastVerification | null {
  const entry = auditEntries(services, { most: 1000, subject: delivery }).find(
    ({ action, detail }) => action === "version.verified" && detail["version"] === number,
  );
  if (!entry) return null;
  const differing = Array.isArray(entry.detail["differing"]) ? entry.detail["differing"].map(String) : [];
  return { at: entry.at, person: entry.person, isProven: entry.detail["proven"] === true, differing };
}
