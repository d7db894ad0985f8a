// A finished upload, read by the program into the delivery. Run twice, it enters nothing twice.
import type { FileRecord } from "../../ingest/index.ts";
import { delivery, isOpen, touchDelivery } from "../records/deliveries.ts";
import { addJob, type Job } from "../records/jobs.ts";
import { moveUpload, noteFiles, noteFilesBefore, type Upload, upload } from "../records/uploads.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { moveToParsing, parsingFolder, removeBytes } from "../uploads/upload-files.ts";
import { requestAnalysis } from "./analyze.ts";
import { placeWords } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";

/** The name in the store of what an upload goes into: logs of before are kept beside the delivery. */
function storeDelivery({ delivery: id, purpose }: Pick<Upload, "delivery" | "purpose">): string {
  return purpose === "baseline" ? `${id}.baseline` : id;
}

export const ingestJob: JobKind = {
  async prepare(services, job) {
    const found = uploadOf(services, job);
    if (!found || !moveUpload(services, found.id, ["queued", "parsing"], "parsing")) return null;
    const into = delivery(services, found.delivery);
    if (into === null) return null;
    // An earlier run, cut short after all was entered: there is nothing left to do.
    if (entered(services, found).length > 0) return null;
    // It may have been accepted while this waited.
    if (!isOpen(into)) throw new Problem("closed");
    noteFilesBefore(services, found.id, highest(services.store.catalog.files(storeDelivery(found))));
    const name = await moveToParsing(services, found);
    if (name === null)
      throw new Problem("invalid", "El archivo no llegó completo al disco del servidor. Conviene retirarlo y enviarlo otra vez.");
    return { args: words(services, found, name), folder: parsingFolder(services, found.id) };
  },

  async done(services, job) {
    const found = uploadOf(services, job);
    if (!found) return;
    const files = entered(services, found).map(({ id }) => id);
    if (moveUpload(services, found.id, ["parsing"], "done")) {
      noteFiles(services, found.id, files);
      touchDelivery(services, found.delivery);
      requestAnalysis(services, found.delivery, job.person);
    } else takeBackEntered(services, found);
    await removeBytes(services, found.id);
  },

  async failed(services, job, message) {
    const found = uploadOf(services, job);
    if (!found) return;
    // Refused by the program: the bytes stay for another try. Taken back meanwhile: all of it goes.
    if (found.state !== "withdrawn") moveUpload(services, found.id, ["queued", "parsing"], "failed", message);
    else {
      takeBackEntered(services, found);
      await removeBytes(services, found.id);
    }
  },
};

function uploadOf(services: Services, { payload }: Job): Upload | null {
  return upload(services, String(payload["upload"]));
}

function highest(files: readonly FileRecord[]): number {
  return files.reduce((most, { id }) => Math.max(most, id), 0);
}

/** The files that came of it. Numbers only go up, and of one delivery one piece of work runs at a time. */
function entered(services: Services, found: Upload): FileRecord[] {
  const { filesBefore, source } = found;
  if (filesBefore === null) return [];
  return services.store.catalog.files(storeDelivery(found)).filter((file) => file.id > filesBefore && file.source === source);
}

function takeBackEntered(services: Services, found: Upload): void {
  for (const { id } of entered(services, found))
    addJob(services, {
      delivery: found.delivery,
      kind: "undo",
      payload: { file: id, isBaseline: found.purpose === "baseline" },
      person: found.person,
    });
}

function words(services: Services, { delivery: id, purpose, source, role, format, timeZone }: Upload, name: string): string[] {
  return [
    "ingest",
    ...(purpose === "baseline" ? [`--baseline=${name}`] : [name]),
    ...placeWords(services, { id }),
    `--source=${source}`,
    `--role=${role}`,
    ...(format === null ? [] : [`--format=${format}`]),
    ...(timeZone === null ? [] : [`--time-zone=${timeZone}`]),
    "--progress=json",
    "--json",
  ];
}
