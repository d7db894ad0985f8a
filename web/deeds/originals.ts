// The logs that a version was made from, as they were handed in: found in the store, also those that were taken back since.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { printable } from "../../analysis/index.ts";
import { type FileRecord, type HandedIn, handedIn, UserError } from "../../ingest/index.ts";
import { type Actor, auditEntries, note } from "../records/audit.ts";
import { memoriaFolder, type Version } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";

const manifestSchema = z.object({ originals: z.array(z.object({ name: z.string(), sha256: z.string() })) });
const advice = "No se envía nada. Quien administra el servidor puede restaurarla del respaldo.";

/**
 * Every log of the version's manifest, to be opened one by one. Throws Problem `not-intact`: the manifest is not that of the receipt, a log
 * is gone, or it broke the last archive off and still is not what was handed in.
 */
export async function originalsOf(services: Services, version: Version): Promise<HandedIn[]> {
  const wanted = await wantedOriginals(services, version);
  const there = new Map<string, FileRecord>();
  // What was taken back is kept as evidence; what counts now goes before it.
  for (const { undone, ...file } of services.store.catalog.filesWithUndone(version.delivery))
    if (!undone || !there.has(file.sha256)) there.set(file.sha256, file);
  const files = wanted.map(({ name, sha256 }) => {
    const file = there.get(sha256);
    if (!file) throw gone(name);
    return file;
  });
  const logs = await handedIn(files).catch((error: unknown) => {
    throw error instanceof UserError && "file" in error.facts ? gone(String(error.facts.file)) : error;
  });
  const doubted = lastDiffering(services, version)?.sha256;
  for (const log of logs) if (log.sha256 === doubted) await prove(log);
  return logs;
}

async function wantedOriginals(services: Services, version: Version): Promise<z.infer<typeof manifestSchema>["originals"]> {
  const text = await readFile(path.join(memoriaFolder(services, version.delivery, version.number), "manifest.json")).catch(() => null);
  if (text === null || createHash("sha256").update(text).digest("hex") !== version.manifestSha256)
    throw new Problem("not-intact", `El archivo manifest.json de la versión ${version.number} no es el de su acuse. ${advice}`);
  return manifestSchema.parse(JSON.parse(text.toString("utf8"))).originals;
}

function gone(name: string): Problem {
  return new Problem("not-intact", `La bitácora «${printable(name)}» de esta versión ya no está en el servidor. ${advice}`);
}

/** Reads it to its end. Throws Problem `not-intact`. */
async function prove(log: HandedIn): Promise<void> {
  try {
    for await (const _ of log.open());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const name = printable(log.name);
    throw new Problem("not-intact", `La bitácora «${name}» no es la que se entregó: su huella SHA-256 es otra. ${advice}`);
  }
}

/** Who takes the logs of a version is noted: they hold people's addresses. */
export function noteDownload(services: Services, actor: Actor, { delivery, number }: Version): void {
  note(services, actor, "originals.downloaded", delivery, { version: number });
}

/** Notes that a log broke an archive off: whoever asked for it has no whole file, and the next who asks is told why. */
export function noteDiffering(services: Services, actor: Actor, { delivery, number }: Version, { name, sha256 }: HandedIn): void {
  note(services, actor, "originals.differed", delivery, { version: number, name, sha256 });
}

/** The log that broke the last archive of a delivery's logs off; null: none did. */
export function lastDiffering(services: Services, { delivery }: Pick<Version, "delivery">): { name: string; sha256: string } | null {
  const last = auditEntries(services, { most: 1, subject: delivery, actions: ["originals.differed", "originals.downloaded"] })[0];
  return last?.action === "originals.differed" ? { name: String(last.detail["name"]), sha256: String(last.detail["sha256"]) } : null;
}
