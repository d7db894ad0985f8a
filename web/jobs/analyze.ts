// The figures of a delivery, worked out anew after its inputs changed; they are kept in the store, where the pages read them.
import { delivery } from "../records/deliveries.ts";
import { addJob, openJobs } from "../records/jobs.ts";
import type { Services } from "../services.ts";
import { deliveryInputs, removeWorkFolder, workFolder } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";

export const analyzeJob: JobKind = {
  async prepare(services, { id, delivery: of }) {
    const found = of === null ? null : delivery(services, of);
    if (!found || services.store.catalog.files(found.id).length === 0) return null;
    const folder = workFolder(services, found.id, String(id));
    const inputs = await deliveryInputs(services, found, folder);
    return { args: ["analyze", ...inputs, `--generated-at=${services.now().toISOString()}`, "--json", "--progress=none"], folder };
  },
  done: (services, job) => removeWorkFolder(services, job.delivery ?? "", String(job.id)),
  failed: (services, job) => removeWorkFolder(services, job.delivery ?? "", String(job.id)),
};

/** Has the figures worked out once what is running has ended; asked twice, it is done once. */
export function requestAnalysis(services: Services, of: string, person: string | null): void {
  const isWaiting = openJobs(services, of).some((job) => job.kind === "analyze" && job.state === "queued");
  if (!isWaiting) addJob(services, { delivery: of, kind: "analyze", payload: {}, person });
  services.queue.wake();
}
