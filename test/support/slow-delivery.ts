// A whole delivery in plain slow code: lines to hits with their role, scope and kind, what is repeated, and the ledger of all of it.
import { createHash } from "node:crypto";
import type { Ledger, LineClasses } from "../../analysis/index.ts";
import { epochSecond, type KindName, physicalLines, readLine, type SlowHit } from "./slow-model-lines.ts";
import { localIso } from "./slow-model-traffic.ts";
import { clientOf, isInScope, kindBy, type SlowRules } from "./slow-rules.ts";

export interface SlowFile {
  name: string;
  source: string;
  role: "edge" | "origin";
  text: string;
}

/** A hit that counts, with what the longer format of the generated logs adds behind the agent. */
export interface DeliveredHit extends SlowHit {
  source: string;
  role: "edge" | "origin";
  isInScope: boolean;
  durationSeconds: number | null;
  cache: string | null;
  scheme: string | null;
}

export interface SlowDelivery {
  hits: DeliveredHit[];
  /** Those of the role that traffic comes from and in scope: what every figure is of. */
  counted: DeliveredHit[];
  countedRole: "edge" | "origin";
  lines: LineClasses;
  rejectedByReason: Record<string, number>;
  files: Omit<Ledger["files"][number], "id" | "format">[];
}

interface ReadFile extends SlowFile {
  sha256: string;
  lines: LineClasses;
  reasons: string[];
  hits: { line: string; hit: DeliveredHit }[];
  /** How often each line that is a hit stands in it. */
  counts: Map<string, number>;
}

/** Reads and classifies everything. */
export function slowDelivery(files: readonly SlowFile[], rules: SlowRules, timeZone: string): SlowDelivery {
  const read = files.map((file) => readFile(file, rules));
  const hits: DeliveredHit[] = [];
  const inOrder = read.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : read.indexOf(a) - read.indexOf(b)));
  const unique = inOrder.filter((file, i) => inOrder.findIndex((other) => other.text === file.text) === i);
  for (const file of inOrder) {
    const kept = unique.includes(file) ? keptHits(file, unique) : [];
    file.lines.duplicates = file.hits.length - kept.length;
    file.lines.hits = kept.length;
    hits.push(...kept);
  }
  const countedRole = files.some((file) => file.role === "edge") ? "edge" : "origin";
  const lines: LineClasses = { read: 0, hits: 0, blank: 0, directives: 0, rejected: 0, duplicates: 0 };
  for (const file of read) for (const key of Object.keys(lines) as (keyof LineClasses)[]) lines[key] += file.lines[key];
  const reasons = Map.groupBy(
    read.flatMap((file) => file.reasons),
    (reason) => reason,
  );
  return {
    hits,
    counted: hits.filter((hit) => hit.role === countedRole && hit.isInScope),
    countedRole,
    lines,
    rejectedByReason: Object.fromEntries([...reasons].map(([reason, of]) => [reason, of.length])),
    files: read.map((file) => fileRow(file, timeZone)),
  };
}

/** The hits of everything by kind, and where those are that the period does not have. */
export function slowHitLedger(
  { hits, counted, countedRole }: SlowDelivery,
  period: { start: number; end: number },
): Pick<Ledger, "hitsByKind" | "outsidePeriod" | "outOfScope" | "originHits"> {
  const inScope = hits.filter((hit) => hit.isInScope);
  const count = (kind: KindName): number => inScope.filter((hit) => hit.kind === kind).length;
  return {
    hitsByKind: {
      ...{ internal: count("internal"), bot: count("bot"), polling: count("polling") },
      ...{ page: count("page"), asset: count("asset"), other: count("other") },
    },
    outsidePeriod: counted.filter(({ second }) => second < period.start || second >= period.end).length,
    outOfScope: hits.length - inScope.length,
    originHits: inScope.filter((hit) => hit.role !== countedRole).length,
  };
}

function readFile(file: SlowFile, rules: SlowRules): ReadFile {
  const lines: LineClasses = { read: 0, hits: 0, blank: 0, directives: 0, rejected: 0, duplicates: 0 };
  const sha256 = createHash("sha256").update(file.text).digest("hex");
  const found: ReadFile = { ...file, sha256, lines, reasons: [], hits: [], counts: new Map() };
  for (const line of physicalLines(file.text)) {
    const read = readLine(line);
    lines.read++;
    if (read.lineClass === "hit") {
      found.hits.push({ line, hit: delivered(read.hit, file, rules) });
      found.counts.set(line, (found.counts.get(line) ?? 0) + 1);
    }
    if (read.lineClass === "blank") lines.blank++;
    if (read.lineClass === "directive") lines.directives++;
    if (read.lineClass === "rejected") {
      lines.rejected++;
      found.reasons.push(reasonOf(line));
    }
  }
  return found;
}

function reasonOf(line: string): string {
  const [, time] = /^\S+ \S+ \S+ \[([^\]]*)\] "[^"]*" \d{3} /.exec(line) ?? [];
  return time !== undefined && epochSecond(time) === null ? "bad-time" : "no-match";
}

/** `0.012 HIT https prep.mx "1.2.3.4, 10.0.0.1"` behind the agent, or nothing. */
function delivered(hit: SlowHit, { source, role }: SlowFile, rules: SlowRules): DeliveredHit {
  const [, duration, cache, scheme, host, forwarded] = /^(\S+) (\S+) (\S+) (\S+) "([^"]*)"$/.exec(hit.extra ?? "") ?? [];
  const known = (text: string | undefined): string | null => (text === undefined || text === "-" || text === "" ? null : text);
  const client = clientOf(hit.address, known(forwarded), rules.trustedProxies);
  // A field of its own says more than an absolute target.
  const own = known(host);
  const request = { ...hit, client, host: own ?? hit.host };
  return {
    ...hit,
    source,
    role,
    address: client,
    host: request.host,
    port: own === null ? hit.port : null,
    visitorKey: `${client}\n${hit.agent ?? ""}`,
    kind: kindBy(request, rules),
    isInScope: isInScope(request, rules),
    durationSeconds: known(duration) === null ? null : Number(duration),
    cache: known(cache),
    scheme: known(scheme),
  };
}

/** What a file adds to the greatest count of each line in those before it with which it overlaps, directly or through others. */
function keptHits(file: ReadFile, unique: readonly ReadFile[]): DeliveredHit[] {
  const earlier = groupOf(file, unique).filter((other) => unique.indexOf(other) < unique.indexOf(file));
  return [...Map.groupBy(file.hits, ({ line }) => line)].flatMap(([line, copies]) => {
    const before = Math.max(0, ...earlier.map((other) => other.counts.get(line) ?? 0));
    return copies.slice(Math.min(before, copies.length)).map(({ hit }) => hit);
  });
}

function groupOf(file: ReadFile, files: readonly ReadFile[]): ReadFile[] {
  const group = new Set([file]);
  for (const member of group) for (const other of files) if (overlap(member, other)) group.add(other);
  return [...group];
}

function overlap(a: ReadFile, b: ReadFile): boolean {
  const [spanA, spanB] = [spanOf(a), spanOf(b)];
  if (a.source !== b.source || spanA === null || spanB === null) return false;
  return Math.min(spanA.last, spanB.last) - Math.max(spanA.first, spanB.first) > 1;
}

function spanOf({ hits }: ReadFile): { first: number; last: number } | null {
  if (hits.length === 0) return null;
  const seconds = hits.map(({ hit }) => hit.second);
  return { first: Math.min(...seconds), last: Math.max(...seconds) };
}

function fileRow(file: ReadFile, timeZone: string): SlowDelivery["files"][number] {
  const span = spanOf(file);
  return {
    name: file.name,
    sha256: file.sha256,
    bytes: Buffer.byteLength(file.text),
    source: file.source,
    role: file.role,
    firstAt: span === null ? null : localIso(span.first, timeZone),
    lastAt: span === null ? null : localIso(span.last, timeZone),
    lines: file.lines,
  };
}
