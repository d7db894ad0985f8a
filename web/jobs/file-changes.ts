// A file of a delivery taken back, or read again in another format or zone. Run twice, the second run finds nothing to do.
import type { FileRecord } from "../../ingest/index.ts";
import { delivery, isOpen, touchDelivery } from "../records/deliveries.ts";
import type { Job } from "../records/jobs.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { requestAnalysis } from "./analyze.ts";
import { placeWords } from "./delivery-inputs.ts";
import type { JobKind } from "./queue.ts";

/** As both kinds of work hold it in their payload. */
export interface FileChange {
  file: number;
  isBaseline: boolean;
}

export const undoJob: JobKind = {
  prepare: async (services, job) => (fileOf(services, job) ? prepared(services, job, "undo", []) : null),
  done: changed,
  failed() {},
};

export const reparseJob: JobKind = {
  async prepare(services, job) {
    const file = fileOf(services, job);
    if (!file) return null;
    const { format, timeZone } = job.payload as { format: string | null; timeZone: string | null };
    const zone = timeZone === null ? [] : [`--time-zone=${timeZone}`];
    return prepared(services, job, "reparse", [`--format=${format ?? file.format}`, ...zone, "--progress=json"]);
  },
  done: changed,
  failed() {},
};

function storeName({ delivery, payload }: Job): string {
  return payload["isBaseline"] === true ? `${delivery}.baseline` : (delivery ?? "");
}

/** Undefined: it is gone, and with it the work. Throws `closed` where the memoria was accepted meanwhile. */
function fileOf(services: Services, job: Job): FileRecord | undefined {
  const of = job.delivery === null ? null : delivery(services, job.delivery);
  if (of === null) return undefined;
  if (!isOpen(of)) throw new Problem("closed");
  return services.store.catalog.files(storeName(job)).find(({ id }) => id === job.payload["file"]);
}

function prepared(services: Services, job: Job, command: string, more: readonly string[]): { args: string[]; folder: string } {
  const args = [command, String(job.payload["file"]), ...placeWords(services, { id: storeName(job) }), ...more, "--json"];
  return { args, folder: services.directory };
}

function changed(services: Services, { delivery, person }: Job): void {
  if (delivery === null) return;
  touchDelivery(services, delivery);
  requestAnalysis(services, delivery, person);
}
