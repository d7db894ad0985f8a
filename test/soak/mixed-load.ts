// What many people do at once with a running server: browse, send logs (some cut off in the middle), make memorias, take files back.
import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Entered, ServeProcess } from "../support/serve-process.ts";

/** A log in parts, as a server's rotation leaves them. */
export interface Part {
  name: string;
  content: Buffer;
}

export interface LoadCounts {
  pages: number;
  uploads: number;
  cuts: number;
  memorias: number;
  takenBack: number;
  /** Answers that should not have been, each with its address. */
  errors: string[];
}

export interface LoadOptions {
  deliveries: readonly string[];
  people: readonly Entered[];
  parts: readonly Part[];
  /** Whether memorias are made too: they take longest. */
  withMemorias: boolean;
  /** When people have done enough; what somebody is at is done to its end. */
  until: number;
}

const readingMilliseconds = 150;
const waitMilliseconds = 100;
/** Work has a low priority: beside others that keep every core busy it takes long. */
const mostWorkMilliseconds = 600_000;

interface UploadShown {
  id: string;
  state: string;
  error: string | null;
}

/** Some browse all the time; for each delivery one sends and takes back. Answers what was done. */
export async function mixedLoad(server: ServeProcess, options: LoadOptions): Promise<LoadCounts> {
  const { deliveries, people, until } = options;
  const counts: LoadCounts = { pages: 0, uploads: 0, cuts: 0, memorias: 0, takenBack: 0, errors: [] };
  // Of our own, so that every connection has ended when the load has.
  const agent = new Agent({ keepAlive: true });
  const visit = (person: Entered): Visitor => new Visitor(server, person, counts, agent);
  const readers = people.map((person, n) => browse(visit(person), deliveries, n, until));
  const senders = deliveries.map((delivery, n) => keepSending(visit(people[n % people.length] as Entered), delivery, options));
  try {
    await Promise.all([...readers, ...senders]);
    return counts;
  } finally {
    agent.destroy();
  }
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** One person's requests; what should not have been is noted. */
class Visitor {
  readonly counts: LoadCounts;
  readonly #server: ServeProcess;
  readonly #person: Entered;

  readonly #agent: Agent;

  constructor(server: ServeProcess, person: Entered, counts: LoadCounts, agent: Agent) {
    [this.#server, this.#person, this.counts, this.#agent] = [server, person, counts, agent];
  }

  headers(more: Record<string, string> = {}): Record<string, string> {
    return { cookie: this.#person.cookie, "x-csrf-token": this.#person.csrf, ...more };
  }

  url(address: string): URL {
    return new URL(address, this.#server.origin);
  }

  async ask(address: string, { method = "GET", headers = {}, body }: Asked = {}, expected: readonly number[] = [200]): Promise<Answered> {
    const given = this.headers({ ...headers, ...(body !== undefined && { "content-length": String(body.length) }) });
    const asking = httpRequest(this.url(address), { method, headers: given, agent: this.#agent });
    asking.end(body);
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    const answer = { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
    if (!expected.includes(answer.status))
      this.counts.errors.push(`${method} ${address}: ${answer.status} ${answer.body.toString("utf8", 0, 200)}`);
    return answer;
  }

  async json<Shape>(address: string): Promise<Shape> {
    return JSON.parse((await this.ask(address)).body.toString("utf8")) as Shape;
  }

  /** Reads the beginning of an answer and hangs up; or sends the beginning of a body and hangs up. */
  async cut(address: string, method: string, more: Record<string, string> = {}, body: Buffer | null = null): Promise<void> {
    const asking = httpRequest(this.url(address), { method, headers: this.headers(more), agent: false });
    asking.on("error", () => {});
    if (body) {
      asking.write(body);
      await pause(waitMilliseconds);
    } else {
      asking.end();
      const [response] = await once(asking, "response");
      await once(response, "data");
    }
    asking.destroy();
    this.counts.cuts++;
  }
}

async function browse(visitor: Visitor, deliveries: readonly string[], first: number, until: number): Promise<void> {
  for (let n = first; Date.now() < until; n++) {
    const delivery = deliveries[n % deliveries.length] ?? "";
    const [page, api] = [`/memorias/${delivery}`, `/api/v1/deliveries/${delivery}`];
    const addresses = [
      "/",
      `${page}/bitacoras`,
      `${page}/cifras`,
      `${page}/entrega`,
      `${page}/incidencias`,
      `${page}/datos`,
      "/cuenta",
      "/memorias",
    ];
    const calls = [`${api}/uploads`, `${api}/files`, `${api}/jobs`, `${api}/tables`, `${api}/incidents`, "/api/openapi.json"];
    const all = [...addresses, ...calls];
    await visitor.ask(all[n % all.length] ?? "/", {}, [200, 303]);
    visitor.counts.pages++;
    await pause(readingMilliseconds);
  }
}

/** Sends every part, makes a memoria, takes one back and sends it again, until the time is over; all parts are there at the end. */
async function keepSending(visitor: Visitor, delivery: string, { parts, until, withMemorias }: LoadOptions): Promise<void> {
  for (const [n, part] of parts.entries()) await sendPart(visitor, delivery, part, n);
  for (let n = 0; n === 0 || Date.now() < until; n++) {
    if (withMemorias) await makeMemoria(visitor, delivery);
    const part = parts[n % parts.length];
    if (!part) return;
    await takeBack(visitor, delivery, part.name);
    await sendPart(visitor, delivery, part, n);
  }
}

async function sendPart(visitor: Visitor, delivery: string, part: Part, n: number): Promise<void> {
  const id = n % 2 === 0 ? await sendWhole(visitor, delivery, part) : await sendInPieces(visitor, delivery, part);
  const ended = async (): Promise<boolean> => {
    const upload = await visitor.json<UploadShown>(`/api/v1/deliveries/${delivery}/uploads/${id}`);
    if (upload.state === "failed") visitor.counts.errors.push(`${part.name}: ${upload.error}`);
    return upload.state === "done" || upload.state === "failed";
  };
  await waitFor(ended, `${part.name} to be read`);
  visitor.counts.uploads++;
}

async function sendWhole(visitor: Visitor, delivery: string, { name, content }: Part): Promise<string> {
  const address = `/api/v1/deliveries/${delivery}/files/${name}?source=servidor`;
  const type = { "content-type": "application/octet-stream" };
  // Somebody whose connection breaks: nothing of it must stay.
  await visitor.cut(address, "PUT", { ...type, "content-length": String(content.length) }, content.subarray(0, content.length / 2));
  const answer = await visitor.ask(address, { method: "PUT", headers: type, body: content }, [202]);
  return (JSON.parse(answer.body.toString("utf8")) as UploadShown).id;
}

/** By tus, with the connection lost in the middle. */
async function sendInPieces(visitor: Visitor, delivery: string, { name, content }: Part): Promise<string> {
  const version = { "tus-resumable": "1.0.0" };
  const told = Object.entries({ delivery, filename: name, source: "servidor" })
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");
  const headers = { ...version, "upload-length": String(content.length), "upload-metadata": told };
  const place = (await visitor.ask("/subidas", { method: "POST", headers }, [201])).headers.location ?? "";
  const type = { ...version, "content-type": "application/offset+octet-stream" };
  const half = content.subarray(0, content.length / 2);
  await visitor.cut(place, "PATCH", { ...type, "upload-offset": "0", "content-length": String(content.length) }, half);
  const offset = Number((await visitor.ask(place, { method: "HEAD", headers: version }, [200])).headers["upload-offset"]);
  const rest = content.subarray(offset);
  await visitor.ask(place, { method: "PATCH", headers: { ...type, "upload-offset": String(offset) }, body: rest }, [204]);
  return place.split("/").at(-1) ?? "";
}

/** A preview: its page, its PDF, and half of its archive. */
async function makeMemoria(visitor: Visitor, delivery: string): Promise<void> {
  await visitor.ask(`/api/v1/deliveries/${delivery}/draft`, { method: "POST" }, [202]);
  await workDone(visitor, delivery);
  for (const name of ["memoria.html", "memoria.pdf", "analysis.json"])
    await visitor.ask(`/api/v1/deliveries/${delivery}/draft/files/${name}`);
  await visitor.cut(`/memorias/${delivery}/borrador.zip`, "GET");
  visitor.counts.memorias++;
}

async function takeBack(visitor: Visitor, delivery: string, name: string): Promise<void> {
  const { files } = await visitor.json<{ files: { id: string; name: string }[] }>(`/api/v1/deliveries/${delivery}/files`);
  const file = files.find((each) => each.name === name);
  if (!file) visitor.counts.errors.push(`${name} is not in ${delivery}`);
  await visitor.ask(`/api/v1/deliveries/${delivery}/files/${file?.id}`, { method: "DELETE" }, [202]);
  await workDone(visitor, delivery);
  visitor.counts.takenBack++;
}

/** Waits until nothing is queued or running for a delivery. */
async function workDone(visitor: Visitor, delivery: string): Promise<void> {
  const isDone = async (): Promise<boolean> =>
    (await visitor.json<{ jobs: unknown[] }>(`/api/v1/deliveries/${delivery}/jobs`)).jobs.length === 0;
  await waitFor(isDone, `the work on ${delivery}`);
}

async function waitFor(isThere: () => Promise<boolean>, what: string): Promise<void> {
  const last = Date.now() + mostWorkMilliseconds;
  while (!(await isThere())) {
    if (Date.now() > last) throw new Error(`waited too long for ${what}`);
    await pause(waitMilliseconds);
  }
}

/** After the load: waits until all work is done, and answers the figures of a delivery. */
export async function settledFigures(server: ServeProcess, person: Entered, delivery: string): Promise<Record<string, unknown>> {
  const visitor = new Visitor(server, person, { pages: 0, uploads: 0, cuts: 0, memorias: 0, takenBack: 0, errors: [] }, new Agent());
  await workDone(visitor, delivery);
  return visitor.json(`/api/v1/deliveries/${delivery}/analysis`);
}
