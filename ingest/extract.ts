// A small even sample of the hits, with addresses masked: it shows what the logs hold, and nobody in them.
import type { FileRecord } from "./catalog-records.ts";
import type { Database } from "./database.ts";
import { lineClass } from "./line-class.ts";
import { type AddressMask, maskedText } from "./masking.ts";
import { storedLines } from "./stored-lines.ts";

export interface ExtractedHit {
  file: string;
  /** The physical line in its file, from 1. */
  line: number;
  /** Epoch second. */
  second: number;
  /** Masked. */
  address: string;
  method: string | null;
  /** Without query: what people typed is nobody's business. Addresses in it are masked. */
  path: string | null;
  protocol: string | null;
  status: number;
  bytes: number | null;
  /** The host of the page it came from. */
  referrer: string | null;
  agent: string | null;
}

/**
 * At most `most` hits of these files, every n-th of each file, in the order of files and lines: the same for the same files.
 * `pathOf` says where a batch lies.
 */
export async function maskedExtract(
  database: Database,
  files: readonly FileRecord[],
  pathOf: (batch: string) => string,
  { mask, most }: { mask: AddressMask; most: number },
): Promise<ExtractedHit[]> {
  const hits = files.reduce((sum, file) => sum + file.hits, 0);
  const step = Math.max(1, Math.ceil(hits / most));
  const found: ExtractedHit[] = [];
  for (const file of files) {
    if (file.hits === 0 || file.batch === null) continue;
    const rows = await database.rows<Omit<ExtractedHit, "file"> & Record<string, unknown>>(
      `SELECT file_row_number - $offset + 1 AS line, epoch_us("at") // 1000000 AS second, address, method, path, protocol, status, bytes,
         nullif(lower(regexp_extract(referrer, '^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?([^/?#:]+)', 1)), '') AS referrer, agent
       FROM ${storedLines([pathOf(file.batch)], ", file_row_number = true")}
       WHERE class = ${lineClass.hit} AND file_id = $id AND (file_row_number - $offset) % $step = 0
       ORDER BY file_row_number`,
      { offset: file.rowOffset, id: file.id, step },
    );
    for (const row of rows) {
      const shown = (text: string | null): string | null => (text === null ? null : maskedText(text, mask));
      found.push({
        ...row,
        file: file.name,
        address: mask(row.address),
        path: shown(row.path),
        referrer: shown(row.referrer),
        agent: agentText(row.agent, mask),
      });
    }
  }
  return found.slice(0, most);
}

/** A product's version (`Chrome/131.0.0.0`) looks like an address and is none. */
function agentText(agent: string | null, mask: AddressMask): string | null {
  return agent?.replace(/[^\s;()]+/g, (word) => (/^[A-Za-z][\w.+-]*\//.test(word) ? word : maskedText(word, mask))) ?? null;
}
