// One log as other servers and wrappings would have written it: IIS, CloudFront and JSON lines, .gz, and cut into thousands of files.
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Log } from "./programs.ts";

interface Hit {
  at: string;
  method: string;
  path: string;
  query: string;
  address: string;
  agent: string;
  referrer: string;
  status: string;
  bytes: string;
}

interface Guise {
  head: string;
  write: (hit: Hit, place: number) => string;
}

const guises: Readonly<Record<string, Guise>> = {
  iis: {
    head: "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\n",
    write: ({ at, method, path: stem, query, address, agent, referrer, status, bytes }) =>
      `${at.slice(0, 10)} ${at.slice(11, 19)} 10.0.0.4 ${method} ${stem} ${query || "-"} 443 - ${address} ${agent.replaceAll(" ", "+")} ${referrer} ${status} 0 0 ${bytes} 512 31\n`,
  },
  cloudfront: {
    head: "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end\n",
    write: ({ at, method, path: stem, query, address, agent, referrer, status, bytes }, i) =>
      `${[at.slice(0, 10), at.slice(11, 19), "QRO51-P1", bytes, address, method, "d1.cloudfront.net", stem, status, referrer, encodeURIComponent(agent), query || "-", "-", "Hit", `${"x".repeat(40)}${i}`, "prep.mx", "https", 412, "0.031", "-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", "Hit", "HTTP/2.0", "-", "-", 50123, "0.030", "Hit", "text/html", bytes, "-", "-"].join("\t")}\n`,
  },
  json: {
    head: "",
    write: ({ at, method, path: stem, query, address, agent, referrer, status, bytes }) =>
      `${JSON.stringify({ time_iso8601: at, remote_addr: address, request_method: method, request_uri: stem + (query && `?${query}`), server_protocol: "HTTP/1.1", status: Number(status), body_bytes_sent: Number(bytes) || 0, http_referer: referrer, http_user_agent: agent, request_time: 0.031, upstream_cache_status: "HIT" })}\n`,
  },
};

const linePattern = /^(\S+) \S+ .*? \[([^\]]+)\] "([A-Z]+) (\/[^ ?]*)\??([^ ]*) [^"]*" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"/;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Null: the sample has damaged lines too. */
function hitOf(line: string): Hit | null {
  const [, address = "", time = "", method = "", stem = "", query = "", status = "", bytes = "", referrer = "", agent = ""] =
    linePattern.exec(line) ?? [];
  if (address === "") return null;
  const [, day, month = "", year, clock, zone = ""] = /^(\d\d)\/(\w{3})\/(\d{4}):([\d:]+) (.*)$/.exec(time) ?? [];
  const moment = new Date(
    `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${day}T${clock}${zone.slice(0, 3)}:${zone.slice(3)}`,
  );
  if (Number.isNaN(moment.getTime())) return null;
  return { at: moment.toISOString(), method, path: stem, query, address, agent, referrer, status, bytes };
}

export interface Disguised {
  /** By the guise's name: one file each. */
  guises: Log[];
  gz: string;
  /** The folder with the same lines in many files. */
  many: string;
}

/** Writes them beside the log. */
export async function disguise(log: Log, files: number): Promise<Disguised> {
  const folder = path.dirname(log.path);
  const place = (name: string): string => path.join(folder, `${name}.log`);
  const out = Object.entries(guises).map(([name, guise]) => ({ ...guise, stream: createWriteStream(place(name)), lines: 0 }));
  for (const { head, stream } of out) stream.write(head);
  const many = path.join(folder, "many");
  await mkdir(many);
  const pieces = new Pieces(many, Math.ceil(log.lines / files));
  for await (const line of createInterface(createReadStream(log.path))) {
    const hit = hitOf(line);
    for (const each of hit ? out : []) {
      if (hit && !each.stream.write(each.write(hit, each.lines++))) await once(each.stream, "drain");
    }
    await pieces.add(line);
  }
  await pieces.end();
  for (const { stream } of out) await new Promise<void>((done) => stream.end(done));
  const gz = `${log.path}.gz`;
  await pipeline(createReadStream(log.path), createGzip({ level: 6 }), createWriteStream(gz));
  const names = Object.keys(guises);
  const sized = names.map(async (name, i): Promise<Log> => {
    return { path: place(name), bytes: (await stat(place(name))).size, lines: out[i]?.lines ?? 0 };
  });
  return { guises: await Promise.all(sized), gz, many };
}

/** Lines cut into files of equal length. */
class Pieces {
  readonly #folder: string;
  readonly #linesOfFile: number;
  #part: string[] = [];
  #count = 0;

  constructor(folder: string, linesOfFile: number) {
    this.#folder = folder;
    this.#linesOfFile = linesOfFile;
  }

  async add(line: string): Promise<void> {
    this.#part.push(line);
    if (this.#part.length === this.#linesOfFile) await this.end();
  }

  async end(): Promise<void> {
    if (this.#part.length === 0) return;
    const name = `edge-${String(this.#count++).padStart(9, "0")}.log`;
    await writeFile(path.join(this.#folder, name), `${this.#part.join("\n")}\n`);
    this.#part = [];
  }
}
