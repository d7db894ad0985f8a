// A backup is unpacked beside the store in force, proven by the command line's own `restore`; nothing of it counts until an administrator says so.
import { mkdir, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { formatBytes } from "../../analysis/index.ts";
import { stagedFolder, storeFolder } from "../../ingest/index.ts";
import { readyStore } from "../deeds/ready-store.ts";
import { contentsIn } from "../deeds/store-contents.ts";
import { type StagedFacts, writeFacts } from "../deeds/store-facts.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import type { JobKind } from "./queue.ts";
import { backupWith } from "./store-care.ts";

/** What must stay free for the store in force. */
const reserveBytes = 256_000_000;

type Place = Pick<Services, "directory">;

function stagedPlace({ directory }: Place): string {
  return path.join(directory, stagedFolder);
}

/** Throws Problem `disk-full` where a backup of so many bytes does not fit: nothing of it is unpacked then. */
export async function requireRoom({ directory }: Place, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const free = Math.max(0, bavail * bsize - reserveBytes);
  if (bytes > free)
    throw new Problem(
      "disk-full",
      `El respaldo ocupa ${formatBytes(bytes)} y en el disco del almacén quedan ${formatBytes(free)} para desempacarlo. No se desempacó nada y el almacén sigue como estaba. Hace falta liberar espacio.`,
    );
}

export const restoreJob: JobKind = {
  async prepare(services, job) {
    const backup = await backupWith(services, String(job.payload["backup"]));
    if (backup === null) throw new Problem("not-found", "El respaldo ya no está en el servidor.");
    await dropStaged(services);
    await requireRoom(services, backup.bytes);
    const folder = stagedPlace(services);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { args: ["restore", backup.file, `--data=${path.join(folder, storeFolder)}`, "--json", "--progress=json"], folder };
  },
  async done(services, job, run) {
    const store = path.join(stagedPlace(services), storeFolder);
    const { createdAt } = JSON.parse(run?.stdout ?? "{}") as { createdAt: string };
    await readyStore(services, store);
    const facts: StagedFacts = {
      job: job.id,
      backup: Number(job.payload["backup"]),
      at: createdAt,
      unpackedAt: services.now().toISOString(),
      contents: await contentsIn(store),
    };
    await writeFacts(stagedPlace(services), facts);
  },
  failed: (services) => dropStaged(services),
};

/** What was unpacked goes; the store in force knows nothing of it. */
export async function dropStaged(services: Place): Promise<void> {
  await rm(stagedPlace(services), { recursive: true, force: true });
}
