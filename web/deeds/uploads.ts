// What people do with uploads, by page, by API and by tus alike: begin, finish, try again, take back; with the limits.
import { statfs } from "node:fs/promises";
import { z } from "zod";
import { formatBytes, formatCount } from "../../analysis/index.ts";
import { flush, isTimeZone } from "../../ingest/index.ts";
import { ingestJobOf } from "../jobs/upload-group.ts";
import { type Actor, note } from "../records/audit.ts";
import { type Delivery, isOpen } from "../records/deliveries.ts";
import { addJob, endJob } from "../records/jobs.ts";
import { addUpload, forgetUpload, moveUpload, noteReading, type Upload, upload, uploadsIn } from "../records/uploads.ts";
import { line } from "../routes/forms.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { activeUploads } from "../uploads/active.ts";
import { makeUploadsFolder, receivedBytes, receivedPath, removeBytes } from "../uploads/upload-files.ts";
import { requireChangeable } from "./changeable.ts";
import { requireRoom } from "./queue-room.ts";

/** One file may have so many bytes. */
export const mostUploadBytes = 500_000_000_000;
/** Uploads of one delivery that have begun and not ended. */
const mostOpen = 300;
/** What must stay free for everything else. */
const reserveBytes = 512_000_000;
/** The bytes as they came, the store's copy of them, and the lines that were read. */
const spaceFactor = 2.5;
const longestName = 1000;

/** An empty field is one that was not filled in. */
const unlessEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal("").transform(() => null), schema])
    .nullish()
    .transform((value) => value ?? null);

const zoneName = line(60).refine(isTimeZone, { error: "No es una zona horaria: se espera, por ejemplo, America/Mexico_City." });

/** How a log is read; empty: the program finds it out. */
export const readingSchema = z.object({ format: unlessEmpty(line(2000)), timeZone: unlessEmpty(zoneName) });

/** Of a member of an archive. */
const pattern = line(500);
const mostPatterns = 200;

/** How one that was refused is read at another try. */
export const retrySchema = readingSchema.extend({
  untilDamage: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
  leaveOut: z.union([z.array(pattern).max(mostPatterns), pattern.transform((one) => [one])]).default([]),
});

/** What is said of an upload before its bytes. */
export const uploadFactsSchema = readingSchema.extend({
  purpose: z.enum(["log", "baseline"], { error: "Se espera log o baseline." }).default("log"),
  source: line(200),
  role: z.enum(["edge", "origin"], { error: "Se espera edge u origin." }).default("edge"),
});
export type UploadFacts = z.infer<typeof uploadFactsSchema>;

/** Refuses before the first byte: `closed`, `conflict` (it is being handed in), `busy` (too much waits, or has begun), `too-large`, `disk-full`. `bytes` null: not told beforehand. */
export async function beginUpload(
  services: Services,
  person: string,
  delivery: Delivery,
  facts: UploadFacts & { name: string; bytes: number | null },
): Promise<Upload> {
  requireChangeable(services, delivery);
  requireRoom(services, delivery.id);
  const bytes = facts.bytes ?? 0;
  if (bytes > mostUploadBytes)
    throw new Problem("too-large", `El archivo tiene ${formatBytes(bytes)}; se reciben archivos de hasta ${formatBytes(mostUploadBytes)}.`);
  const open = uploadsIn(services, ["receiving"]);
  if (open.filter((each) => each.delivery === delivery.id).length >= mostOpen)
    throw new Problem(
      "busy",
      `Hay ${formatCount(mostOpen)} cargas sin terminar. Conviene terminar o retirar algunas antes de agregar otra.`,
    );
  await makeUploadsFolder(services);
  const free = await freeBytes(services);
  if (bytes * spaceFactor > free)
    throw new Problem(
      "disk-full",
      `El archivo tiene ${formatBytes(bytes)}; para recibirlo y leerlo hacen falta ${formatBytes(Math.ceil(bytes * spaceFactor))} y en el servidor quedan ${formatBytes(free)}. No se envió nada. Quien administra el servidor debe liberar espacio.`,
    );
  const name = printableName(facts.name);
  return addUpload(services, { ...facts, name, bytes, delivery: delivery.id, person });
}

/** Bytes that new uploads may take: what is free, less a reserve and what uploads that have begun will need. Never below 0. */
export async function freeBytes(services: Services): Promise<number> {
  const disk = await statfs(services.directory);
  const promised = uploadsIn(services, ["receiving", "queued", "parsing"]).map(async ({ id, bytes, state }) => {
    const come = state === "receiving" ? ((await receivedBytes(services, id)) ?? 0) : bytes;
    return Math.max(0, bytes * spaceFactor - come);
  });
  const needed = (await Promise.all(promised)).reduce((sum, each) => sum + each, 0);
  return Math.max(0, Math.floor(disk.bavail * disk.bsize - reserveBytes - needed));
}

function printableName(name: string): string {
  const shown = name.replace(/[\p{Cc}\p{Cs}]/gu, "").slice(0, longestName);
  return shown === "" ? "sin nombre" : shown;
}

/**
 * Whether more of an upload may come: also while its delivery is being handed in, as what comes whole meanwhile is read after that.
 * Throws Problem `closed`.
 */
export function refuseClosed(delivery: Delivery): void {
  if (!isOpen(delivery)) throw new Problem("closed");
}

/** All bytes are there and safe on the disk: the program may read them. Asked twice, it is done once. */
export async function finishUpload(services: Services, actor: Actor, id: string): Promise<void> {
  const found = upload(services, id);
  if (found?.state !== "receiving") return;
  await flush(receivedPath(services, id));
  if (!moveUpload(services, id, ["receiving"], "queued")) return;
  const { delivery, name, bytes, source, role, purpose } = found;
  note(services, actor, "upload.received", delivery, { upload: id, name, bytes, source, role, purpose });
  queueIngest(services, found);
}

function queueIngest(services: Services, { id, delivery, person }: Upload): void {
  addJob(services, { delivery, kind: "ingest", payload: { upload: id }, person });
  services.queue.wake();
}

/** An upload of this delivery; else it is not there. */
export function uploadIn(services: Services, delivery: Delivery, id: string): Upload {
  const found = upload(services, id);
  if (!found || found.delivery !== delivery.id || found.state === "withdrawn") throw new Problem("not-found");
  return found;
}

/** Reads a refused upload again, as the person says this time. */
export function retryUpload(services: Services, actor: Actor, delivery: Delivery, id: string, reading: z.infer<typeof retrySchema>): void {
  requireChangeable(services, delivery);
  requireRoom(services, delivery.id);
  const found = uploadIn(services, delivery, id);
  services.db.transaction(() => {
    if (!moveUpload(services, id, ["failed"], "queued")) throw new Problem("conflict", "La carga ya no espera otro intento.");
    noteReading(services, id, reading);
    note(services, actor, "upload.retried", delivery.id, { upload: id, ...reading });
  });
  queueIngest(services, found);
}

/** Takes an upload back: before it ended, or after it was refused. What it may have entered meanwhile is taken back too. */
export async function withdrawUpload(services: Services, actor: Actor, delivery: Delivery, id: string): Promise<void> {
  requireChangeable(services, delivery);
  const found = uploadIn(services, delivery, id);
  if (!moveUpload(services, id, ["receiving", "queued", "parsing", "failed"], "withdrawn"))
    throw new Problem("conflict", "La carga ya terminó: lo que se retira es su archivo, en la lista de archivos.");
  note(services, actor, "upload.withdrawn", delivery.id, { upload: id, name: found.name });
  await activeUploads(services).cut(id);
  const job = ingestJobOf(services, found);
  // What is running removes the bytes itself when it has ended; where it is read with others, its own work does.
  if (job?.state === "running" && services.queue.cancel(job.id)) return;
  if (job?.state === "queued" && found.state === "parsing") return;
  if (job) endJob(services, job.id, "cancelled", null);
  await removeBytes(services, id);
}

/** What was begun and could not be received: neither row nor bytes. */
export async function dropUpload(services: Services, id: string): Promise<void> {
  forgetUpload(services, id);
  await removeBytes(services, id);
}
