// Memorias that were handed in, for tests of the institute and of planners: one made by the real way, and copies of it for other difusores.
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Analysis } from "../../analysis/index.ts";
import { generateSample } from "../../samples/index.ts";
import { handIn, nextNumber } from "../../web/deeds/hand-in.ts";
import { runProgram } from "../../web/jobs/program.ts";
import type { Actor } from "../../web/records/audit.ts";
import { addDelivery, type Delivery, delivery, saveSettings } from "../../web/records/deliveries.ts";
import { addIncidents, type IncidentFields } from "../../web/records/incidents.ts";
import { openJobs } from "../../web/records/jobs.ts";
import type { Person } from "../../web/records/people.ts";
import { addVersion, lastVersion, memoriaFolder } from "../../web/records/versions.ts";
import { keepDelivery, takeDelivery } from "./kept-handed-in.ts";
import { madeOnce } from "./made-once.ts";
import { type TestServer, testOrganisation, testPerson, testServer } from "./web-server.ts";

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

/** What is otherwise than usual in a delivery. */
interface Unusual {
  lines?: number;
  logName?: string;
  /** Beside the usual two. */
  incidents?: readonly IncidentFields[];
}

/**
 * A delivery of a person's organisation, with a log of so many lines, two incidents and those given, and its first version handed in. The
 * work of it was done once this run for all that ask for the same, for a difusor of another name.
 */
export async function handedIn(server: TestServer, person: Person, institute: string, unusual: Unusual = {}): Promise<Delivery> {
  const { services, clock } = server;
  const kind = createHash("sha256").update(JSON.stringify(unusual)).digest("hex").slice(0, 12);
  const place = await madeOnce(`handed-in-${kind}`, (folder) => makeHandedIn(folder, unusual));
  // What a reviewer does next is of a later second, as it would be behind the programs.
  clock.offsetMilliseconds -= secondsOfWork * 1000;
  try {
    const made = addDelivery(services, { organisation: person.organisation, institute, call: testCall });
    const kept = await takeDelivery(server, made, place);
    enterFacts(server, { person, address: "192.0.2.1" }, kept.delivery, unusual);
    const handedInAt = new Date(Math.floor(services.now().getTime() / 1000) * 1000).toISOString();
    addVersion(services, { ...kept, number: 1, handedInAt, person: person.id });
    return current(server, { id: kept.delivery });
  } finally {
    clock.offsetMilliseconds += secondsOfWork * 1000;
  }
}
const secondsOfWork = 5;

/** What is entered by hand beside the log. */
function enterFacts({ services }: TestServer, actor: Actor, id: string, { incidents = [] }: Unusual): void {
  addIncidents(services, actor, id, [...testIncidents, ...incidents]);
  saveSettings(services, id, { ...current({ services }, { id }).settings, statementComplete: true });
}

/** On a server of its own, by the programs themselves. */
async function makeHandedIn(place: string, unusual: Unusual): Promise<void> {
  const server = await testServer();
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-sample-"));
  try {
    const { services, directory } = server;
    const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
    const person = await testPerson(server, "difusor", "Diana Difusora");
    const made = addDelivery(services, { organisation: person.organisation, institute, call: testCall });
    const { lines = 3000, logName = "access.log" } = unusual;
    await generateSample({ lines, seed: 11, scenario: "outage", outDir: folder });
    const log = path.join(folder, logName);
    if (logName !== "access.log") await rename(path.join(folder, "access.log"), log);
    const args = ["ingest", log, `--data=${directory}`, `--delivery=${made.id}`, "--source=web", "--progress=none"];
    const run = await runProgram(args, { folder, priority: "usual" });
    if (run.code !== 0) throw new Error(`the log could not be read: ${run.told.join("\n")}`);
    const actor = { person, address: "192.0.2.1" };
    enterFacts(server, actor, made.id, unusual);
    await handIn(services, actor, current(server, made), nextNumber(services, made));
    await workDone(server, made.id);
    await keepDelivery(server, made, place);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.end();
  }
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
