// Speed and load of the web application: an upload through loopback against `cp` of the same file, and people browsing while it is parsed.
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { generateSample } from "../../samples/index.ts";
import { AppDatabase } from "../../web/records/app-database.ts";
import { addDelivery } from "../../web/records/deliveries.ts";
import { addOrganisation } from "../../web/records/organisations.ts";
import { addPerson } from "../../web/records/people.ts";
import { openSession } from "../../web/records/sessions.ts";

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "200" },
    people: { type: "string", default: "50" },
    rounds: { type: "string", default: "7" },
  },
});
const [megabytes, people, rounds] = [Number(values.megabytes), Number(values.people), Number(values.rounds)];
/** Between two pages of one person. */
const readingMilliseconds = 1000;
const longestPageMilliseconds = 200;
const mostMemoryMegabytes = 400;
const mostMilliseconds = 600_000;

const folder = await mkdtemp(path.join(tmpdir(), "memoria-bench-web-"));
try {
  await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const log = await makeLog();
  const bytes = (await stat(log)).size;
  const server = await startServer();
  try {
    const visitors = sessions(server.directory);
    const place = { ...server, ...visitors };
    tell(`bitácora: ${(bytes / 1e6).toFixed(0)} MB`);
    await compareWithCopy(place, log, bytes);
    await browseWhileParsing(place, log, bytes);
  } finally {
    server.child.kill("SIGTERM");
    await once(server.child, "exit");
  }
}

interface Place {
  origin: string;
  directory: string;
  pid: number;
  delivery: string;
  person: string;
  visitors: { cookie: string; csrf: string }[];
}

/** A sample of 20 MB written again and again: no line of it is looked at for its sense. */
async function makeLog(): Promise<string> {
  await generateSample({ lines: 75_000, seed: 1, scenario: "normal", outDir: folder });
  const sample = await readFile(path.join(folder, "access.log"));
  const log = path.join(folder, "grande.log");
  for (let written = 0; written < megabytes * 1e6; written += sample.length) await appendFile(log, sample);
  return log;
}

/** The program as it is run by whoever runs it: a process of its own, so that its memory is its own. */
async function startServer(): Promise<{ child: ReturnType<typeof spawn>; origin: string; directory: string; pid: number }> {
  const directory = path.join(folder, "store");
  const cli = path.join(import.meta.dirname, "..", "..", "cli.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", cli, "serve", `--data=${directory}`, "--port=0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  for await (const chunk of child.stdout ?? []) {
    told += String(chunk);
    const origin = /http:\/\/[\w.]+:\d+/.exec(told)?.[0];
    if (origin) return { child, origin, directory, pid: child.pid ?? 0 };
  }
  throw new Error(`the server did not start: ${told}`);
}

/** Accounts and sessions put straight into the records: signing in is measured elsewhere. */
function sessions(directory: string): Pick<Place, "delivery" | "person" | "visitors"> {
  const records = { db: new AppDatabase(path.join(directory, "app.sqlite")), now: () => new Date() };
  const { id: organisation } = addOrganisation(records, { kind: "difusor", name: "Difusor de prueba", shortName: null });
  const { id: delivery } = addDelivery(records, { organisation, institute: null, call: "iem-irimbo-2024@original" });
  const visitors: Place["visitors"] = [];
  let first = "";
  for (let n = 0; n < people; n++) {
    const facts = { organisation, role: "difusor", name: `Persona ${n}`, email: `p${n}@example.mx`, passwordHash: "-" } as const;
    const { id } = addPerson(records, facts);
    first ||= id;
    const { secret, session } = openSession(records, { person: id, agent: "bench", address: "127.0.0.1" });
    visitors.push({ cookie: `memoria=${secret}`, csrf: session.csrf });
  }
  records.db.close();
  return { delivery, person: first, visitors };
}

/** Sent without being parsed: one upload that never becomes whole, up to its last byte. */
async function compareWithCopy(place: Place, log: string, bytes: number): Promise<void> {
  const copy = path.join(folder, "copia");
  // Into a new file each time, as an upload is: over an old one the system reuses its memory.
  const timedCopy = async (command: string, words: string[]): Promise<number> => {
    await rm(copy, { force: true });
    return timed(() => execFileSync(command, words));
  };
  const [sent, copied, flushed]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    copied.push(await timedCopy("cp", [log, copy]));
    flushed.push(await timedCopy("dd", [`if=${log}`, `of=${copy}`, "bs=1M", "conv=fdatasync", "status=none"]));
    sent.push(await send(place, log, bytes + 1, bytes));
  }
  const speed = (milliseconds: number[]): number => bytes / 1e3 / best(milliseconds);
  const ratio = best(copied) / best(sent);
  tell(
    `cp: ${speed(copied).toFixed(0)} MB/s; copia con fdatasync: ${speed(flushed).toFixed(0)} MB/s; carga por tus: ${speed(sent).toFixed(0)} MB/s`,
  );
  tell(`carga / cp = ${ratio.toFixed(2)} (meta: 0.50)${ratio >= 0.5 ? "" : "  <-- por debajo"}`);
}

/** Creates an upload of `told` bytes and sends `bytes`; answers the milliseconds of the sending. */
async function send(place: Place, log: string, told: number, bytes: number): Promise<number> {
  const [one] = place.visitors;
  const metadata = { delivery: place.delivery, filename: "grande.log", source: "servidor-1" };
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`);
  const shared = { "tus-resumable": "1.0.0", cookie: one?.cookie ?? "", "x-csrf-token": one?.csrf ?? "" };
  const created = await fetch(`${place.origin}/subidas`, {
    method: "POST",
    headers: { ...shared, "upload-length": String(told), "upload-metadata": pairs.join(",") },
  });
  const location = created.headers.get("location");
  if (!location) throw new Error(`not created: ${created.status} ${await created.text()}`);
  const before = performance.now();
  const headers = { ...shared, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  const status = await patch(new URL(location, place.origin), log, bytes, headers);
  if (status !== 204) throw new Error(`not sent: ${status}`);
  const milliseconds = performance.now() - before;
  if (told !== bytes) await fetch(new URL(location, place.origin), { method: "DELETE", headers: shared });
  return milliseconds;
}

/** By curl where there is one: the sender's own work is not what is measured. */
async function patch(url: URL, log: string, bytes: number, headers: Record<string, string>): Promise<number> {
  if (existsSync("/usr/bin/curl")) {
    const told = Object.entries({ ...headers, expect: "" }).flatMap(([name, value]) => [
      "-H",
      `${name}:${value === "" ? "" : ` ${value}`}`,
    ]);
    const words = ["-s", "-X", "PATCH", "-T", log, "-o", "/dev/null", "-w", "%{http_code}", ...told, url.href];
    return Number((await promisify(execFile)("/usr/bin/curl", words)).stdout);
  }
  return new Promise<number>((resolve, reject) => {
    const sending = httpRequest(url, { method: "PATCH", headers: { ...headers, "content-length": String(bytes) } });
    sending.once("response", (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    sending.once("error", reject);
    createReadStream(log, { highWaterMark: 1024 * 1024 }).pipe(sending);
  });
}

async function browseWhileParsing(place: Place, log: string, bytes: number): Promise<void> {
  const { delivery } = place;
  await send(place, log, bytes, bytes);
  const pages = [
    `/memorias/${delivery}/bitacoras`,
    `/api/v1/deliveries/${delivery}/uploads`,
    "/cuenta",
    `/api/v1/deliveries/${delivery}/files`,
  ];
  const times: number[] = [];
  let [errors, isParsing, memoryKilobytes] = [0, true, 0];
  const began = performance.now();
  const browse = async ({ cookie }: { cookie: string }, n: number): Promise<void> => {
    await pause((n / people) * readingMilliseconds);
    for (let visit = n; isParsing; visit++) {
      const before = performance.now();
      const response = await fetch(`${place.origin}${pages[visit % pages.length]}`, { headers: { cookie }, redirect: "manual" });
      await response.text();
      times.push(performance.now() - before);
      if (response.status !== 200) errors++;
      await pause(readingMilliseconds * (0.5 + ((visit * 7919) % 100) / 100));
    }
  };
  const watch = async (): Promise<void> => {
    while (isParsing && performance.now() - began < mostMilliseconds) {
      memoryKilobytes = Math.max(memoryKilobytes, await residentKilobytes(place.pid));
      const answer = await fetch(`${place.origin}${pages[1]}`, { headers: { cookie: place.visitors[0]?.cookie ?? "" } });
      const { uploads } = (await answer.json()) as { uploads: { state: string }[] };
      isParsing = uploads.some(({ state }) => state === "queued" || state === "parsing");
      await pause(250);
    }
    isParsing = false;
  };
  await Promise.all([watch(), ...place.visitors.map(browse)]);
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const seconds = (performance.now() - began) / 1000;
  tell(`${people} personas, ${times.length} páginas en ${seconds.toFixed(0)} s de lectura; errores: ${errors}`);
  tell(
    `mediana ${at(0.5).toFixed(0)} ms, 95 %: ${at(0.95).toFixed(0)} ms (meta: ${longestPageMilliseconds}), máximo ${at(1).toFixed(0)} ms`,
  );
  tell(`memoria del proceso web: ${(memoryKilobytes / 1024).toFixed(0)} MB (meta: ${mostMemoryMegabytes})`);
  const isMissed = errors > 0 || at(0.95) > longestPageMilliseconds || memoryKilobytes / 1024 > mostMemoryMegabytes;
  if (isMissed) process.exitCode = 1;
}

async function residentKilobytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
}

function timed(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

/** The rest of the machine only ever makes it slower. */
function best(values: readonly number[]): number {
  return Math.min(...values);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
