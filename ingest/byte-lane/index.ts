// The fast way through: clean lines of common formats as bytes, in threads; the engine is asked of the others alone.
import type { BatchTarget } from "../batch.ts";
import type { Database } from "../database.ts";
import type { ByteLane, Reading } from "../formats/index.ts";
import { absentColumns, batchQuery, type LineSource, macros } from "../line-sql.ts";
import { hasAddressRoom } from "./address-room.ts";
import { laneColumns } from "./columns.ts";
import { copyPieces, type LaneWork } from "./copy-pieces.ts";
import { laneIsRoomy, laneSetup } from "./lane-setup.ts";
import { LaneThreads } from "./lane-threads.ts";
import { OddReader } from "./odd-reader.ts";
import { OpenFiles } from "./open-files.ts";
import { NotForLane } from "./piece-reader.ts";

/** Fewer bytes are parsed sooner than threads start. */
const usualLeastBytes = 16 * 1024 * 1024;
/** As much as fills a group of usual lines. */
const usualPieceBytes = 16 * 1024 * 1024;

/**
 * Parses a source by its lane, if it has one and is worth it; answers how many bytes were read. Null: the engine is to read all of it, and nothing was
 * written. A file that changes meanwhile is the engine's, too.
 */
export async function copyByLane(
  database: Database,
  reading: Reading,
  source: LineSource,
  { draftPath, unneeded, isPassing, lane: { leastBytes = usualLeastBytes, pieceBytes = usualPieceBytes, threads } = {} }: BatchTarget,
  onShare: (share: number) => void,
): Promise<number | null> {
  const lane = reading.bytes;
  const logs = lane && laneIsRoomy(lane) ? logsOf(source) : null;
  if (!lane || !logs) return null;
  const opened = new OpenFiles();
  try {
    const files = await opened.open(logs);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes < leastBytes || !hasAddressRoom()) return null;
    const work = { files, pieceBytes, isCompressed: !isPassing, isJoined: source.kind === "joined", onShare };
    await copyFiles(database, { reading, lane, unneeded, draftPath, threads }, work);
    await opened.refuseChanged();
    return bytes;
  } catch (error) {
    // What was written is written over.
    if (error instanceof NotForLane) return null;
    throw error;
  } finally {
    await opened.close();
  }
}

interface Laned {
  reading: Reading;
  lane: ByteLane;
  unneeded: readonly string[];
  draftPath: string;
  threads: LaneThreads | undefined;
}

type FileWork = Pick<LaneWork, "files" | "pieceBytes" | "isCompressed" | "onShare"> & { isJoined: boolean };

async function copyFiles(
  database: Database,
  { reading, lane, unneeded, draftPath, threads }: Laned,
  { isJoined, ...files }: FileWork,
): Promise<void> {
  const left = new Set([...absentColumns(reading), ...unneeded]);
  const columns = laneColumns.map(({ name }) => name).filter((name) => !left.has(name));
  await database.beside(async (other) => {
    for (const macro of macros) await other.run(macro);
    const odd = new OddReader(await other.askedOfText(oddQuery(reading, columns, unneeded)));
    const work = {
      ...files,
      ...(await database.limits()),
      columns,
      lane: laneSetup(lane, columns, isJoined),
      readOdd: (count: number, text: string) => odd.read(count, text),
    };
    const own = new LaneThreads();
    try {
      await copyPieces(work, draftPath, threads ?? own);
    } finally {
      await own.end();
      // The connection must not be closed under a running query.
      await odd.ended();
    }
  });
}

/** What is read, each with the number of its file, or of the first of files that are joined and follow each other; null: not by a lane. */
function logsOf(source: LineSource): readonly { id: number; path: string }[] | null {
  if (source.kind === "files") return source.files;
  if (source.kind === "text") return null;
  const [first = 0] = source.ids;
  return source.ids.every((id, i) => id === first + i) ? [{ id: first, path: source.path }] : null;
}

/** Numbers that may be beyond what a double holds. */
const asDigits = ["line_hash", "duration_us"];

/** What the engine reads of odd lines: a JSON array of the columns for each. */
function oddQuery(reading: Reading, columns: readonly string[], unneeded: readonly string[]): string {
  const values = columns.map((name) => (name === "at" ? `epoch_us("at")` : asDigits.includes(name) ? `"${name}"::VARCHAR` : `"${name}"`));
  return `SELECT json_array(${values.join(", ")})::VARCHAR FROM (${batchQuery(reading, { kind: "text" }, unneeded)})`;
}
