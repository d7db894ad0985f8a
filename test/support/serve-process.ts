// `memoria serve` in a process of its own, with people who have entered: its memory, its open files and its children are its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { AppDatabase } from "../../web/records/app-database.ts";
import { addDelivery } from "../../web/records/deliveries.ts";
import { addOrganisation } from "../../web/records/organisations.ts";
import { addPerson } from "../../web/records/people.ts";
import { openSession } from "../../web/records/sessions.ts";
import { memoriaWords } from "./program-words.ts";

export interface ServeProcess {
  origin: string;
  pid: number;
  directory: string;
  /** What it wrote to its operator's log. */
  logged(): string;
  /** Code or signal with which it ended; null: it runs. */
  end(): number | string | null;
  /** Ends it, by SIGTERM unless told otherwise; answers its exit code, null where the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends what a test that failed left running. */
export function endServers(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** Starts the server on a free port of loopback. */
export async function startServe(directory: string, environment: NodeJS.ProcessEnv = process.env): Promise<ServeProcess> {
  const { command, args } = memoriaWords(["serve", `--data=${directory}`, "--port=0"]);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: environment });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const ended = once(child, "exit") as Promise<[number | null]>;
  let [told, logged] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => {
    logged += chunk.toString("utf8");
  });
  child.stdout.on("data", (chunk: Buffer) => {
    told += chunk.toString("utf8");
  });
  const origin = (): string | undefined => /http:\/\/[\w.]+:\d+/.exec(told)?.[0];
  while (origin() === undefined && child.exitCode === null) await Promise.race([once(child.stdout, "data"), ended]);
  const found = origin();
  if (found === undefined) throw new Error(`the server did not start: ${logged}`);
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    return (await ended)[0];
  };
  return { origin: found, pid: child.pid ?? 0, directory, logged: () => logged, end: () => child.exitCode ?? child.signalCode, stop };
}

export interface Entered {
  cookie: string;
  csrf: string;
}

/** Puts accounts with sessions, and deliveries of theirs, straight into the records of a server's store. */
export function enteredPeople(
  directory: string,
  counts: { people: number; deliveries: number },
): { deliveries: string[]; people: Entered[] } {
  const records = { db: new AppDatabase(path.join(directory, "app.sqlite")), now: () => new Date() };
  const { id: organisation } = addOrganisation(records, { kind: "difusor", name: "Difusor de prueba", shortName: null });
  const deliveries = Array.from(
    { length: counts.deliveries },
    () => addDelivery(records, { organisation, institute: null, call: "iem-irimbo-2024@original" }).id,
  );
  const people = Array.from({ length: counts.people }, (_, n): Entered => {
    const facts = { organisation, role: "difusor", name: `Persona ${n}`, email: `p${n}@example.mx`, passwordHash: "-" } as const;
    const { id } = addPerson(records, facts);
    const { secret, session } = openSession(records, { person: id, agent: "test", address: "127.0.0.1" });
    return { cookie: `memoria=${secret}`, csrf: session.csrf };
  });
  records.db.close();
  return { deliveries, people };
}

/** What a process has open: files by their path, sockets and pipes by their kind. */
export function openHandles(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${name}`).replace(/:\[\d+\]$/, "")];
    } catch {
      // Closed since.
      return [];
    }
  });
}

/** Processes that a process started and that are still there. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
}

/** Megabytes that a process holds in memory now. */
export function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1000;
}
