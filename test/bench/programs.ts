// The programs that this one is measured against, where they are installed, and the floors.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Contender } from "./alternating.ts";

/** A log on disk. */
export interface Log {
  path: string;
  bytes: number;
  lines: number;
}

/** The call whose window the sample's logs are of. */
export const callWords = ["--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-10T00:00"] as const;

export const goAccessOfSystem = ["/usr/bin/goaccess", "/usr/local/bin/goaccess"].find((file) => existsSync(file)) ?? null;

export interface GoAccess {
  name: string;
  words: Pick<Contender, "command" | "args">;
}

/** GoAccess with its version in its name, and with two threads where it knows them; null: it cannot be started. */
export function goAccess(command: string, log: string, out: string): GoAccess | null {
  // Its help ends with an error code.
  const [told, help] = ["--version", "--help"].map((word) => spawnSync(command, [word], { encoding: "utf8" }).stdout ?? "");
  const version = /GoAccess - (\d+(?:\.\d+)*)/.exec(told ?? "")?.[1];
  if (version === undefined) return null;
  const jobs = help?.includes("--jobs=") ? ["-j", "2"] : [];
  const args = [log, "--log-format=COMBINED", "--no-progress", "-o", path.join(out, `goaccess-${version}.json`), ...jobs];
  return { name: `goaccess ${version}${jobs.length > 0 ? " -j 2" : ""}`, words: { command, args } };
}

const awstats = "/usr/lib/cgi-bin/awstats.pl";

/** AWStats with a configuration and a history of its own, empty before each run; null: it is not installed. */
export async function awstatsContender({ path: log, bytes, lines }: Log, folder: string): Promise<Contender | null> {
  if (!existsSync(awstats)) return null;
  const place = path.join(folder, "awstats");
  await mkdir(place, { recursive: true });
  const settings = [
    `LogFile="${log}"`,
    "LogType=W",
    "LogFormat=1",
    'SiteDomain="prep.mx"',
    "DNSLookup=0",
    `DirData="${place}/data"`,
    "CreateDirDataIfNotExists=1",
  ];
  await writeFile(path.join(place, "awstats.bench.conf"), `${settings.join("\n")}\n`);
  return {
    name: "awstats",
    command: "perl",
    args: [awstats, "-config=bench", `-configdir=${place}`, "-update"],
    bytes,
    lines,
    mostRuns: 1,
    prepare: () => rm(path.join(place, "data"), { recursive: true, force: true }),
  };
}

/** `wc -l`, and the engine doing nothing but count the lines: the floors. */
export function floors({ path: log, bytes, lines }: Log): Contender[] {
  return [
    { name: "duckdb count(*)", command: process.execPath, args: [path.join(import.meta.dirname, "count-lines.ts"), log], bytes, lines },
    { name: "wc -l", command: "wc", args: ["-l", log], bytes, lines },
  ];
}
