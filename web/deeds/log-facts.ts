// Uploads, files and work as the API and the page tell them: one shape for both.
import { z } from "zod";
import { isoInZone, type LogInput } from "../../ingest/index.ts";
import { ingestJobOf, ingestJobs } from "../jobs/upload-group.ts";
import { callOf } from "../records/calls.ts";
import type { Delivery } from "../records/deliveries.ts";
import type { Job } from "../records/jobs.ts";
import type { Upload } from "../records/uploads.ts";
import type { Services } from "../services.ts";
import { receivedBytes } from "../uploads/upload-files.ts";
import type { DeliveryFile } from "./log-files.ts";

const count = z.int().nonnegative();
const moment = z.iso.datetime({ offset: true });
const roleSchema = z.enum(["edge", "origin"]) satisfies z.ZodType<LogInput["role"]>;

const progressShape = z.object({
  /** 0..1; null: it waits, or is too young to tell. */
  share: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  linesPerSecond: z.number().nullable(),
  linesRead: z.number().nullable(),
});

export const uploadShape = z.object({
  id: z.string(),
  purpose: z.enum(["log", "baseline"]),
  name: z.string(),
  bytes: count,
  receivedBytes: count,
  source: z.string(),
  role: roleSchema,
  format: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Of a damaged one, what precedes the damage is taken. */
  untilDamage: z.boolean(),
  /** Patterns of what is no log in an archive: it is left out and told. */
  leaveOut: z.array(z.string()),
  state: z.enum(["receiving", "queued", "parsing", "done", "failed", "withdrawn"]),
  error: z.string().nullable(),
  files: z.array(z.string()),
  createdAt: moment,
  endedAt: moment.nullable(),
  progress: progressShape.nullable(),
});
export type UploadFactsShown = z.infer<typeof uploadShape>;

const leftOutShape = z.object({
  archive: z.string(),
  archiveSha256: z.string(),
  name: z.string(),
  bytes: count.nullable(),
  sha256: z.string().nullable(),
  reason: z.enum(["debris", "hidden", "link", "folder", "asked"]),
});

export const fileShape = z.object({
  id: z.string(),
  purpose: z.enum(["log", "baseline"]),
  name: z.string(),
  sha256: z.string(),
  bytes: count,
  format: z.string(),
  timeZone: z.string().nullable(),
  source: z.string(),
  role: roleSchema,
  firstAt: moment.nullable(),
  lastAt: moment.nullable(),
  /** `hits`: with those that another file repeats; which these are is known after an analysis. */
  lines: z.object({ read: count, hits: count, blank: count, directives: count, rejected: count, duplicates: count.nullable() }),
  rejectedByReason: z.record(z.string(), count),
  /** What lay in its archive and was not read; one log of an archive tells it. */
  leftOut: z.array(leftOutShape),
});
export type FileFactsShown = z.infer<typeof fileShape>;

export const jobShape = z.object({
  id: z.int(),
  kind: z.string(),
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  error: z.string().nullable(),
  progress: progressShape.nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
});

/** Of a delivery, in the order given; what waits is looked up once for all: there may be thousands. */
export async function uploadsFacts(services: Services, delivery: string, uploads: readonly Upload[]): Promise<UploadFactsShown[]> {
  const jobs = new Map(ingestJobs(services, { delivery }).map((each) => [each.payload["upload"], each]));
  return Promise.all(uploads.map((each) => facts(services, each, jobs.get(each.id))));
}

export async function uploadFacts(services: Services, found: Upload): Promise<UploadFactsShown> {
  return facts(services, found, ingestJobOf(services, found));
}

async function facts(services: Services, found: Upload, waiting: Job | undefined): Promise<UploadFactsShown> {
  const { id, purpose, name, bytes, source, role, format, timeZone, untilDamage, leaveOut, state, error, createdAt, endedAt } = found;
  const come = state === "receiving" ? ((await receivedBytes(services, id)) ?? 0) : bytes;
  const job = state === "queued" || state === "parsing" ? waiting : undefined;
  const shown = {
    id,
    purpose,
    name,
    bytes,
    receivedBytes: come,
    source,
    role,
    format,
    timeZone,
    untilDamage,
    leaveOut,
    state,
    error,
    createdAt,
    endedAt,
  };
  return { ...shown, files: found.files.map(String), progress: job ? progressOf(job) : null };
}

/** `duplicates`: repeated hits by file number, of an analysis that still holds; null: there is none. */
export function fileFacts(
  services: Services,
  delivery: Delivery,
  { file, isBaseline }: DeliveryFile,
  duplicates: ReadonlyMap<string, number> | null,
): FileFactsShown {
  const zone = callOf(services, delivery.call).timeZone.value;
  const at = (second: number | null): string | null => (second === null ? null : isoInZone(second, zone));
  const { id, name, sha256, bytes, format, timeZone, source, role, read, hits, blank, directives, rejected, rejectedByReason } = file;
  const repeated = duplicates?.get(String(id)) ?? null;
  return {
    id: String(id),
    purpose: isBaseline ? "baseline" : "log",
    name,
    sha256,
    bytes,
    format,
    timeZone,
    source,
    role,
    firstAt: at(file.firstSecond),
    lastAt: at(file.lastSecond),
    lines: { read, hits: hits - (repeated ?? 0), blank, directives, rejected, duplicates: repeated },
    rejectedByReason,
    leftOut: (file.leftOut ?? []).map((each) => ({ ...each, archiveSha256: sha256 })),
  };
}

export function jobFacts({ id, kind, state, error, createdAt, startedAt, endedAt, ...job }: Job): z.infer<typeof jobShape> {
  return { id, kind, state, error, progress: state === "running" ? progressOf(job) : null, createdAt, startedAt, endedAt };
}

function progressOf({ progress }: Pick<Job, "progress">): z.infer<typeof progressShape> {
  const number = (name: string): number | null => {
    const value = progress?.[name];
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  };
  return {
    share: number("share"),
    secondsLeft: number("secondsLeft"),
    linesPerSecond: number("linesPerSecond"),
    linesRead: number("linesRead"),
  };
}
