// One log of a run: scanned, told what format it is in, and where it is worth it parsed at the same time.
import { rm, symlink } from "node:fs/promises";
import { copyLines } from "./batch.ts";
import { describeFile } from "./describe.ts";
import { beginsAs, confirmingLines, type Detection, detect, hasLogLine } from "./detect.ts";
import { UserError } from "./errors.ts";
import { formatNamed } from "./formats/format-named.ts";
import type { FormatContext, LineFormat, Reading } from "./formats/index.ts";
import type { Run } from "./ingest-run.ts";
import type { LogInput } from "./inputs.ts";
import type { Wrapping } from "./open.ts";
import { type ReadSoFar, type Scan, scanFile } from "./scan.ts";
import type { ScannedFile } from "./scanned-file.ts";

/** Scans a log; it is parsed later, with others. */
export async function scanInTurn(run: Run, id: number, input: LogInput, wrapping: Wrapping): Promise<ScannedFile> {
  return { ...(await scanOne(run, id, { ...input, path: await plainlyNamed(run, id, input.path) }, wrapping, null)), input };
}

/**
 * Scans a large plain file and parses it at the same time. The scan alone decides: if the file needs repair, says later that its
 * fields change, or the parser stumbled, the draft is thrown away and the file goes the ordinary way.
 */
export async function scanWhileParsing(run: Run, id: number, input: LogInput): Promise<ScannedFile> {
  const timeZone = run.options.timeZone ?? null;
  const told = await describeFile(input.path, input.name, { timeZone, ...(run.forced && { candidates: [run.forced] }) });
  const context: FormatContext = { fieldLists: told.fieldLists, timeZone };
  const path = await plainlyNamed(run, id, input.path);
  const draft = run.store.temporaryPath(run.options.delivery, `${id}.early.parquet`);
  const reading = told.format.reading(context);
  const target = {
    draftPath: draft,
    unneeded: run.unneeded,
    isPassing: run.store.temporary,
    lane: run.lane,
  };
  const parsing = copyLines(run.database, reading, { kind: "files", files: [{ id, path }] }, target, (share) =>
    run.batches.tellShare(share, input.bytes),
  ).then(
    (read) => read,
    () => null,
  );
  try {
    const scanned = await scanOne(run, id, { ...input, path }, "plain", told);
    // The disk copies while the engine parses; what is not entered in the end is swept.
    await run.store.keepRawFiles(run.options.delivery, [
      input.archive ?? { path: input.path, sha256: scanned.scan.sha256, bytes: scanned.scan.bytes },
    ]);
    const parsed = await parsing;
    const usable =
      parsed !== null &&
      (parsed.bytes ?? scanned.scan.bytes) === scanned.scan.bytes &&
      !scanned.scan.spooled &&
      scanned.scan.lineCount > 0 &&
      JSON.stringify(scanned.reading) === JSON.stringify(reading);
    if (!usable) await rm(draft, { force: true });
    return { ...scanned, input, earlyDraft: usable ? draft : null };
  } catch (error) {
    await parsing;
    await rm(draft, { force: true });
    throw error;
  }
}

/** The engine takes `*`, `?` and `[` in a file's name for a pattern and would read other files: such a one is read through a link. */
async function plainlyNamed(run: Run, id: number, path: string): Promise<string> {
  if (!/[*?[\]{}]/.test(path)) return path;
  const link = run.store.temporaryPath(run.options.delivery, `${id}.link`);
  await symlink(path, link);
  return link;
}

async function scanOne(run: Run, id: number, input: LogInput, wrapping: Wrapping, told: Detection | null): Promise<ScannedFile> {
  const onRead = readListener(run, input);
  const spool = run.store.temporaryPath(run.options.delivery, `${id}.spool`);
  const scan = await scanFile({ path: input.path, name: input.name, wrapping, bytes: input.bytes }, spool, onRead, {
    acceptDamaged: run.options.acceptDamaged ?? false,
    scratch: run.scratch,
  });
  onRead({ bytes: scan.bytes, lines: scan.lineCount });
  try {
    // Files without a line of their own (rotated empty, a remark) look alike on every server.
    const firstLines = scan.head.firstLines(confirmingLines);
    const hasLines = hasLogLine(firstLines) || hasLogLine(scan.head.text());
    const twin = hasLines ? run.known.get(scan.contentSha256) : undefined;
    if (twin && twin.source !== input.source) {
      throw new UserError("source-conflict", { file: input.name, first: twin.name, source: twin.source });
    }
    if (!twin) run.known.set(scan.contentSha256, { name: input.name, source: input.source });
    const timeZone = run.options.timeZone ?? null;
    const { format, mixedWith } = told ?? formatOf(run, input.name, scan, hasLines ? firstLines : null);
    return {
      id,
      name: input.name,
      input,
      wrapping,
      scan,
      format,
      reading: format === null ? null : readingOf(run, format, { fieldLists: scan.fieldLists, timeZone }),
      timeZone,
      mixedWith: mixedWith?.format.name ?? null,
      earlyDraft: null,
    };
  } catch (error) {
    await rm(spool, { force: true });
    throw error;
  }
}

function readingOf(run: Run, format: LineFormat, context: FormatContext): Reading {
  const told = JSON.stringify(context);
  if (run.reading?.format !== format || run.reading.context !== told)
    run.reading = { format, context: told, reading: format.reading(context) };
  return run.reading.reading;
}

/** Adds what is read of one file to what was read before it; a second pass over it adds nothing until it is further than the first. */
function readListener({ progress, options }: Run, input: LogInput): (read: ReadSoFar) => void {
  const before = { bytes: progress.bytesRead, lines: progress.linesRead };
  Object.assign(progress, { file: input.name, fileBytes: input.bytes, fileBytesRead: 0 });
  return ({ bytes, lines }) => {
    progress.fileBytesRead = Math.max(progress.fileBytesRead, bytes);
    progress.bytesRead = before.bytes + progress.fileBytesRead;
    progress.linesRead = Math.max(progress.linesRead, before.lines + lines);
    options.onProgress(progress);
  };
}

/**
 * Null: a file without a single line to tell by (empty). Blank lines and directives read the same in any format; `firstLines` is null where there is
 * nothing else.
 */
function formatOf(
  run: Run,
  name: string,
  scan: Scan,
  firstLines: string | null,
): { format: LineFormat | null; mixedWith: Detection["mixedWith"] } {
  const { forced, options } = run;
  if (scan.lineCount === 0) return { format: null, mixedWith: null };
  if (forced) return { format: forced, mixedWith: null };
  if (firstLines === null) return { format: formatNamed("common"), mixedWith: null };
  const timeZone = options.timeZone ?? null;
  const { expected, alike } = run;
  if (expected && beginsAs(expected, firstLines, { timeZone, alike })) {
    run.alike++;
    return { format: expected, mixedWith: null };
  }
  const detection = detect(name, scan.head.text(), { timeZone });
  run.alike = detection.format === expected ? alike + 1 : 1;
  run.expected = detection.format;
  return detection;
}
