// The care of the whole store: a backup in one file beside it, and the check of every file in it; both by the command line's own commands.
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { addJob, noteProgress, openJobs } from "../records/jobs.ts";
import type { Services } from "../services.ts";
import type { JobKind } from "./queue.ts";

const draftEnding = ".parte";

/** A backup never lies in the store that it is of. */
export function backupsFolder({ directory }: Pick<Services, "directory">): string {
  return `${directory}-respaldos`;
}

export interface Backup {
  /** Number of the work that made it, or that it was received under: its name for a page. */
  job: number;
  bytes: number;
  /** When it was made here, or received. */
  createdAt: string;
  /** It was sent to this server, and not made by it. */
  isReceived: boolean;
}

function backupPath(services: Pick<Services, "directory">, job: number, isReceived = false): string {
  return path.join(backupsFolder(services), `respaldo-${job}${isReceived ? ".recibido" : ""}.tar`);
}

/** The newest first. */
export async function backups(services: Pick<Services, "directory">): Promise<Backup[]> {
  const names = await readdir(backupsFolder(services)).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const [, number, received] = /^respaldo-(\d{1,12})(\.recibido)?\.tar$/.exec(name) ?? [];
      const facts = number === undefined ? null : await stat(path.join(backupsFolder(services), name)).catch(() => null);
      const isReceived = received !== undefined;
      return facts && { job: Number(number), bytes: facts.size, createdAt: facts.mtime.toISOString(), isReceived };
    }),
  );
  return found.filter((each) => each !== null).sort((a, b) => b.job - a.job);
}

/** Null: there is none of this number. */
export async function backupWith(services: Pick<Services, "directory">, job: string): Promise<(Backup & { file: string }) | null> {
  const found = (await backups(services)).find((each) => String(each.job) === job);
  return found ? { ...found, file: backupPath(services, found.job, found.isReceived) } : null;
}

/** Where a backup that is sent to this server is written; it is one when it has its name. */
export async function receivedDraft(services: Pick<Services, "directory">, name: string): Promise<string> {
  await mkdir(backupsFolder(services), { recursive: true, mode: 0o700 });
  return path.join(backupsFolder(services), `${name}${draftEnding}`);
}

export async function keepReceived(services: Pick<Services, "directory">, draft: string, job: number): Promise<void> {
  await rename(draft, backupPath(services, job, true));
}

/** What was not received whole before the server ended. */
export async function sweepDrafts(services: Pick<Services, "directory">): Promise<void> {
  const folder = backupsFolder(services);
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith(draftEnding)) await rm(path.join(folder, name), { force: true });
}

export const backupJob: JobKind = {
  async prepare(services, { id }) {
    const folder = backupsFolder(services);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { args: ["backup", `--data=${services.directory}`, `--out=${backupPath(services, id)}`, "--progress=json"], folder };
  },
  done: () => {},
  failed: (services, { id }) => rm(backupPath(services, id), { force: true }),
};

/** As many troubles as a page shows. */
const mostTold = 200;

export const checkJob: JobKind = {
  async prepare(services) {
    return { args: ["doctor", `--data=${services.directory}`, "--progress=json"], folder: services.directory };
  },
  done(services, { id }, run) {
    noteProgress(services, id, { isWell: run?.code === 0, told: (run?.stdout ?? "").trim().split("\n").slice(0, mostTold) });
  },
  failed: () => {},
};

/** Asked twice, it is done once. Answers the work's number. */
export function requestCare(services: Services, kind: "backup" | "check", person: string): number {
  const open = openJobs(services).find((job) => job.kind === kind);
  const number = open?.id ?? addJob(services, { delivery: null, kind, payload: {}, person });
  services.queue.wake();
  return number;
}
