// Tidies up what uploads left: those abandoned or refused for long, bytes that nobody knows, and those that a server's end left without a last word.
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { finishUpload } from "../deeds/uploads.ts";
import { moveUpload, type Upload, upload, uploadsIn } from "../records/uploads.ts";
import type { Services } from "../services.ts";
import { lastByteAt, receivedBytes, removeBytes, uploadsFolder } from "./upload-files.ts";

/** Without a new byte, or another try, for so long an upload is given up. */
const abandonedMilliseconds = 7 * 86_400_000;
/** Of what has no row: a moment after it was made, its row is there. */
const unknownMilliseconds = 86_400_000;

export async function sweepUploads(services: Services): Promise<void> {
  const ended = new Date(services.now().getTime() - abandonedMilliseconds);
  for (const each of uploadsIn(services, ["receiving"])) await sweepReceiving(services, each, ended);
  for (const { id, endedAt } of uploadsIn(services, ["failed"]))
    if (endedAt !== null && endedAt < ended.toISOString() && moveUpload(services, id, ["failed"], "withdrawn"))
      await removeBytes(services, id);
  await sweepUnknown(services);
}

async function sweepReceiving(services: Services, { id, bytes, person, createdAt }: Upload, ended: Date): Promise<void> {
  const come = await receivedBytes(services, id);
  const last = (await lastByteAt(services, id)) ?? new Date(createdAt);
  if (come !== null && come === bytes && bytes > 0) {
    await finishUpload(services, { person: { id: person, organisation: "" }, address: "" }, id);
  } else if (last < ended && moveUpload(services, id, ["receiving"], "withdrawn")) await removeBytes(services, id);
}

async function sweepUnknown(services: Services): Promise<void> {
  const folder = uploadsFolder(services);
  for (const name of await readdir(folder).catch(() => [])) {
    const found = upload(services, name.replace(/^trabajo-/, "").replace(/\.json$/, ""));
    const isNeeded = found !== null && found.state !== "done" && found.state !== "withdrawn";
    const made = (await stat(path.join(folder, name)).catch(() => null))?.mtime;
    // Either way: a wrong clock may have dated it later.
    if (!isNeeded && made && Math.abs(services.now().getTime() - made.getTime()) > unknownMilliseconds)
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
