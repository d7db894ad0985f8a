// The rule of re-delivered hits in plain slow code: lines of text, counted by hand, no SQL and no hash of a line.
import { createHash } from "node:crypto";
import { physicalLines, readLine } from "./slow-model-lines.ts";

/** A file that counts, with its bytes as handed in and its text as decompressed. */
export interface DeliveredFile {
  name: string;
  source: string;
  bytes: Uint8Array;
  text: string;
}

interface ReadFile extends DeliveredFile {
  sha256: string;
  /** Every distinct line that is a hit, line end aside, and how often it stands there. */
  counts: Map<string, number>;
  first: number;
  last: number;
}

/** How often each line of each file counts: by SHA-256 of the file as handed in, then by line. Lines that count nowhere are left out. */
export function keptLines(delivered: readonly DeliveredFile[]): Map<string, Map<string, number>> {
  const files = delivered.map(readFile).sort((a, b) => (a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : 0));
  const unique = files.filter((file, i) => files.findIndex((other) => other.text === file.text) === i);
  const kept = new Map<string, Map<string, number>>();
  for (const file of unique) {
    const earlier = joined(file, unique).filter((other) => unique.indexOf(other) < unique.indexOf(file));
    const own = new Map<string, number>();
    for (const [line, count] of file.counts) {
      const before = Math.max(0, ...earlier.map((other) => other.counts.get(line) ?? 0));
      if (count > before) own.set(line, count - before);
    }
    kept.set(file.sha256, own);
  }
  return kept;
}

function readFile(file: DeliveredFile): ReadFile {
  const counts = new Map<string, number>();
  const seconds: number[] = [];
  for (const line of physicalLines(file.text)) {
    const read = readLine(line);
    if (read.lineClass !== "hit") continue;
    counts.set(line, (counts.get(line) ?? 0) + 1);
    seconds.push(read.hit.second);
  }
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  return { ...file, sha256, counts, first: Math.min(...seconds), last: Math.max(...seconds) };
}

/** The files that overlap with this one by more than a second, those that overlap with them, and so on. */
function joined(file: ReadFile, files: readonly ReadFile[]): ReadFile[] {
  const group = new Set([file]);
  for (const member of group) {
    for (const other of files) if (other !== member && overlap(member, other)) group.add(other);
  }
  return [...group];
}

function overlap(a: ReadFile, b: ReadFile): boolean {
  return a.source === b.source && Math.min(a.last, b.last) - Math.max(a.first, b.first) > 1;
}
