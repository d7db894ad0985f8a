// npm run bench:ingest: memoria ingest of one night in many guises, against GoAccess, zcat and DuckDB's line count, alternating.
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { generateSample } from "../../samples/index.ts";
import { type MeasuredRun, measuredRun, median } from "./measured-run.ts";

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "2000000" },
    runs: { type: "string", default: "3" },
    files: { type: "string", default: "5000" },
    goaccess: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const lines = Number(values.lines);
const folder = await mkdtemp(path.join(tmpdir(), "memoria-bench-"));

/** The same requests as another server would have written them. */
const guises: Record<string, { head: string; write: (hit: Hit, place: number) => string }> = {
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

const linePattern = /^(\S+) \S+ .*? \[([^\]]+)\] "([A-Z]+) (\/[^ ?]*)\??([^ ]*) [^"]*" (\d{3}) (\d+|-) "([^"]*)" "([^"]*)"/;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function hitOf(line: string): Hit | null {
  const [, address = "", time = "", method = "", stem = "", query = "", status = "", bytes = "", referrer = "", agent = ""] =
    linePattern.exec(line) ?? [];
  if (address === "") return null;
  const [, day, month = "", year, clock, zone = ""] = /^(\d\d)\/(\w{3})\/(\d{4}):([\d:]+) (.*)$/.exec(time) ?? [];
  const moment = new Date(
    `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${day}T${clock}${zone.slice(0, 3)}:${zone.slice(3)}`,
  );
  // The sample has damaged lines too.
  if (Number.isNaN(moment.getTime())) return null;
  const at = moment.toISOString();
  return { at, method, path: stem, query, address, agent, referrer, status, bytes };
}

/** Writes the guises of a log, and the log cut into many files. */
async function disguise(log: string): Promise<void> {
  const out = Object.fromEntries(Object.keys(guises).map((name) => [name, createWriteStream(path.join(folder, `${name}.log`))]));
  for (const [name, { head }] of Object.entries(guises)) out[name]?.write(head);
  await mkdir(path.join(folder, "many"));
  const linesOfFile = Math.ceil(lines / Number(values.files));
  let part: string[] = [];
  let count = 0;
  for await (const line of createInterface(createReadStream(log))) {
    const hit = hitOf(line);
    if (hit) {
      for (const [name, { write }] of Object.entries(guises)) {
        if (!out[name]?.write(write(hit, count))) await new Promise<void>((done) => out[name]?.once("drain", () => done()));
      }
    }
    part.push(line);
    if (part.length === linesOfFile) {
      await writeFile(path.join(folder, "many", `edge-${String(count).padStart(9, "0")}.log`), `${part.join("\n")}\n`);
      part = [];
    }
    count++;
  }
  if (part.length > 0) await writeFile(path.join(folder, "many", "edge-last.log"), `${part.join("\n")}\n`);
  for (const stream of Object.values(out)) await new Promise<void>((done) => stream.end(done));
  await pipeline(createReadStream(log), createGzip({ level: 6 }), createWriteStream(`${log}.gz`));
}

const here = import.meta.dirname;
const cli = path.join(here, "..", "..", "cli.ts");
const ingest = (file: string, ...more: string[]) => ({
  command: process.execPath,
  args: ["--disable-warning=ExperimentalWarning", cli, "ingest", file, "--data", path.join(folder, "store"), "--progress", "none", ...more],
});

try {
  await generateSample({ lines, seed: 11, scenario: "outage", outDir: folder });
  const log = path.join(folder, "access.log");
  await disguise(log);
  const goaccess = values.goaccess ? ["/usr/bin/goaccess", "/usr/local/bin/goaccess"].find((file) => existsSync(file)) : undefined;
  const programs = [
    { name: "memoria ingest, combined", file: log, ...ingest(log) },
    { name: "memoria ingest, combined, --memory 256MB", file: log, ...ingest(log, "--memory", "256MB") },
    { name: "memoria ingest, combined .gz", file: log, ...ingest(`${log}.gz`) },
    { name: `memoria ingest, ${values.files} files`, file: log, ...ingest(path.join(folder, "many")) },
    ...Object.keys(guises).map((name) => ({
      name: `memoria ingest, ${name}`,
      file: path.join(folder, `${name}.log`),
      ...ingest(path.join(folder, `${name}.log`)),
    })),
    { name: "zcat", file: log, command: "zcat", args: [`${log}.gz`] },
    { name: "duckdb count(*)", file: log, command: process.execPath, args: [path.join(here, "count-lines.ts"), log] },
    ...(goaccess
      ? [
          {
            name: "goaccess",
            file: log,
            command: goaccess,
            args: [log, "--log-format=COMBINED", "--no-progress", "-o", path.join(folder, "goaccess.json")],
          },
        ]
      : []),
  ];
  const runs = new Map<string, MeasuredRun[]>(programs.map(({ name }) => [name, []]));
  for (let round = 0; round < Number(values.runs); round++) {
    for (const { name, command, args } of programs) {
      await rm(path.join(folder, "store"), { recursive: true, force: true });
      runs.get(name)?.push(await measuredRun(command, args));
    }
  }
  const bytes = new Map(
    await Promise.all(programs.map(async ({ name, file }): Promise<[string, number]> => [name, (await stat(file)).size])),
  );
  const text = resultText(runs, bytes);
  process.stdout.write(text);
  if (values.out) await writeFile(values.out, text);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function resultText(runs: ReadonlyMap<string, MeasuredRun[]>, bytes: ReadonlyMap<string, number>): string {
  const seconds = (name: string): number => median(runs.get(name)?.map((run) => run.seconds) ?? []);
  const base = "memoria ingest, combined";
  const perByte = seconds(base) / (bytes.get(base) ?? 1);
  const rows = [...runs].map(([name, list]) => {
    const size = bytes.get(name) ?? 0;
    const peak = Math.max(...list.map((run) => run.peakMegabytes ?? Number.NaN));
    return `| ${name} | ${seconds(name).toFixed(2)} | ${(size / 1e6).toFixed(0)} | ${Math.round(peak)} | ${(seconds(name) / seconds(base)).toFixed(2)} | ${(seconds(name) / size / perByte).toFixed(2)} |`;
  });
  return [
    `${lines.toLocaleString("en")} lines; ${availableParallelism()} cores (${cpus()[0]?.model ?? ""}), ${(totalmem() / 1e9).toFixed(0)} GB; Node.js ${process.versions.node}; median of ${values.runs} alternating runs.`,
    "",
    "| program | seconds | MB of text | peak MB | time / combined's | time per byte / combined's |",
    "|---|---:|---:|---:|---:|---:|",
    ...rows,
    "",
  ].join("\n");
}
