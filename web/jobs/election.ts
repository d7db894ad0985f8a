// The report of an election: the program writes it from the frozen versions of a call; it takes the place of the one before when it is whole.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { flush } from "../../ingest/index.ts";
import { boardOf } from "../deeds/boards.ts";
import { referenceOf } from "../records/calls.ts";
import { electionFolder, lastElectionJob } from "../records/election-reports.ts";
import { addJob, type Job } from "../records/jobs.ts";
import { memoriaFolder } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { callReference } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";

const payloadSchema = z.object({ institute: z.string(), call: z.string() });

const factsSchema = z.object({
  generatedAt: z.string(),
  /** `DELIVERY/NUMBER` of every version that is in it. */
  versions: z.array(z.string()),
});
export type ElectionFacts = z.infer<typeof factsSchema>;

const factsName = "informe.json";
const receiptsName = "acuses.json";
const missingName = "sin-entregar.json";
const outputName = "salida";

/** The folder that holds eleccion.pdf and eleccion.html. */
export function electionOutput(services: Services, institute: string, call: string): string {
  return path.join(electionFolder(services, institute, call), outputName);
}

export const electionJob: JobKind = {
  async prepare(services, job) {
    const { institute, call } = payloadSchema.parse(job.payload);
    const { rows, call: profile } = await boardOf(services, { role: "revisor", organisation: institute }, call);
    const entries = rows.flatMap((row) => (row.version === null ? [] : [{ ...row, version: row.version }]));
    if (entries.length === 0) return null;
    const folder = electionFolder(services, institute, call);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const generatedAt = services.now().toISOString();
    const receipts = entries.map(({ difusor, version, state }) => ({
      difusor,
      version: version.number,
      handedInAt: version.handedInAt,
      isLate: version.isLate,
      state,
    }));
    const missing = rows.flatMap(({ version, difusor, due }) => (version === null ? [{ difusor, isOverdue: due?.isOver ?? null }] : []));
    await writeFile(path.join(folder, receiptsName), JSON.stringify(receipts), { mode: 0o600 });
    await writeFile(path.join(folder, missingName), JSON.stringify(missing), { mode: 0o600 });
    const facts: ElectionFacts = { generatedAt, versions: entries.map(({ version }) => `${version.delivery}/${version.number}`) };
    await writeFile(draftName(folder, job), JSON.stringify(facts), { mode: 0o600 });
    const folders = entries.map(({ version }) => memoriaFolder(services, version.delivery, version.number));
    const words = [
      `--convocatoria=${await callReference(services, { call: referenceOf(profile) }, folder)}`,
      `--receipts=${receiptsName}`,
      `--missing=${missingName}`,
      `--generated-at=${generatedAt}`,
      `--out=${outputName}`,
    ];
    return { args: ["election", ...folders, ...words], folder };
  },
  async done(services, job, run) {
    const { institute, call } = payloadSchema.parse(job.payload);
    const folder = electionFolder(services, institute, call);
    if (run === null) return;
    await writeFile(path.join(folder, factsName), await readFile(draftName(folder, job)), { mode: 0o600 });
    await flush(path.join(folder, factsName));
    await rm(draftName(folder, job), { force: true });
  },
  async failed(services, job) {
    const { institute, call } = payloadSchema.parse(job.payload);
    await rm(draftName(electionFolder(services, institute, call), job), { force: true });
  },
};

function draftName(folder: string, { id }: Pick<Job, "id">): string {
  return path.join(folder, `informe-${id}.json`);
}

/** What the report was made from; null: there is none. */
export async function electionFacts(services: Services, institute: string, call: string): Promise<ElectionFacts | null> {
  const text = await readFile(path.join(electionFolder(services, institute, call), factsName), "utf8").catch(() => null);
  return text === null ? null : factsSchema.parse(JSON.parse(text));
}

/** Has the report made; asked twice, it is made once. */
export function requestElectionReport(services: Services, institute: string, call: string, person: string | null): void {
  const last = lastElectionJob(services, institute, call);
  if (last?.state !== "queued") addJob(services, { delivery: null, kind: "election", payload: { institute, call }, person });
  services.queue.wake();
}
