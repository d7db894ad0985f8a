// Handing in: the memoria is written once more with a fixed time, moved to its place whole, and entered as a version that nothing changes later.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { type Analysis, wholeName } from "../../analysis/index.ts";
import { flush } from "../../ingest/index.ts";
import type { ReceiptFacts } from "../../report/index.ts";
import { stripsOf } from "../deeds/state-strips.ts";
import { note } from "../records/audit.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, delivery } from "../records/deliveries.ts";
import { dueOf } from "../records/due.ts";
import type { Job } from "../records/jobs.ts";
import { organisation } from "../records/organisations.ts";
import { versionSummary } from "../records/version-summary.ts";
import { addVersion, memoriaFolder, versionsOf } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { removeWorkFolder, workFolder } from "./delivery-inputs.ts";
import { outputName, reportWords, type ToldMemoria, toldSchema } from "./draft.ts";
import { runProgram } from "./program.ts";
import type { JobKind } from "./queue.ts";

/** What was asked for: the number that the version gets, and the moment that counts. */
const handInSchema = z.object({ number: z.int().positive(), at: z.string(), address: z.string() });
type HandIn = z.infer<typeof handInSchema>;

export const handInJob: JobKind = {
  async prepare(services, job) {
    const { found, asked } = askedOf(services, job);
    if (!found || isEntered(services, found.id, asked.number)) return null;
    const place = memoriaFolder(services, found.id, asked.number);
    // Whole and of this very asking: the server ended between the move and the entry.
    if ((await manifestTime(place)) === Date.parse(asked.at)) return null;
    await rm(place, { recursive: true, force: true });
    const folder = workFolder(services, found.id, String(job.id));
    return { args: await reportWords(services, found, { folder, generatedAt: asked.at }), folder };
  },
  async done(services, job, run) {
    const { found, asked } = askedOf(services, job);
    if (!found || isEntered(services, found.id, asked.number)) return;
    if (run !== null) await freeze(services, job, asked, toldSchema.parse(JSON.parse(run.stdout)));
    await enter(services, job, found, asked);
    await removeWorkFolder(services, found.id, String(job.id));
  },
  failed: (services, job) => removeWorkFolder(services, job.delivery ?? "", String(job.id)),
};

function askedOf(services: Services, job: Job): { found: Delivery | null; asked: HandIn } {
  return { found: job.delivery === null ? null : delivery(services, job.delivery), asked: handInSchema.parse(job.payload) };
}

function isEntered(services: Services, of: string, number: number): boolean {
  return versionsOf(services, of).some((version) => version.number === number);
}

/** Epoch milliseconds at which a folder's memoria says it was made; null: there is none. */
async function manifestTime(folder: string): Promise<number | null> {
  const text = await readFile(path.join(folder, "manifest.json"), "utf8").catch(() => null);
  return text === null ? null : Date.parse((JSON.parse(text) as { generatedAt: string }).generatedAt);
}

/** Beside the version's folder: what the program said of it (`files`, `pending`, `objections`). */
function toldPath(services: Services, of: string, number: number): string {
  return `${memoriaFolder(services, of, number)}.json`;
}

/** The receipt's place. */
export function receiptPath(services: Services, of: string, number: number): string {
  return path.join(path.dirname(memoriaFolder(services, of, number)), `acuse-${number}.pdf`);
}

/** Moves the finished memoria to its place; what is said of it lies there before. */
async function freeze(services: Services, job: Job, { number }: HandIn, told: ToldMemoria): Promise<void> {
  const of = job.delivery ?? "";
  const place = memoriaFolder(services, of, number);
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  await writeFile(toldPath(services, of, number), JSON.stringify(told), { mode: 0o600 });
  await flush(toldPath(services, of, number));
  const output = path.join(workFolder(services, of, String(job.id)), outputName);
  for (const { name } of told.files) await flush(path.join(output, name));
  await rename(output, place);
  await flush(path.dirname(place));
}

async function enter(services: Services, job: Job, found: Delivery, asked: HandIn): Promise<void> {
  const place = memoriaFolder(services, found.id, asked.number);
  const told = toldSchema.parse(JSON.parse(await readFile(toldPath(services, found.id, asked.number), "utf8")));
  const analysis = JSON.parse(await readFile(path.join(place, "analysis.json"), "utf8")) as Analysis;
  const hashes = {
    manifestSha256: await sha256Of(path.join(place, "manifest.json")),
    pdfSha256: await sha256Of(path.join(place, "memoria.pdf")),
  };
  const due = dueOf(callOf(services, found.call), new Date(asked.at));
  const facts = { ...hashes, dueAt: due?.at ?? null, isLate: due?.isOver ?? false };
  const names = told.files.map(({ name }) => name);
  await writeReceipt(services, job, found, { ...hashes, ...asked, names, dueDay: due?.day ?? null, isLate: facts.isLate });
  services.db.transaction(() => {
    const { number } = asked;
    const summary = versionSummary(analysis, stripsOf(analysis), { ...told, revision: found.revision });
    addVersion(services, { delivery: found.id, number, ...facts, summary, handedInAt: asked.at, person: job.person ?? "" });
    const actor = { person: job.person === null ? null : { id: job.person, organisation: found.organisation }, address: asked.address };
    note(services, actor, "delivery.handed-in", found.id, { version: number, manifestSha256: hashes.manifestSha256, isLate: facts.isLate });
  });
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

interface ReceiptInputs extends Pick<ReceiptFacts, "manifestSha256" | "pdfSha256" | "dueDay" | "isLate"> {
  number: number;
  at: string;
  names: string[];
}

/** The same bytes however often it is made. */
async function writeReceipt(services: Services, job: Job, found: Delivery, given: ReceiptInputs): Promise<void> {
  const call = callOf(services, found.call);
  const facts: ReceiptFacts = {
    institute: call.institute.value.name,
    difusor: wholeName(organisation(services, found.organisation)?.name ?? ""),
    call: `${call.document.value} (${call.id}, versión ${call.version})`,
    version: given.number,
    at: given.at,
    timeZone: call.timeZone.value,
    dueDay: given.dueDay,
    isLate: given.isLate,
    manifestSha256: given.manifestSha256,
    pdfSha256: given.pdfSha256,
    files: given.names,
  };
  const folder = workFolder(services, found.id, String(job.id));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, "acuse.json"), JSON.stringify(facts), { mode: 0o600 });
  const run = await runProgram(["receipt", "acuse.json", "--out=acuse.pdf"], { folder });
  if (run.code !== 0) throw new Error(`the receipt could not be made: ${run.told.join(" ")}`);
  await rename(path.join(folder, "acuse.pdf"), receiptPath(services, found.id, given.number));
}
