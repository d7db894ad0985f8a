// A finished upload, and others that go with it, read by the program into the delivery. Run twice, it enters nothing twice.
import type { FileRecord } from "../../ingest/index.ts";
import { delivery, isOpen, touchDelivery } from "../records/deliveries.ts";
import { addJob, endJob, type Job } from "../records/jobs.ts";
import { moveUpload, noteFiles, noteFilesBefore, type Upload, upload } from "../records/uploads.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { harmlessName, moveToParsing, parsingFolder, removeBytes } from "../uploads/upload-files.ts";
import { requestAnalysis } from "./analyze.ts";
import { placeWords } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";
import { groupOf, ingestJobOf, joinFolder, releaseMembers, splitGroup } from "./upload-group.ts";

/** The name in the store of what an upload goes into: logs of before are kept beside the delivery. */
function storeDelivery({ delivery: id, purpose }: Pick<Upload, "delivery" | "purpose">): string {
  return purpose === "baseline" ? `${id}.baseline` : id;
}

/** Those that the program reads for a piece of work, itself first. */
const groups = new WeakMap<Job, Upload[]>();

export const ingestJob: JobKind = {
  async prepare(services, job) {
    const found = uploadOf(services, job);
    if (!found || !moveUpload(services, found.id, ["queued", "parsing"], "parsing")) return null;
    const into = delivery(services, found.delivery);
    if (into === null) return null;
    releaseMembers(services, found);
    // An earlier run, cut short after all was entered: there is nothing left to do.
    if (entered(services, found).length > 0) return null;
    // It may have been accepted while this waited.
    if (!isOpen(into)) throw new Problem("closed");
    const before = highest(services.store.catalog.files(storeDelivery(found)));
    noteFilesBefore(services, found.id, before);
    const name = await moveToParsing(services, found);
    if (name === null)
      throw new Problem("invalid", "El archivo no llegó completo al disco del servidor. Conviene retirarlo y enviarlo otra vez.");
    const group = [found, ...(await gathered(services, job, found, before))];
    groups.set(job, group);
    return {
      args: words(
        services,
        found,
        group.map(({ name: each }) => harmlessName(each)),
      ),
      folder: parsingFolder(services, found.id),
    };
  },

  async done(services, job) {
    const found = uploadOf(services, job);
    if (!found) return;
    for (const each of groups.get(job) ?? [found]) await finish(services, job, each);
    if (uploadOf(services, job)?.state === "withdrawn") await takeBack(services, found);
  },

  async failed(services, job, message) {
    const found = uploadOf(services, job);
    if (!found) return;
    releaseMembers(services, found);
    // Refused by the program: the bytes stay for another try. Taken back meanwhile: all of it goes.
    if (found.state === "withdrawn") await takeBack(services, found);
    else moveUpload(services, found.id, ["queued", "parsing"], "failed", message);
  },

  /** Nobody knows which one of a group it was: halves of it are tried, down to each alone. */
  otherwise(services, job) {
    const found = uploadOf(services, job);
    const size = groups.get(job)?.length ?? 1;
    if (found?.state !== "parsing" || size === 1) return null;
    const most = Math.ceil(size / 2);
    splitGroup(services, releaseMembers(services, found), most);
    moveUpload(services, found.id, ["parsing"], "queued");
    return { ...job.payload, most };
  },
};

/** The others of its group, in its folder. One whose bytes are not all there is left to its own work, which says so. */
async function gathered(services: Services, job: Job, found: Upload, before: number): Promise<Upload[]> {
  const members: Upload[] = [];
  for (const each of groupOf(services, job, found).slice(1)) {
    if (!(await joinFolder(services, found, each)) || !moveUpload(services, each.id, ["queued"], "parsing")) continue;
    noteFilesBefore(services, each.id, before);
    members.push(each);
  }
  return members;
}

/** Its bytes go first: who is told that it is done finds nothing of it left. Those that could not be removed are told, and swept later. */
async function finish(services: Services, job: Job, each: Upload): Promise<void> {
  try {
    await removeBytes(services, each.id);
  } finally {
    tellDone(services, job, each);
  }
}

/** What was taken back meanwhile is left to its own work, which finds what was entered of it. */
function tellDone(services: Services, job: Job, { id }: Upload): void {
  const found = upload(services, id);
  if (!found || !moveUpload(services, id, ["parsing"], "done")) return;
  noteFiles(
    services,
    id,
    entered(services, found).map((file) => file.id),
  );
  touchDelivery(services, found.delivery);
  requestAnalysis(services, found.delivery, job.person);
  const own = ingestJobOf(services, found);
  if (own && own.id !== job.id) endJob(services, own.id, "done", null);
}

async function takeBack(services: Services, found: Upload): Promise<void> {
  takeBackEntered(services, found);
  await removeBytes(services, found.id);
}

function uploadOf(services: Services, { payload }: Job): Upload | null {
  return upload(services, String(payload["upload"]));
}

function highest(files: readonly FileRecord[]): number {
  return files.reduce((most, { id }) => Math.max(most, id), 0);
}

/** The files that came of it, it or what lay in it. Numbers only go up, and of one delivery one piece of work runs at a time. */
function entered(services: Services, found: Upload): FileRecord[] {
  const { filesBefore, source } = found;
  if (filesBefore === null) return [];
  const own = harmlessName(found.name);
  const files = services.store.catalog.files(storeDelivery(found));
  return files.filter(({ id, source: from, name }) => id > filesBefore && from === source && (name === own || name.startsWith(`${own}/`)));
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

function words(services: Services, found: Upload, names: readonly string[]): string[] {
  const { delivery: id, purpose, source, role, format, timeZone, untilDamage, leaveOut } = found;
  return [
    "ingest",
    ...names.map((name) => (purpose === "baseline" ? `--baseline=${name}` : name)),
    ...placeWords(services, { id }),
    `--source=${source}`,
    `--role=${role}`,
    ...(format === null ? [] : [`--format=${format}`]),
    ...(timeZone === null ? [] : [`--time-zone=${timeZone}`]),
    ...(untilDamage ? ["--accept-damaged"] : []),
    ...leaveOut.map((pattern) => `--leave-out=${pattern}`),
    "--progress=json",
    "--json",
  ];
}
