// What tests of uploads share: a small real log, and a tus client of a few lines that says exactly what goes over the wire.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateSample } from "../../samples/index.ts";
import type { UploadFactsShown } from "../../web/deeds/log-facts.ts";
import { uploadsIn } from "../../web/records/uploads.ts";
import type { TestServer, Visitor } from "./web-server.ts";

/** A seeded log of so many lines, as bytes. */
export async function sampleLog(lines: number, seed = 7): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-log-"));
  try {
    await generateSample({ lines, seed, scenario: "normal", outDir: folder });
    return await readFile(path.join(folder, "access.log"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface TusFacts {
  delivery: string;
  filename: string;
  source?: string;
  role?: string;
  purpose?: string;
  format?: string;
  timeZone?: string;
}

function metadata(facts: TusFacts): string {
  return Object.entries({ source: "servidor-1", ...facts })
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");
}

const version = { "tus-resumable": "1.0.0" };

export function tusCreate(visitor: Visitor, facts: TusFacts, bytes: number, headers: Record<string, string> = {}): Promise<Response> {
  return visitor.send("/subidas", {
    method: "POST",
    headers: { ...version, "x-csrf-token": visitor.csrf, "upload-length": String(bytes), "upload-metadata": metadata(facts), ...headers },
  });
}

export function tusPatch(visitor: Visitor, place: string, offset: number, body: Uint8Array | ReadableStream): Promise<Response> {
  return visitor.send(place, {
    method: "PATCH",
    headers: {
      ...version,
      "x-csrf-token": visitor.csrf,
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
    body: body as RequestInit["body"],
    ...({ duplex: "half" } as object),
  } as RequestInit);
}

export async function tusOffset(visitor: Visitor, place: string): Promise<number> {
  const response = await visitor.send(place, { method: "HEAD", headers: version });
  if (response.status !== 200) throw new Error(`HEAD answered ${response.status}`);
  return Number(response.headers.get("upload-offset"));
}

/** Creates an upload and sends it whole; answers its address. */
export async function tusSend(visitor: Visitor, facts: TusFacts, content: Uint8Array): Promise<string> {
  const created = await tusCreate(visitor, facts, content.length);
  if (created.status !== 201) throw new Error(`not created: ${created.status} ${await created.text()}`);
  const place = created.headers.get("location") ?? "";
  if (content.length > 0) {
    const sent = await tusPatch(visitor, place, 0, content);
    if (sent.status !== 204) throw new Error(`not sent: ${sent.status} ${await sent.text()}`);
  }
  return place;
}

export async function uploadsShown(visitor: Visitor, delivery: string): Promise<UploadFactsShown[]> {
  const response = await visitor.get(`/api/v1/deliveries/${delivery}/uploads`);
  return ((await response.json()) as { uploads: UploadFactsShown[] }).uploads;
}

/** Waits until the program has read, or refused, all that came; the figures may still be on their way. */
export async function allRead({ services }: TestServer): Promise<void> {
  while (uploadsIn(services, ["queued", "parsing"]).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** From now on no figures are worked out in this store: each would keep the next file waiting, and tests of uploads look at none. */
export function withoutFigures({ services }: TestServer): void {
  services.db.run(`CREATE TRIGGER without_figures AFTER INSERT ON jobs WHEN NEW.kind = 'analyze'
    BEGIN UPDATE jobs SET state = 'cancelled' WHERE id = NEW.id; END`);
}
