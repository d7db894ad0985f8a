// Memorias that were handed in, for tests of the institute and of planners: one made by the real way, and copies of it for other difusores.
import { cp, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Analysis } from "../../analysis/index.ts";
import { generateSample } from "../../samples/index.ts";
import { handIn, nextNumber } from "../../web/deeds/hand-in.ts";
import { runProgram } from "../../web/jobs/program.ts";
import { addDelivery, type Delivery, delivery, saveSettings } from "../../web/records/deliveries.ts";
import { addIncidents, type IncidentFields } from "../../web/records/incidents.ts";
import { openJobs } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { addVersion, lastVersion, memoriaFolder } from "../../web/records/versions.ts";
import type { TestServer } from "./web-server.ts";

/** Bounds are given by it, so that every figure of the window is known. */
export const testCall = "iem-irimbo-2024@modificada";

const testIncidents: readonly IncidentFields[] = [
  {
    inicio: "2024-12-08T20:40:00-06:00",
    fin: "2024-12-08T21:10:00-06:00",
    tipo: "interrupcion",
    descripcion: "El servidor web dejó de contestar <b>ahora</b>",
    causa_raiz: "Memoria agotada",
    impacto: "Sin resultados media hora",
    medidas: "Se reinició",
    efecto: "caida",
  },
  {
    inicio: "2024-12-09T02:00:00-06:00",
    fin: "2024-12-09T02:20:00-06:00",
    tipo: "conectividad",
    descripcion: "Enlace lento",
    efecto: "ninguno",
  },
];

/** Waits until nothing is queued or running for a delivery. */
export async function workDone({ services }: Pick<TestServer, "services">, of: string | null): Promise<void> {
  while (openJobs(services, of).length > 0) {
    services.queue.wake();
    await services.queue.idle();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A delivery of a person's organisation, with a log of so many lines, two incidents and those given, and its first version handed in. */
export async function handedIn(
  server: TestServer,
  person: Person,
  institute: string,
  {
    lines = 3000,
    logName = "access.log",
    incidents = [],
  }: { lines?: number; logName?: string; incidents?: readonly IncidentFields[] } = {},
): Promise<Delivery> {
  const { services, directory } = server;
  const made = addDelivery(services, { organisation: person.organisation, institute, call: testCall });
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-sample-"));
  try {
    await generateSample({ lines, seed: 11, scenario: "outage", outDir: folder });
    const log = path.join(folder, logName);
    if (logName !== "access.log") await rename(path.join(folder, "access.log"), log);
    const args = ["ingest", log, `--data=${directory}`, `--delivery=${made.id}`, "--source=web", "--progress=none"];
    const run = await runProgram(args, { folder, priority: "usual" });
    if (run.code !== 0) throw new Error(`the log could not be read: ${run.told.join("\n")}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const actor = { person, address: "192.0.2.1" };
  addIncidents(services, actor, made.id, [...testIncidents, ...incidents]);
  saveSettings(services, made.id, { ...made.settings, statementComplete: true });
  await handIn(services, actor, current(server, made), nextNumber(services, made));
  await workDone(server, made.id);
  return current(server, made);
}

/** The frozen folder once more, as the next version: cheaper than another report where its figures do not matter. */
export async function handInAgain({ services }: TestServer, of: Delivery): Promise<void> {
  const version = lastVersion(services, of.id);
  if (!version) throw new Error("nothing was handed in to be repeated");
  const number = version.number + 1;
  await cp(memoriaFolder(services, of.id, version.number), memoriaFolder(services, of.id, number), { recursive: true });
  addVersion(services, { ...version, number, handedInAt: services.now().toISOString() });
}

export function current({ services }: Pick<TestServer, "services">, { id }: Pick<Delivery, "id">): Delivery {
  const found = delivery(services, id);
  if (!found) throw new Error("the delivery is gone");
  return found;
}

/** The same memoria as handed in by another difusor, its frozen folder copied; `change` rewrites the summary that boards read. */
export async function copyHandedIn(
  { services }: TestServer,
  of: Delivery,
  to: { organisation: string; institute: string; person: string; call?: string; isLate?: boolean },
  change: (summary: Record<string, unknown>) => Record<string, unknown> = (summary) => summary,
): Promise<Delivery> {
  const version = lastVersion(services, of.id);
  if (!version) throw new Error("nothing was handed in to be copied");
  const made = addDelivery(services, { organisation: to.organisation, institute: to.institute, call: to.call ?? of.call });
  await cp(memoriaFolder(services, of.id, version.number), memoriaFolder(services, made.id, 1), { recursive: true });
  const { manifestSha256, pdfSha256, summary, dueAt, handedInAt } = version;
  const facts = { manifestSha256, pdfSha256, dueAt, handedInAt, isLate: to.isLate ?? version.isLate, person: to.person };
  addVersion(services, { delivery: made.id, number: 1, ...facts, summary: change(structuredClone(summary)) });
  return current({ services }, made);
}

/** What lies in the frozen folder, read as any program would. */
export async function frozenFile({ services }: TestServer, of: Delivery, name: string, number = 1): Promise<string> {
  return readFile(path.join(memoriaFolder(services, of.id, number), name), "utf8");
}

export async function frozenFigures(server: TestServer, of: Delivery, number = 1): Promise<Analysis> {
  return JSON.parse(await frozenFile(server, of, "analysis.json", number)) as Analysis;
}
