// What a cell of the memoria is worth when its column is put in order: numbers with their units, durations, dates, else text.

/** A number and what it is a number of; cells of different measures cannot be put in order. */
interface Measure {
  of: "number" | "share" | "times" | "duration" | "bytes" | "date";
  value: number;
}

const UNITS: Readonly<Record<string, Omit<Measure, "value"> & { factor: number }>> = {
  "": { of: "number", factor: 1 },
  "%": { of: "share", factor: 1 },
  veces: { of: "times", factor: 1 },
  times: { of: "times", factor: 1 },
  bytes: { of: "bytes", factor: 1 },
  kB: { of: "bytes", factor: 1e3 },
  MB: { of: "bytes", factor: 1e6 },
  GB: { of: "bytes", factor: 1e9 },
  TB: { of: "bytes", factor: 1e12 },
};

const DURATION_SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, min: 60, s: 1 };
/** By their first letters, in Spanish and in English. */
const MONTHS = [
  ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
];

function numberOf(text: string): number {
  return Number(text.replaceAll(",", ""));
}

function amount(text: string): Measure | null {
  const [, digits, unit = ""] = /^([-−]?\d[\d,]*(?:\.\d+)?)\s*(%|veces|times|bytes|[kMGT]B)?$/u.exec(text) ?? [];
  const known = UNITS[unit];
  return digits === undefined || known === undefined ? null : { of: known.of, value: numberOf(digits.replace("−", "-")) * known.factor };
}

function duration(text: string): Measure | null {
  if (!/^(?:\d[\d,]*(?:\.\d+)? (?:d|h|min|s) ?)+$/u.test(text)) return null;
  const parts = [...text.matchAll(/(\d[\d,]*(?:\.\d+)?) (d|h|min|s)/gu)];
  return {
    of: "duration",
    value: parts.reduce((sum, [, digits = "", unit = ""]) => sum + numberOf(digits) * (DURATION_SECONDS[unit] ?? 0), 0),
  };
}

/** "08/12/2024 20:37", "8 de diciembre de 2024, 20:37 h", "8 December 2024, 20:37", "diciembre de 2024", "dom 8 dic": as milliseconds of a clock without zones. */
function date(text: string): Measure | null {
  const short = /^(\d{2})\/(\d{2})\/(\d{4})(?:,? (\d{2}):(\d{2})(?::(\d{2}))?)?(?: h)?$/u.exec(text);
  if (short !== null) {
    const [, day, month, year, hour = 0, minute = 0, second = 0] = short.map(Number);
    return { of: "date", value: Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour || 0, minute || 0, second || 0) };
  }
  const sortable = /^(\d{4})-(\d{2})-(\d{2})(?:,? (\d{2}):(\d{2})(?::(\d{2}))?)?$/u.exec(text);
  if (sortable !== null) {
    const [, year, month, day, hour = 0, minute = 0, second = 0] = sortable.map(Number);
    return { of: "date", value: Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour || 0, minute || 0, second || 0) };
  }
  const long =
    /^(?:\p{L}{3} )?(?:(\d{1,2}) )?(?:de )?([a-z]{3})[a-z]*(?: (?:de )?(\d{4}))?(?:, (\d{2}):(\d{2})(?::(\d{2}))?(?: h)?)?$/iu.exec(text);
  const name = long?.[2]?.toLowerCase() ?? "";
  const month = Math.max(...MONTHS.map((months) => months.indexOf(name)));
  if (long === null || month < 0 || (long[1] === undefined && long[3] === undefined)) return null;
  const [year, day, hour, minute, second] = [long[3] ?? 2000, long[1] ?? 1, long[4] ?? 0, long[5] ?? 0, long[6] ?? 0].map(Number);
  return { of: "date", value: Date.UTC(year ?? 0, month, day, hour, minute, second) };
}

function measureOf(text: string): Measure | null {
  return amount(text) ?? duration(text) ?? date(text);
}

/** The keys of a column's cells. */
export interface ColumnKeys {
  kind: "measure" | "text";
  /** Null: no key, and last in any order. */
  keys: (number | string | null)[];
}

/**
 * The keys of a column in the order of its cells, or null where it cannot be put in order: a column of figures of different measures.
 * A word among figures ("no disponible", "not available") has no key.
 */
export function columnKeys(cells: readonly string[], isFigures: boolean): ColumnKeys | null {
  const texts = cells.map((cell) => cell.trim());
  const measures = texts.map(measureOf);
  const kinds = new Set(measures.flatMap((measure) => (measure === null ? [] : [measure.of])));
  if (isFigures && kinds.size > 1) return null;
  const areAll = measures.every((measure, index) => measure !== null || texts[index] === "");
  if (kinds.size === 1 && (isFigures || areAll)) return { kind: "measure", keys: measures.map((measure) => measure?.value ?? null) };
  return { kind: "text", keys: texts.map((text) => (text === "" ? null : text)) };
}

/** The places of the cells in the new order; equal ones keep theirs. */
export function sortedPlaces({ keys }: ColumnKeys, isDescending: boolean): number[] {
  const collator = new Intl.Collator("es", { numeric: true, sensitivity: "base" });
  const compare = (a: number | string, b: number | string): number =>
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return keys
    .map((_, place) => place)
    .sort((a, b) => {
      const [left = null, right = null] = [keys[a], keys[b]];
      if (left === null || right === null) return Number(left === null) - Number(right === null) || a - b;
      return (isDescending ? compare(right, left) : compare(left, right)) || a - b;
    });
}
