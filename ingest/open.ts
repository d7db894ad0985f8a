// From a path to the text of a log: what is around it is told by content and not by name.
import { statSync } from "node:fs";
import { UserError } from "./errors.ts";
import { isRecordsFile, mayBeRecords, recordLines } from "./json-records.ts";
import { readFailure } from "./read-failure.ts";
import { DamagedBytes } from "./wrappings/damage.ts";
import { isText, type Layer, layerOf, unwrapped } from "./wrappings/layers.ts";
import { type Limits, standardLimits } from "./wrappings/limits.ts";
import { fileBlocks, fileHead, passingBlocks, rawFile } from "./wrappings/source.ts";
import { isTarHeader } from "./wrappings/tar.ts";

/** `plain`, or the layers around the text from the outside in: `gzip`, `zstd+gzip`, `xz+utf-16le`; `records`: text that is one JSON array. */
export type Wrapping = "plain" | "records" | Layer | `${Layer}+${string}`;

/** What lies in a file once its layers are off. */
export interface Content {
  wrapping: Wrapping;
  layers: readonly Layer[];
  archive: "zip" | "tar" | null;
  /** Its first bytes, as far as they can be read. */
  head: Buffer;
  /** True where not one byte lies in the file itself. */
  isEmpty: boolean;
  /** Of the file on disk. */
  bytes: number;
}

/** Small enough to stay in the processor's cache while it is hashed and looked through. */
const blockBytes = 1024 * 1024;
const compressedBlockBytes = 64 * 1024;
const headBytes = 64 * 1024;

const otherKinds: readonly (readonly [magic: string, name: string])[] = [
  ["377abcaf271c", "7-Zip"],
  ["526172211a07", "RAR"],
  ["04224d18", "LZ4"],
  ["1f9d", "compress (.Z)"],
  ["504b0304", "ZIP"],
  ["25504446", "PDF"],
  ["89504e47", "PNG"],
  ["ffd8ff", "JPEG"],
  ["53514c697465", "SQLite"],
  ["50415231", "Parquet"],
  ["7f454c46", "ELF"],
  ["d0cf11e0", "Office"],
  ["fffe0000", "UTF-32"],
  ["0000feff", "UTF-32"],
];
/** The first entry of a document that is a ZIP inside (docx, xlsx, odt, epub, jar). */
const documentEntries = ["[Content_Types].xml", "_rels/", "mimetype", "META-INF/"];

/**
 * What a log is wrapped in. Throws `file-not-found`, `file-unreadable`, `file-empty`, `archive-limit` (too many layers) or
 * `file-binary` (an image, a PDF, an archive: `expandInputs` takes those apart).
 */
export async function wrappingOf(path: string, name: string): Promise<Wrapping> {
  return wrappingIn(await contentOf(path, name), name);
}

/** The same of a file that was looked at already. */
export function wrappingIn(content: Content, name: string): Wrapping {
  if (content.isEmpty) throw new UserError("file-empty", { file: name });
  if (content.archive !== null) throw new UserError("file-binary", { file: name, looksLike: content.archive.toUpperCase() });
  const hex = content.head.subarray(0, 8).toString("hex");
  const other = otherKinds.find(([magic]) => hex.startsWith(magic));
  if (other) throw new UserError("file-binary", { file: name, looksLike: other[1] });
  if (looksBinary(content.head)) throw new UserError("file-binary", { file: name, looksLike: "" });
  if (!isRecordsFile(content.head)) return content.wrapping;
  return content.layers.length === 0 ? "records" : (`${content.wrapping}+records` as Wrapping);
}

/** Takes the layers off a file's beginning, and looks. Throws `file-not-found`, `file-unreadable` or `archive-limit`. */
export async function contentOf(path: string, name: string, limits: Limits = standardLimits): Promise<Content> {
  const layers: Layer[] = [];
  const bytes = sizeOf(path, name);
  let isEmpty = true;
  for (;;) {
    const head = await headOf(path, name, layers, limits);
    if (layers.length === 0) isEmpty = head.length === 0;
    const layer = layerOf(head);
    if (layer === null || layers.some(isText))
      return { wrapping: wrappingNamed(layers), layers, archive: archiveIn(head), head, isEmpty, bytes };
    layers.push(layer);
    if (layers.filter((each) => !isText(each)).length > limits.nesting)
      throw new UserError("archive-limit", { file: name, limit: "nesting", most: limits.nesting });
  }
}

function archiveIn(head: Buffer): "zip" | "tar" | null {
  const hex = head.subarray(0, 4).toString("hex");
  const firstEntry = head.toString("latin1", 30, 60);
  if (hex === "504b0506" || (hex === "504b0304" && !documentEntries.some((entry) => firstEntry.startsWith(entry)))) return "zip";
  return isTarHeader(head) ? "tar" : null;
}

/** So many bytes tell text from anything else. */
const binaryBytes = 8192;

/** Control bytes are rare in any log: above one in fifty the file is no text, whatever its name. */
function looksBinary(head: Buffer): boolean {
  const length = Math.min(head.length, binaryBytes);
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const byte = head[i] ?? 0;
    if (byte < 9 || (byte > 13 && byte < 27)) controls++;
  }
  return controls * 50 > length;
}

function sizeOf(path: string, name: string): number {
  try {
    const facts = statSync(path);
    if (facts.isFile()) return facts.size;
  } catch (error) {
    throw readFailure(error, name);
  }
  throw new UserError("file-unreadable", { file: name, reason: "EISDIR" });
}

/** Only what may be a document of records is looked at further than it takes to see what a file is. */
function plainHead(path: string): Buffer {
  const head = fileHead(path, binaryBytes);
  return mayBeRecords(head) ? fileHead(path, headBytes) : head;
}

/** The beginning of what lies inside the layers; less of it, or nothing, where it is damaged. */
async function headOf(path: string, name: string, layers: readonly Layer[], limits: Limits): Promise<Buffer> {
  const blocks: Buffer[] = [];
  let length = 0;
  try {
    if (layers.length === 0) return plainHead(path);
    for await (const block of unwrapped(
      rawFile(path, headBytes, () => {}),
      layers,
      limits,
    )()) {
      blocks.push(block);
      length += block.length;
      if (length >= headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw readFailure(error, name);
  }
  return Buffer.concat(blocks).subarray(0, headBytes);
}

const wrappingNamed = (layers: readonly Layer[]): Wrapping => (layers.length === 0 ? "plain" : (layers.join("+") as Wrapping));
const layersNamed = (wrapping: Wrapping): Layer[] =>
  wrapping.split("+").filter((name) => name !== "plain" && name !== "records") as Layer[];

/**
 * Reads a log block by block as text in UTF-8, with its layers taken off; `onRaw` sees every byte as it lies on disk, those behind a
 * damage too. `passing`: a block of plain text is gone as soon as the next is asked for. `scratch`: where a small plain file may be read to.
 * Throws `file-damaged` once everything before the damage was handed on, `archive-limit`, `wrapping-unreadable`.
 */
export async function* readBlocks(
  path: string,
  name: string,
  wrapping: Wrapping,
  onRaw: (bytes: Buffer) => void,
  { limits = standardLimits, passing = false, scratch }: { limits?: Limits; passing?: boolean; scratch?: Buffer } = {},
): AsyncGenerator<Buffer> {
  const file = rawFile(path, compressedBlockBytes, onRaw);
  try {
    const inside = unwrapped(file, layersNamed(wrapping), limits);
    if (wrapping.endsWith("records")) yield* recordLines(inside());
    else if (wrapping !== "plain") yield* inside();
    else {
      for await (const chunk of passing ? passingBlocks(path, blockBytes) : fileBlocks(path, blockBytes, { scratch })) {
        onRaw(chunk);
        yield chunk;
      }
    }
  } catch (error) {
    if (error instanceof DamagedBytes) await file.drain();
    throw readFailure(error, name);
  }
}
