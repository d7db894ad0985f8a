// The kit's log settings in the real servers: what was sent comes back from Memoria's reading of the log, field by field.
import { copyFileSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { connect as connectTls } from "node:tls";
import { describe, expect, it } from "vitest";
import { type StoredLine, withIngested } from "../support/ingest-fixture.ts";
import { apacheConfigTest, apacheMissing, nginxMissing, type RunningServer, startApache, startNginx, writeApache } from "./web-servers.ts";
import { kitFolder, writtenKit } from "./written-kit.ts";

interface Sent {
  method: string;
  target: string;
  protocol?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  isTls?: boolean;
  /** Bytes in place of all that. */
  raw?: string;
}

const longAgent = `Lector/1.0 ${"x".repeat(6000)}`;
const host = "prep.example.mx";
const forwarded = "187.188.10.20, 2806:2f0:1::7";

/** Every trap of a log, once. */
const requests: readonly Sent[] = [
  {
    method: "GET",
    target: "/?a=1&b=%C3%A1",
    headers: { "User-Agent": 'Lector "PREP" \\ ágil ñ', Referer: 'https://diario.mx/nota?x="1"' },
  },
  { method: "HEAD", target: "/index.html", headers: { "User-Agent": "curl/8.0" } },
  { method: "GET", target: "/no-existe", headers: { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)" } },
  { method: "GET", target: "/index.html", headers: { "User-Agent": longAgent } },
  { method: "POST", target: "/index.html", headers: { "User-Agent": "App/2" }, body: "voto=no" },
  { method: "GET", target: "/index.html", protocol: "HTTP/1.0", headers: { "User-Agent": "Viejo/0.9" } },
  { method: "GET", target: "/index.html", headers: { "User-Agent": "Proxy/1", "X-Forwarded-For": forwarded } },
  { method: "GET", target: "/json/main.json?t=1733709600", headers: { "User-Agent": "Mozilla/5.0" } },
  { method: "GET", target: "/en-cache/index.html", headers: { "User-Agent": "Mozilla/5.0" } },
  { method: "GET", target: "/en-cache/index.html", headers: { "User-Agent": "Mozilla/5.0" } },
  { method: "GET", target: "/;p=1?x;y", headers: {} },
  { method: "", target: "", raw: "\x16\x03\x01\x02basura\r\n\r\n" },
];

/** One connection a request, so that they are logged one after the other; answers the status that came back. */
function send(port: number, sent: Sent, isTls = false): Promise<{ status: number; bodyBytes: number }> {
  const protocol = sent.protocol ?? "HTTP/1.1";
  const headers: Record<string, string> = { Host: `${host}:${port}`, Connection: "close", ...sent.headers };
  if (sent.body !== undefined) headers["Content-Length"] = String(Buffer.byteLength(sent.body));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = sent.raw ?? `${sent.method} ${sent.target} ${protocol}\r\n${lines.join("")}\r\n${sent.body ?? ""}`;
  return new Promise((done, fail) => {
    const chunks: Buffer[] = [];
    // The certificate is the test's own.
    const open = (then: () => void) =>
      isTls ? connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false }, then) : connect(port, "127.0.0.1", then);
    const socket = open(() => socket.write(sent.raw === undefined ? Buffer.from(text, "utf8") : Buffer.from(text, "latin1")));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", fail);
    socket.on("close", () => {
      const answer = Buffer.concat(chunks);
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(answer.toString("latin1"))?.[1] ?? 0);
      const start = answer.indexOf("\r\n\r\n");
      done({ status, bodyBytes: start < 0 ? 0 : answer.length - start - 4 });
    });
  });
}

interface Exchange {
  sent: Sent;
  status: number;
  bodyBytes: number;
  from: number;
  to: number;
}

async function exchangeAll(server: RunningServer): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const secure: Sent = { method: "GET", target: "/json/main.json", headers: { "User-Agent": "Mozilla/5.0" }, isTls: true };
  try {
    for (const sent of [...requests, ...(server.tlsPort === null ? [] : [secure])]) {
      const from = Math.floor(Date.now() / 1000);
      const { status, bodyBytes } = await send((sent.isTls ? server.tlsPort : null) ?? server.port, sent, sent.isTls);
      exchanges.push({ sent, status, bodyBytes, from, to: Math.ceil(Date.now() / 1000) });
    }
  } finally {
    await server.stop();
  }
  return exchanges;
}

/** Reads the log as a user would, with no format named. */
async function read(log: string): Promise<{ lines: StoredLine[]; format: string | null; rejected: number }> {
  return withIngested([{ content: readFileSync(log) }], async (fixture) => {
    const [file] = fixture.files();
    return { lines: await fixture.lines(), format: file?.format ?? null, rejected: (await fixture.rejects()).length };
  });
}

function expectEveryField(
  lines: readonly StoredLine[],
  exchanges: readonly Exchange[],
  { port, tlsPort }: { port: number; tlsPort: number | null },
  noReferrer: "" | null,
): void {
  expect(lines).toHaveLength(exchanges.length);
  for (const [i, { sent, status, bodyBytes, from, to }] of exchanges.entries()) {
    const line = lines[i];
    const [wholePath = "", ...rest] = sent.target.split(/(?=[?;])/);
    const query = rest.join("");
    expect.soft(line, sent.target).toMatchObject({
      class: 0,
      address: "127.0.0.1",
      status,
      port: sent.isTls ? tlsPort : port,
      host,
      ...(sent.raw === undefined && {
        // What is no HTTP has no scheme for Apache.
        scheme: sent.isTls ? "https" : "http",
        method: sent.method,
        path: wholePath,
        query: query === "" ? null : query,
        protocol: sent.protocol ?? "HTTP/1.1",
        bytes: bodyBytes,
        referrer: sent.headers?.["Referer"] ?? noReferrer,
        forwarded: sent.headers?.["X-Forwarded-For"] ?? null,
      }),
    });
    if (sent.raw === undefined && sent.headers?.["User-Agent"] !== undefined) expect.soft(line?.agent).toBe(sent.headers["User-Agent"]);
    expect.soft(line?.second).toBeGreaterThanOrEqual(from - 1);
    expect.soft(line?.second).toBeLessThanOrEqual(to);
    expect.soft(line?.duration_us).toBeGreaterThanOrEqual(0);
    expect.soft(line?.duration_us).toBeLessThan(10_000_000);
  }
  const main = lines.find((line) => line.path === "/json/main.json");
  expect(main?.extra).toBe("cc=no-cache, no-store, must-revalidate");
  expect(lines[0]?.extra).toBe("cc=-");
}

describe.skipIf(apacheMissing !== null)(`Apache${apacheMissing === null ? "" : `: skipped, ${apacheMissing}`}`, () => {
  it("takes the file as it is and writes what Memoria reads by itself", async () => {
    const work = kitFolder();
    const kitFile = path.join(work, "memoria-apache.conf");
    copyFileSync(path.join(await writtenKit(kitFolder()), "memoria-apache.conf"), kitFile);
    const prepared = await writeApache(work, kitFile);
    expect(apacheConfigTest(prepared.configuration)).toMatchObject({ code: 0, said: expect.stringContaining("Syntax OK") });
    const exchanges = await exchangeAll(await startApache(prepared));
    const { lines, format, rejected } = await read(prepared.log);
    expect({ format, rejected }).toEqual({ format: "memoria_combined", rejected: 0 });
    expectEveryField(lines, exchanges, prepared, null);
    const cached = lines.filter((line) => line.path === "/en-cache/index.html").map((line) => line.cache);
    expect(cached).toEqual([expect.stringContaining("cache miss"), "cache hit"]);
  });
});

describe.skipIf(nginxMissing !== null)(`nginx${nginxMissing === null ? "" : `: skipped, ${nginxMissing}`}`, () => {
  it.each([
    { file: "memoria-nginx.conf", log: "memoria-prep.log", format: "memoria_combined", noReferrer: null },
    // With escape=json a header that did not come is an empty text.
    { file: "memoria-nginx-json.conf", log: "memoria-prep.json.log", format: "nginx_json", noReferrer: "" as const },
  ])("takes $file and writes what Memoria reads by itself", async ({ file, log, format, noReferrer }) => {
    const work = kitFolder();
    const server = await startNginx(work, path.join(await writtenKit(kitFolder()), file));
    const exchanges = await exchangeAll(server);
    const { lines, format: found, rejected } = await read(path.join(work, log));
    expect({ format: found, rejected }).toEqual({ format, rejected: 0 });
    expectEveryField(lines, exchanges, server, noReferrer);
    expect(lines.filter((line) => line.path === "/en-cache/index.html").map((line) => line.cache)).toEqual(["MISS", "HIT"]);
  });
});
