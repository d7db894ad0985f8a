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
    const seconds = (shownAt - startedAt) / 1000;
    if (style === "json") process.stderr.write(`${JSON.stringify({ ...progress, seconds })}\n`);
    else process.stderr.write(progressText(progress, seconds, style === "bar", finished));
  };
}

function progressText(progress: IngestProgress, seconds: number, bar: boolean, finished: boolean): string {
  const share = progress.bytes === 0 ? 1 : Math.min(1, progress.bytesRead / progress.bytes);
  const left = share > 0 && !finished ? `, ~${Math.ceil((seconds / share) * (1 - share))} s` : "";
  const rate = seconds > 0 && progress.linesDone > 0 ? `, ${formatCount(Math.round(progress.linesDone / seconds))} l/s` : "";
  const amount = `${formatBytes(progress.bytesRead)} / ${formatBytes(progress.bytes)}${rate}${left}`;
  if (!bar) return `${Math.floor(share * 100)} %  ${amount}  ${printable(progress.file)}\n`;
  const filled = Math.round(share * 30);
  return `\r\x1b[2K[${"#".repeat(filled)}${".".repeat(30 - filled)}] ${Math.floor(share * 100)} %  ${amount}${finished ? "\n" : ""}`;
}
