// A backup that somebody sends to this server: written to disk as it comes, and one of its backups when it is whole.
import { open, rm, statfs } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { formatBytes } from "../../analysis/index.ts";
import { flush } from "../../ingest/index.ts";
import { backupsFolder, keepReceived, receivedDraft } from "../jobs/store-care.ts";
import { type Actor, note } from "../records/audit.ts";
import { takeJobNumber } from "../records/jobs.ts";
import { newId } from "../records/records.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { writeBytes } from "../uploads/byte-sink.ts";

export const mostBackupBytes = 2_000_000_000_000;
const reserveBytes = 256_000_000;

interface Announced {
  /** Null: not told. */
  bytes: number | null;
  /** Of the file itself, and not of a form around it. */
  isExact: boolean;
}

/** Answers its number among the backups. What it holds is proven when it is unpacked. Throws Problem `disk-full`, `too-large`, `invalid`. */
export async function receiveBackup(
  services: Services,
  actor: Actor,
  from: Readable & { truncated?: boolean },
  { bytes, isExact }: Announced,
): Promise<number> {
  const draft = await receivedDraft(services, newId());
  await requireRoom(services, bytes ?? 0);
  try {
    await (await open(draft, "wx", 0o600)).close();
    const written = await writeBytes(from, draft, { start: 0, most: mostBackupBytes });
    if (from.truncated) throw new Problem("too-large");
    if (isExact && bytes !== null && written !== bytes) throw new Problem("invalid", "El envío se interrumpió antes de terminar.");
    if (written === 0) throw new Problem("invalid", "El archivo está vacío.");
    await flush(draft);
    const job = takeJobNumber(services);
    await keepReceived(services, draft, job);
    note(services, actor, "backup.received", String(job), { bytes: written });
    return job;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function requireRoom(services: Services, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path.resolve(backupsFolder(services)));
  const free = Math.max(0, bavail * bsize - reserveBytes);
  if (bytes > free)
    throw new Problem(
      "disk-full",
      `El respaldo tiene ${formatBytes(bytes)} y en el disco de los respaldos quedan ${formatBytes(free)}. No se recibió nada: hace falta liberar espacio, o copiarlo a otro disco y usar la línea de comandos.`,
    );
}
