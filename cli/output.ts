// Text tables and progress for terminals; everything that came from a log is made harmless first.
import { formatBytes, formatCount, printable } from "../analysis/index.ts";
import type { IngestProgress } from "../ingest/index.ts";

export type Language = "es" | "en";

/** A plain table: first columns to the left, numbers to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly (string | number)[])[], leftColumns: number): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => (typeof cell === "number" ? formatCount(cell) : printable(cell))));
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i < leftColumns ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export type ProgressStyle = "bar" | "lines" | "json" | "none";

/** A listener that writes progress to standard error: at most ten times a second as a bar, every two seconds as lines. */
export function progressWriter(style: ProgressStyle, now: () => number): (progress: IngestProgress) => void {
  const startedAt = now();
  let shownAt = 0;
  const pause = style === "bar" ? 100 : style === "json" ? 500 : 2000;
  return (progress) => {
    const finished = progress.filesDone === progress.files;
    if (style === "none" || (!finished && now() - shownAt < pause)) return;
    shownAt = now();
    const told = measured(progress, (shownAt - startedAt) / 1000, finished);
    if (style === "json") process.stderr.write(`${JSON.stringify({ ...progress, ...told })}\n`);
    else process.stderr.write(progressText(progress, told, style === "bar", finished));
  };
}

/** Parsing takes about four times as long as reading: the share of the work is theirs in that proportion. */
const readingWeight = 0.2;

interface MeasuredProgress {
  seconds: number;
  /** Of all the work, 0..1. */
  share: number;
  linesPerSecond: number;
  /** Null: too early to tell. */
  secondsLeft: number | null;
}

function measured({ bytes, bytesRead, bytesParsed, linesRead }: IngestProgress, seconds: number, finished: boolean): MeasuredProgress {
  const part = (done: number): number => (bytes === 0 ? 1 : Math.min(1, done / bytes));
  const share = finished ? 1 : readingWeight * part(bytesRead) + (1 - readingWeight) * part(bytesParsed);
  const linesParsed = bytesRead === 0 ? 0 : linesRead * Math.min(1, bytesParsed / bytesRead);
  return {
    seconds,
    share,
    linesPerSecond: seconds > 0 ? Math.round(linesParsed / seconds) : 0,
    secondsLeft: finished ? 0 : share > 0.01 ? Math.ceil((seconds / share) * (1 - share)) : null,
  };
}

function progressText(progress: IngestProgress, told: MeasuredProgress, bar: boolean, finished: boolean): string {
  const { file, fileBytes, fileBytesRead, files, filesDone, bytes, bytesRead } = progress;
  const percent = `${Math.floor(told.share * 100)} %`;
  const left = told.secondsLeft === null || finished ? "" : `, ~${told.secondsLeft} s`;
  const rate = told.linesPerSecond > 0 ? `, ${formatCount(told.linesPerSecond)} l/s` : "";
  const amount = `${formatBytes(bytesRead)} / ${formatBytes(bytes)}${rate}${left}`;
  const ofFile = fileBytes > 0 && files > 1 ? ` ${Math.floor(Math.min(1, fileBytesRead / fileBytes) * 100)} %` : "";
  const place = `[${Math.min(files, filesDone + 1)}/${files}] ${printable(file)}${ofFile}`;
  if (!bar) return `${percent}  ${amount}  ${finished ? `[${files}/${files}]` : place}\n`;
  const filled = Math.round(told.share * 30);
  const line = `[${"#".repeat(filled)}${".".repeat(30 - filled)}] ${percent}  ${amount}  ${finished ? "" : place}`;
  // One row of the terminal: a longer one would leave its beginning behind at every step.
  return `\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1).trimEnd()}${finished ? "\n" : ""}`;
}

/** A listener for work that reads or writes bytes: now and then how many. The first word comes after a pause: short work says nothing. */
export function byteProgress(style: ProgressStyle, now: () => number): (progress: { bytesDone: number; bytes?: number }) => void {
  let shownAt = now();
  const pause = style === "bar" ? 500 : 2000;
  return (progress) => {
    if (style === "none" || now() - shownAt < pause) return;
    shownAt = now();
    const amount = [progress.bytesDone, progress.bytes].flatMap((bytes) => (bytes === undefined ? [] : [formatBytes(bytes)])).join(" / ");
    if (style === "json") process.stderr.write(`${JSON.stringify(progress)}\n`);
    else process.stderr.write(style === "bar" ? `\r\x1b[2K${amount}` : `${amount}\n`);
  };
}
