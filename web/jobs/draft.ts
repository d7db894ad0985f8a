// The preview of a memoria, made anew from what the delivery has now; it takes the place of the one before when it is whole.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Delivery, delivery } from "../records/deliveries.ts";
import { addJob, openJobs } from "../records/jobs.ts";
import { memoriaFolder } from "../records/versions.ts";
import type { Services } from "../services.ts";
import { deliveryInputs, removeWorkFolder, textsInput, workFolder } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";

const objection = z.object({ id: z.string(), weight: z.enum(["grave", "minor"]), section: z.string(), text: z.string() });

/** What `memoria report --json` says. */
export const toldSchema = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  pending: z.array(z.string()),
  objections: z.array(objection),
});
export type ToldMemoria = z.infer<typeof toldSchema>;

const draftSchema = toldSchema.extend({ revision: z.int(), generatedAt: z.string() });
export type Draft = z.infer<typeof draftSchema>;

export const outputName = "salida";

export const draftJob: JobKind = {
  async prepare(services, { id, delivery: of }) {
    const found = of === null ? null : delivery(services, of);
    if (!found || services.store.catalog.files(found.id).length === 0) return null;
    const folder = workFolder(services, found.id, String(id));
    const generatedAt = services.now().toISOString();
    const args = await reportWords(services, found, { folder, generatedAt });
    await writeFile(path.join(folder, factsName), JSON.stringify({ revision: found.revision, generatedAt }));
    return { args, folder };
  },
  async done(services, { id, delivery: of }, run) {
    if (of === null) return;
    const folder = workFolder(services, of, String(id));
    if (run !== null) await publishDraft(services, of, folder, run.stdout);
    await removeWorkFolder(services, of, String(id));
  },
  failed: (services, job) => removeWorkFolder(services, job.delivery ?? "", String(job.id)),
};

const factsName = "borrador.json";

/** Beside the preview's folder: what the program said of it. */
function draftFacts(services: Services, of: string): string {
  return `${memoriaFolder(services, of, "borrador")}.json`;
}

async function publishDraft(services: Services, of: string, folder: string, told: string): Promise<void> {
  const facts = JSON.parse(await readFile(path.join(folder, factsName), "utf8")) as object;
  const draft = draftSchema.parse({ ...(JSON.parse(told) as object), ...facts });
  const place = memoriaFolder(services, of, "borrador");
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  await rm(draftFacts(services, of), { force: true });
  await rm(place, { recursive: true, force: true });
  await rename(path.join(folder, outputName), place);
  await writeFile(path.join(folder, factsName), JSON.stringify(draft));
  await rename(path.join(folder, factsName), draftFacts(services, of));
}

/** The words of `memoria report` for what a delivery has now, written to `salida` in the folder. */
export async function reportWords(
  services: Services,
  found: Delivery,
  { folder, generatedAt }: { folder: string; generatedAt: string },
): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  const inputs = await deliveryInputs(services, found, folder);
  const texts = await textsInput(services, found, folder);
  const out = `--out=${path.join(folder, outputName)}`;
  return ["report", ...inputs, ...texts, out, `--generated-at=${generatedAt}`, "--json", "--progress=none"];
}

/** What is known of the preview that is there; null: there is none. */
export async function draftOf(services: Services, of: string): Promise<Draft | null> {
  const text = await readFile(draftFacts(services, of), "utf8").catch(() => null);
  return text === null ? null : (draftSchema.safeParse(JSON.parse(text)).data ?? null);
}

/** Has the preview made once what is running has ended; asked twice, it is done once. */
export function requestDraft(services: Services, of: string, person: string | null): void {
  const isWaiting = openJobs(services, of).some((job) => job.kind === "draft" && job.state === "queued");
  if (!isWaiting) addJob(services, { delivery: of, kind: "draft", payload: {}, person });
  services.queue.wake();
}
