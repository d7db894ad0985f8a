// What the web's part of the bench works on: `memoria serve` in a process of its own, with a delivery and people who have entered.
import { execFile } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { appendFile, readFile, stat } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { generateSample } from "../../samples/index.ts";
import { type Entered, enteredPeople, type ServeProcess, startServe } from "../support/serve-process.ts";

export interface Place extends ServeProcess {
  delivery: string;
  visitors: Entered[];
}

export interface SentLog {
  path: string;
  bytes: number;
}

/** A sample of 20 MB written again and again: no line of it is looked at for its sense. */
export async function repeatedLog(megabytes: number, folder: string): Promise<SentLog> {
  await generateSample({ lines: 75_000, seed: 1, scenario: "normal", outDir: folder });
  const sample = await readFile(path.join(folder, "access.log"));
  const log = path.join(folder, "grande.log");
  for (let written = 0; written < megabytes * 1e6; written += sample.length) await appendFile(log, sample);
  return { path: log, bytes: (await stat(log)).size };
}

export async function startPlace(folder: string, count: number): Promise<Place> {
  const server = await startServe(path.join(folder, "store"));
  const { deliveries, people } = enteredPeople(server.directory, { people: count, deliveries: 1 });
  return { ...server, delivery: deliveries[0] ?? "", visitors: people };
}

/** Creates an upload of `told` bytes and sends the log; one that was told to be longer is taken back. Answers milliseconds of sending. */
export async function send({ origin, delivery, visitors: [one] }: Place, log: SentLog, told: number): Promise<number> {
  const metadata = { delivery, filename: "grande.log", source: "servidor-1" };
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`);
  const shared = { "tus-resumable": "1.0.0", cookie: one?.cookie ?? "", "x-csrf-token": one?.csrf ?? "" };
  const created = await fetch(`${origin}/subidas`, {
    method: "POST",
    headers: { ...shared, "upload-length": String(told), "upload-metadata": pairs.join(",") },
  });
  const location = created.headers.get("location");
  if (!location) throw new Error(`not created: ${created.status} ${await created.text()}`);
  const before = performance.now();
  const headers = { ...shared, "upload-offset": "0", "content-type": "application/offset+octet-stream" };
  const status = await patch(new URL(location, origin), log, headers);
  if (status !== 204) throw new Error(`not sent: ${status}`);
  const milliseconds = performance.now() - before;
  if (told !== log.bytes) await fetch(new URL(location, origin), { method: "DELETE", headers: shared });
  return milliseconds;
}

const curl = "/usr/bin/curl";

/** By curl where there is one: the sender's own work is not what is measured. */
async function patch(url: URL, log: SentLog, headers: Record<string, string>): Promise<number> {
  if (existsSync(curl)) {
    const told = Object.entries({ ...headers, expect: "" }).flatMap(([name, value]) => ["-H", `${name}:${value && ` ${value}`}`]);
    const words = ["-s", "-X", "PATCH", "-T", log.path, "-o", "/dev/null", "-w", "%{http_code}", ...told, url.href];
    return Number((await promisify(execFile)(curl, words)).stdout);
  }
  return new Promise<number>((resolve, reject) => {
    const sending = httpRequest(url, { method: "PATCH", headers: { ...headers, "content-length": String(log.bytes) } });
    sending.once("response", (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    });
    sending.once("error", reject);
    createReadStream(log.path, { highWaterMark: 1024 * 1024 }).pipe(sending);
  });
}
