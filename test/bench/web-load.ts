// Part `web`: an upload through loopback against `cp` of the same file, and people browsing while it is parsed.
import { execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { residentMegabytes } from "../support/serve-process.ts";
import { type Goal, number, type Section, table } from "./result-text.ts";
import { tell } from "./told.ts";
import { type Place, repeatedLog, type SentLog, send, startPlace } from "./web-place.ts";

export interface WebOptions {
  megabytes: number;
  people: number;
  /** How often each way of copying is tried: the best counts, as the rest of the machine only ever makes it slower. */
  rounds: number;
}

/** Between two pages of one person. */
const readingMilliseconds = 1000;
const mostMilliseconds = 600_000;

export async function webLoad({ megabytes, people, rounds }: WebOptions, folder: string): Promise<Section> {
  const place = path.join(folder, "web");
  await mkdir(place);
  const log = await repeatedLog(megabytes, place);
  const server = await startPlace(place, people);
  try {
    const copies = await compareWithCopy(server, log, rounds, place);
    tell(`upload ${copies.sent.toFixed(0)} MB/s, cp ${copies.copied.toFixed(0)} MB/s`);
    const pages = await browseWhileParsing(server, log);
    return sectionOf(copies, pages, { log, people, rounds });
  } finally {
    await server.stop();
    await rm(place, { recursive: true, force: true });
  }
}

interface Copies {
  /** Megabytes a second, the best of all rounds. */
  copied: number;
  flushed: number;
  sent: number;
}

/** Sent without being parsed: one upload that never becomes whole, up to its last byte. */
async function compareWithCopy(server: Place, log: SentLog, rounds: number, folder: string): Promise<Copies> {
  const copy = path.join(folder, "copia");
  // Into a new file each time, as an upload is: over an old one the system reuses its memory.
  const timedCopy = async (command: string, words: string[]): Promise<number> => {
    await rm(copy, { force: true });
    const before = performance.now();
    execFileSync(command, words);
    return performance.now() - before;
  };
  const [sent, copied, flushed]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    // What was written before must not be on its way to the disk meanwhile: it takes a core.
    execFileSync("sync");
    copied.push(await timedCopy("cp", [log.path, copy]));
    await rm(copy);
    execFileSync("sync");
    sent.push(await send(server, log, log.bytes + 1));
  }
  // Afterwards: what a copy that waits for the disk leaves behind, the system works off for a while, and what is timed then is three times as slow.
  for (let round = 0; round < rounds; round++)
    flushed.push(await timedCopy("dd", [`if=${log.path}`, `of=${copy}`, "bs=1M", "conv=fdatasync", "status=none"]));
  const speed = (milliseconds: number[]): number => log.bytes / 1e3 / Math.min(...milliseconds);
  return { sent: speed(sent), copied: speed(copied), flushed: speed(flushed) };
}

interface Pages {
  /** Milliseconds of each, ascending. */
  times: number[];
  errors: number;
  memoryMegabytes: number;
  seconds: number;
}

async function browseWhileParsing(server: Place, log: SentLog): Promise<Pages> {
  const { delivery, visitors, origin, pid } = server;
  await send(server, log, log.bytes);
  const addresses = [
    `/memorias/${delivery}/bitacoras`,
    `/api/v1/deliveries/${delivery}/uploads`,
    "/cuenta",
    `/api/v1/deliveries/${delivery}/files`,
  ];
  const times: number[] = [];
  let [errors, isParsing, megabytes] = [0, true, 0];
  const began = performance.now();
  const browse = async ({ cookie }: { cookie: string }, n: number): Promise<void> => {
    await pause((n / visitors.length) * readingMilliseconds);
    for (let visit = n; isParsing; visit++) {
      const before = performance.now();
      const response = await fetch(`${origin}${addresses[visit % addresses.length]}`, { headers: { cookie }, redirect: "manual" });
      await response.text();
      times.push(performance.now() - before);
      if (response.status !== 200) errors++;
      await pause(readingMilliseconds * (0.5 + ((visit * 7919) % 100) / 100));
    }
  };
  const watch = async (): Promise<void> => {
    while (isParsing && performance.now() - began < mostMilliseconds) {
      megabytes = Math.max(megabytes, residentMegabytes(pid));
      const answer = await fetch(`${origin}${addresses[1]}`, { headers: { cookie: visitors[0]?.cookie ?? "" } });
      const { uploads } = (await answer.json()) as { uploads: { state: string }[] };
      isParsing = uploads.some(({ state }) => state === "queued" || state === "parsing");
      await pause(250);
    }
    isParsing = false;
  };
  await Promise.all([watch(), ...visitors.map(browse)]);
  return { times: times.sort((a, b) => a - b), errors, memoryMegabytes: megabytes, seconds: (performance.now() - began) / 1000 };
}

function sectionOf(
  copies: Copies,
  pages: Pages,
  { log, people, rounds }: Pick<WebOptions, "people" | "rounds"> & { log: SentLog },
): Section {
  const at = (share: number): number | null =>
    pages.times[Math.min(pages.times.length - 1, Math.floor(pages.times.length * share))] ?? null;
  const goals: Goal[] = [
    { what: "upload, speed / cp's of the same file", figure: copies.sent / copies.copied, limit: { atLeast: 0.5 }, unit: "" },
    { what: "95 % of pages while a log is parsed", figure: at(0.95), limit: { atMost: 200 }, unit: " ms" },
    { what: "errors of pages while a log is parsed", figure: pages.errors, limit: { atMost: 0 }, unit: "" },
    { what: "memory of the web process", figure: pages.memoryMegabytes, limit: { atMost: 400 }, unit: " MB" },
  ];
  const text = table(
    ["what", "figure"],
    [
      ["upload by tus through loopback, MB/s", number(copies.sent, 0)],
      ["cp, MB/s", number(copies.copied, 0)],
      ["dd with fdatasync, MB/s", number(copies.flushed, 0)],
      ["pages asked for while parsing", number(pages.times.length, 0)],
      ["median of a page, ms", number(at(0.5), 0)],
      ["95 %, ms", number(at(0.95), 0)],
      ["slowest, ms", number(at(1), 0)],
      ["seconds of parsing", number(pages.seconds, 0)],
    ],
  );
  const intro = `${number(log.bytes / 1e6, 0)} MB, best of ${rounds}; ${people} people with a page a second each.`;
  return { heading: "The web application", text: `${intro}\n\n${text}`, goals };
}
