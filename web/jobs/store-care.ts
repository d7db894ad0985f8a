// The care of the whole store: a backup in one file beside it, and the check of every file in it; both by the command line's own commands.
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { addJob, noteProgress, openJobs } from "../records/jobs.ts";
import type { Services } from "../services.ts";
import type { JobKind } from "./queue.ts";

/** A backup never lies in the store that it is of. */
export function backupsFolder({ directory }: Pick<Services, "directory">): string {
  return `${directory}-respaldos`;
}

export interface Backup {
  /** Number of the work that made it: its name for a page. */
  job: number;
  bytes: number;
  createdAt: string;
}

function backupPath(services: Services, job: number): string {
  return path.join(backupsFolder(services), `respaldo-${job}.tar`);
}

/** The newest first. */
export async function backups(services: Services): Promise<Backup[]> {
  const names = await readdir(backupsFolder(services)).catch(() => []);
  const numbers = names.flatMap((name) => /^respaldo-(\d{1,12})\.tar$/.exec(name)?.[1] ?? []).map(Number);
  const found = await Promise.all(
    numbers.map(async (job) => {
      const facts = await stat(backupPath(services, job)).catch(() => null);
      return facts && { job, bytes: facts.size, createdAt: facts.mtime.toISOString() };
    }),
  );
  return found.filter((each) => each !== null).sort((a, b) => b.job - a.job);
}

/** Its file; null: there is none of this number. */
export async function backupFile(services: Services, job: string): Promise<string | null> {
  const found = (await backups(services)).find((each) => String(each.job) === job);
  return found ? backupPath(services, found.job) : null;
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
