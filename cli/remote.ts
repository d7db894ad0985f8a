// memoria ingest, analyze, report and ledger with --server: a running server does the work, and the same is told here.
import { glob, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { type Analysis, type Ledger, printable } from "../analysis/index.ts";
import { readFailure, UserError } from "../ingest/index.ts";
import { type Objection, writableOutput } from "../report/index.ts";
import { rejectedExit, rejectedLinesExit } from "./analyze.ts";
import { figuresText, ledgerText } from "./figures.ts";
import { type Arguments, callersFolder, callersPath, oneOf, readArguments, shareOption } from "./options.ts";
import type { Language } from "./output.ts";
import { byteProgress } from "./output.ts";
import { RemoteServer } from "./remote-server.ts";
import { memoriaText } from "./report.ts";

const pollMilliseconds = 500;
const taken = [
  "server",
  "token",
  "delivery",
  "source",
  "role",
  "format",
  "time-zone",
  "baseline",
  "json",
  "out",
  "progress",
  "max-rejected",
  "strict",
] as const;

interface Remote {
  server: RemoteServer;
  /** Address of the delivery. */
  place: string;
  onBytes: (bytes: number) => void;
}

interface Upload {
  id: string;
  name: string;
  state: "receiving" | "queued" | "parsing" | "done" | "failed" | "withdrawn";
  error: string | null;
}

interface Draft {
  files: { name: string; bytes: number }[];
  pending: string[];
  objections: Objection[];
  isCurrent: boolean;
}

/** What people entered of a delivery (incidents, texts, periods) is the server's: options of it are refused here. */
export async function remoteCommand(name: string, args: string[], lang: Language): Promise<number> {
  const parsed = readArguments(args, taken);
  const { options, words } = parsed;
  const remote = remoteOf(parsed, lang);
  const limit = shareOption("max-rejected", options["max-rejected"]);
  const outDir = callersPath(options.out ?? "memoria");
  if (name === "ledger" && words.length > 0) throw new UserError("usage", { given: words.join(" "), expected: "" });
  if (name === "ingest" && words.length + (options.baseline?.length ?? 0) === 0) throw new UserError("nothing-to-read", { detail: "" });
  if (name === "report") await writableOutput(outDir);
  await sendAll(remote, parsed);
  await idle(remote);
  if (name === "report") return report(remote, { outDir, limit, isStrict: options.strict ?? false, lang });
  const analysis = await remote.server.jsonOrNull<Analysis>("GET", `${remote.place}/analysis`);
  if (name === "analyze") {
    if (analysis === null) throw new UserError("no-hits", { detail: "" });
    write(options.json ? JSON.stringify(analysis) : `${ledgerText(analysis.ledger, lang)}\n\n${figuresText(analysis, lang)}`);
    return rejectedLinesExit(analysis, limit, lang);
  }
  const ledger = analysis?.ledger ?? (await ledgerOfFiles(remote));
  const { lines, rejectedByReason, files, leftOut } = ledger;
  write(options.json ? JSON.stringify({ lines, rejectedByReason, files, leftOut }) : ledgerText(ledger, lang));
  return rejectedExit(lines, limit, lang);
}

function remoteOf({ options }: Arguments, lang: Language): Remote {
  const token = options.token ?? process.env["MEMORIA_TOKEN"];
  if (token === undefined) throw new UserError("usage", { given: "--server", expected: "--token T (MEMORIA_TOKEN=T)" });
  if (options.delivery === undefined) throw new UserError("usage", { given: "--server", expected: "--delivery ID" });
  const style = oneOf("progress", options.progress, ["bar", "lines", "json", "none"], process.stderr.isTTY ? "bar" : "lines");
  const show = byteProgress(style, () => performance.now());
  let bytesDone = 0;
  return {
    server: new RemoteServer(options.server ?? "", token, lang),
    place: `/api/v1/deliveries/${encodeURIComponent(options.delivery)}`,
    onBytes: (bytes) => {
      bytesDone += bytes;
      show({ bytesDone });
    },
  };
}

/** One file after the other; the server reads one while the next is on its way. Throws `server-refused` for one that it could not read. */
async function sendAll(remote: Remote, { options, words }: Arguments): Promise<void> {
  const sent: Upload[] = [];
  for (const [purpose, logs] of [
    ["log", words],
    ["baseline", options.baseline ?? []],
  ] as const)
    for (const file of await filesOf(logs)) sent.push(await sendOne(remote, file, purpose, options));
  for (const { id } of sent) await read(remote, id);
}

function sendOne(
  { server, place, onBytes }: Remote,
  file: string,
  purpose: "log" | "baseline",
  options: Arguments["options"],
): Promise<Upload> {
  const facts = new URLSearchParams({ purpose, source: options.source ?? path.basename(path.dirname(file)), role: options.role ?? "edge" });
  if (options.format !== undefined) facts.set("format", options.format);
  if (options["time-zone"] !== undefined) facts.set("timeZone", options["time-zone"]);
  return server.putFile<Upload>(`${place}/files/${encodeURIComponent(path.basename(file))}?${facts}`, file, onBytes);
}

/** Files, and the files of folders and globs, each once. Throws `file-not-found`, `usage` for standard input. */
async function filesOf(logs: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const log of logs) {
    if (log === "-") throw new UserError("usage", { given: "-", expected: "FILE" });
    const whole = callersPath(log);
    const facts = await stat(whole).catch(() => null);
    if (facts?.isFile()) found.push(whole);
    else if (facts?.isDirectory()) found.push(...(await filesBelow(whole)));
    else {
      const matched: string[] = [];
      for await (const each of glob(log, { cwd: callersFolder() })) matched.push(path.resolve(callersFolder(), each));
      if (matched.length === 0) throw new UserError("file-not-found", { file: log });
      found.push(...matched.sort());
    }
  }
  return [...new Set(found)];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    throw readFailure(error, folder);
  });
  return entries.flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [])).sort();
}

/** Waits until the server has read an upload. */
async function read({ server, place }: Remote, id: string): Promise<void> {
  for (;;) {
    const { state, name, error } = await server.json<Upload>("GET", `${place}/uploads/${id}`);
    if (state === "done") return;
    if (state === "failed" || state === "withdrawn")
      throw new UserError("server-refused", { server: server.origin, status: 422, detail: `${name}: ${error ?? state}` });
    await pause();
  }
}

/** Waits until the server has nothing left to do for the delivery. */
async function idle({ server, place }: Remote): Promise<void> {
  while ((await server.json<{ jobs: unknown[] }>("GET", `${place}/jobs`)).jobs.length > 0) await pause();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
}

async function report(
  remote: Remote,
  { outDir, limit, isStrict, lang }: { outDir: string; limit: number | null; isStrict: boolean; lang: Language },
): Promise<number> {
  const { server, place } = remote;
  await server.json("POST", `${place}/draft`);
  await idle(remote);
  const { files, pending, objections, isCurrent } = await server.json<Draft>("GET", `${place}/draft`);
  if (!isCurrent)
    throw new UserError("server-refused", {
      server: server.origin,
      status: 409,
      detail: "La memoria técnica cambió mientras se preparaba.",
    });
  for (const { name } of files) {
    // A name from elsewhere never leads out of the folder.
    if (!name.split("/").every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)))
      throw new Error(`the server named a file ${printable(name)}`);
    await server.download(`${place}/draft/files/${name.split("/").map(encodeURIComponent).join("/")}`, path.join(outDir, name));
  }
  const analysis = await server.json<Analysis>("GET", `${place}/analysis`);
  write(memoriaText({ analysis, files, objections, outDir }, lang));
  return Math.max(rejectedLinesExit(analysis, limit, lang), isStrict && pending.length > 0 ? 1 : 0);
}

/** Without figures, which is where no line is a hit: nothing is repeated then. */
async function ledgerOfFiles({ server, place }: Remote): Promise<Pick<Ledger, "lines" | "rejectedByReason" | "files" | "leftOut">> {
  type File = Ledger["files"][number] & { purpose: string; leftOut: Ledger["leftOut"]; rejectedByReason: Record<string, number> };
  const { files } = await server.json<{ files: File[] }>("GET", `${place}/files`);
  const own = files
    .filter(({ purpose }) => purpose === "log")
    .map((file) => ({ ...file, lines: { ...file.lines, duplicates: file.lines.duplicates ?? 0 } }));
  const lines = { read: 0, hits: 0, blank: 0, directives: 0, rejected: 0, duplicates: 0 };
  const rejectedByReason: Record<string, number> = {};
  for (const file of own) {
    for (const key of Object.keys(lines) as (keyof typeof lines)[]) lines[key] += file.lines[key];
    for (const [reason, count] of Object.entries(file.rejectedByReason)) rejectedByReason[reason] = (rejectedByReason[reason] ?? 0) + count;
  }
  return { lines, rejectedByReason, files: own, leftOut: own.flatMap(({ leftOut = [] }) => leftOut) };
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}
