// What a person reads, in English, when an input or an instruction is wrong.
import { formatCount, printable } from "../../../analysis/index.ts";
import { maskedText, type UserErrorFacts } from "../../../ingest/index.ts";
import type { ErrorMessages } from "../errors.ts";

/** A line of a log can be long; the message shows where it begins. */
const SHOWN_CHARACTERS = 160;

function quoted(text: string): string {
  const shown = printable(text);
  return `"${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}"`;
}

function sentence(text: string): string {
  const shown = printable(text).trim();
  return /[.!?…]$/u.test(shown) ? shown : `${shown}.`;
}

/** Periods by what bounds them: that is what has to be mended. */
const emptyPeriods: Readonly<Record<string, string>> = {
  custom: "given with --from and --to",
  window: "of publication (the call's, or --window-start and --window-end)",
};

const damageReasons: Record<UserErrorFacts["file-damaged"]["reason"], string> = {
  truncated: "it ends too early, like a copy that was interrupted",
  checksum: "its content does not match the checksum that it carries",
  corrupt: "its data cannot be decompressed from there on",
  "trailing-garbage": "data that does not belong to it follows its end",
};

function readableLines(lines: number | null): string {
  if (lines === null) return "Nothing was loaded.";
  if (lines === 0) return "There is no whole line before the damage; nothing was loaded.";
  return `Before the damage ${lines === 1 ? "1 whole line" : `${formatCount(lines)} whole lines`} can be read; none was loaded.`;
}

/** Members of an archive that are no logs, by the patterns that leave them out. */
function unwanted(patterns: readonly string[] | undefined): string {
  if (patterns === undefined) return "";
  const what =
    patterns.length === 1
      ? "If it is no log it can be left out, and the memoria will say so"
      : `${formatCount(patterns.length)} files of that archive cannot be read; those that are no logs can be left out, and the memoria will say so`;
  return ` ${what}: ${patterns.map((pattern) => `--leave-out '${printable(pattern)}'`).join(" ")}`;
}

const limits: Record<UserErrorFacts["archive-limit"]["limit"], (most: number) => string> = {
  ratio: (most) => `decompressed it takes more than ${formatCount(most)} times its compressed size`,
  bytes: (most) => `decompressed it takes more than ${formatCount(most)} bytes`,
  nesting: (most) => `it has more than ${formatCount(most)} levels of compression, one inside another`,
  entries: (most) => `it holds more than ${formatCount(most)} entries`,
  names: (most) => `what is no log in it has names of more than ${formatCount(most)} bytes`,
  memory: (most) => `decompressing it would take a window of more than ${formatCount(most)} bytes of memory`,
};

const unreadableReasons: Record<UserErrorFacts["wrapping-unreadable"]["reason"], string> = {
  encrypted: "it is encrypted with a password",
  method: "it uses a compression method that is not known",
  sparse: "it was stored with holes (a sparse file)",
};

/** Why a file could not be written, by the system's error code. */
const writeFailures: Readonly<Record<string, string>> = {
  EACCES: "there is no permission to write",
  EPERM: "there is no permission to write",
  EROFS: "the disk is read-only",
  ENOSPC: "there is no space left on the disk",
  ENOTDIR: "a part of the path is a file and not a folder",
  EEXIST: "a file stands in the place of the folder",
  EISDIR: "there is a folder with the name of one of the files",
  ENAMETOOLONG: "the path is too long",
};

function writeFailure(reason: string): string {
  return writeFailures[reason] ?? (/^E[A-Z]+$/u.test(reason) ? `system error ${reason}` : reason);
}

const backupProblems: Record<UserErrorFacts["backup-invalid"]["problem"], string> = {
  cut: "it is cut or no tar",
  name: "no file of a store has that name",
  kind: "it is a link or something else that is no file",
  twice: "it is there twice",
  many: "it holds more files than any store",
  manifest: "it does not end with the manifest that memoria backup writes",
  missing: "it is missing, though the manifest names it",
  changed: "it does not fit its hash",
};

export const englishErrors: ErrorMessages = {
  usage: ({ given, expected }) =>
    `${printable(given)} ${expected === "" ? "was not expected" : `does not fit: expected ${printable(expected)}`}. Use --help to see the options.`,
  "file-not-found": ({ file }) => `There is no file ${quoted(file)}. Check the path.`,
  "file-unreadable": ({ file, reason }) =>
    `Cannot read ${quoted(file)}: ${sentence(reason)} Check its permissions and that the disk is there.`,
  "file-empty": ({ file }) => `The file ${quoted(file)} is empty (0 bytes); an access log was expected. Copy it from the server again.`,
  "file-is-directory-without-logs": ({ file }) =>
    `${quoted(file)} holds no access logs. Name the folder or archive that holds them, or the files themselves.`,
  "file-binary": ({ file, looksLike, leaveOut }) =>
    `The file ${quoted(file)} is not text: it looks like ${looksLike === "" ? "a binary file" : printable(looksLike)}. An access log was expected, plain or in .gz, .zst, .bz2, .xz, .zip or .tar.${unwanted(leaveOut)}`,
  "file-changed": ({ file, scanned, parsed }) =>
    `The file ${quoted(file)} changed while it was read: it had ${formatCount(scanned)} lines and then ${formatCount(parsed)}. Close the log or copy it, and try again.`,
  "log-changed": ({ file }) =>
    `The log ${quoted(file)} is no longer the one that was read: its SHA-256 is another, and it is not packed. Restore it from a backup, or ingest it again.`,
  "file-damaged": ({ file, offset, reason, lines }) =>
    `The file ${quoted(file)} is damaged at byte ${formatCount(offset)}: ${damageReasons[reason]}. ${readableLines(lines)} ` +
    "Copy it from the server again and compare its size, or read what comes before the damage with --accept-damaged.",
  "archive-limit": ({ file, limit, most }) =>
    `The file ${quoted(file)} exceeds a safety limit: ${limits[limit](most)}. Decompress it separately, look at it, and name its logs.`,
  "wrapping-unreadable": ({ file, reason, leaveOut }) =>
    `The file ${quoted(file)} cannot be decompressed: ${unreadableReasons[reason]}. Decompress it separately and name its logs.${unwanted(leaveOut)}`,
  "format-unknown": ({ file, line, text, nearest, field, column, expected, leaveOut }) =>
    `The format of ${quoted(file)} is not known. The nearest is ${printable(nearest)}; at line ${formatCount(line)}, column ${formatCount(column)}, ` +
    `the field ${printable(field)} should be ${printable(expected)}: ${quoted(maskedText(text))}. Give the server's format with --format.${unwanted(leaveOut)}`,
  "format-string-invalid": ({ text, problem, given, position }) => {
    const place = position === null ? "" : ` at position ${formatCount(position)}`;
    const expected = {
      unknown: `${quoted(given)}${place} is no directive of Apache's LogFormat nor variable of nginx's log_format. Copy the string from the server's configuration.`,
      unclosed: `${quoted(given)}${place} is not complete; expected a directive such as %h or %{Referer}i, or a variable such as $remote_addr.`,
      missing: `it does not record: ${printable(given)}. Without address, time and status a line is no request.`,
      ambiguous: `${quoted(given)}${place} writes two values with nothing between them; they cannot be told apart.`,
    };
    return `The format ${quoted(text)} cannot be read: ${expected[problem]}`;
  },
  "format-name-unknown": ({ name, known }) => `There is no format ${quoted(name)}. The known formats are: ${sentence(known)}`,
  "json-mapping-invalid": ({ pair, position, problem, known }) => {
    const what = {
      syntax: "is not a pair field=name, such as address=client.ip",
      unknown: "names a field that does not exist",
      conflict: "reads as a text what another pair reads as an object or a list, or the other way round",
    };
    return `In --format, ${quoted(pair)} (position ${formatCount(position)}) ${what[problem]}. The fields are: ${sentence(known)}`;
  },
  "source-conflict": ({ file, first, source }) =>
    `The file ${quoted(file)} has the same content as ${quoted(first)}, already loaded under the source ${quoted(source)}. Leave it out, or name the same source with --source.`,
  "nothing-to-read": ({ detail }) =>
    `There is nothing to read${detail === "" ? "." : `: ${sentence(detail)}`} At least one access log is expected.`,
  "table-column-missing": ({ file, column, found }) =>
    `${quoted(file)} lacks the column${column.includes(", ") ? "s" : ""} ${column.split(", ").map(quoted).join(", ")}. The columns found are: ${sentence(found)} The README lists the columns.`,
  "table-empty": ({ file }) => `The table ${quoted(file)} has no rows of data; at least one was expected under the headings.`,
  "table-row": ({ file, row, column, value, expected }) =>
    `In ${quoted(file)}, row ${formatCount(row)}, column ${quoted(column)}: found ${quoted(value)}, expected ${sentence(expected)}`,
  "table-rows": ({ file, rows, told }) =>
    `${formatCount(rows)} rows of ${quoted(file)} cannot be read${told < rows ? ` (the first ${formatCount(told)} are shown)` : ""}. Mend them and run again.`,
  "table-invalid": ({ file, place, expected }) =>
    `Cannot read the table ${quoted(file)}; at ${printable(place)} expected ${sentence(expected)}`,
  "table-too-large": ({ file, bytes, most }) =>
    `The table ${quoted(file)} is too large: ${formatCount(bytes)} bytes, and up to ${formatCount(most)} are read. Split it, or take out what is not of the table.`,
  "table-date-order": ({ file, row, value }) =>
    `In ${quoted(file)}, row ${formatCount(row)}, the date ${quoted(value)} can only be month/day/year, and day/month/year or year-month-day are read. Write all dates of the file like 2024-12-25T20:00.`,
  "monitor-unknown": ({ file, found, known }) =>
    `Cannot tell which monitor ${quoted(file)} comes from. Found: ${sentence(found)} These are read: ${sentence(known)} So is a CSV with the columns timestamp and up.`,
  "convocatoria-unknown": ({ id, known }) => `There is no convocatoria ${quoted(id)}. The known ones are: ${sentence(known)}`,
  "convocatoria-invalid": ({ file, place, expected }) =>
    `The convocatoria in ${quoted(file)} is not valid at ${printable(place)}: expected ${sentence(expected)}`,
  "analysis-invalid": ({ file, place, expected }) =>
    `The file ${quoted(file)} is no analysis of memoria (analysis.json). At ${printable(place)}: ${sentence(expected)}`,
  "analysis-version": ({ file, version, known }) =>
    `The analysis ${quoted(file)} has version ${printable(String(version))} of its schema, and version ${known} is read. Make it again with this version of memoria.`,
  "compared-twice": ({ first, second, isSamePlace }) =>
    isSamePlace
      ? `${quoted(first)} and ${quoted(second)} are the same, which would count twice in the comparison. Name it once.`
      : `${quoted(first)} and ${quoted(second)} have the same figures, and would count twice in the comparison. Leave one out; if they are different cases, name each with --label.`,
  "time-invalid": ({ option, value, expected }) =>
    `The value ${quoted(value)} of ${printable(option)} is not a valid time: expected ${sentence(expected)}`,
  "time-zone-unknown": ({ value }) => `There is no time zone ${quoted(value)}. Give an IANA name, for example America/Mexico_City.`,
  "period-too-long": ({ name, start, end, years }) =>
    `The period ${name === "custom" ? "given with --from and --to" : quoted(name)} goes from ${printable(start)} to ${printable(end)}, more than ${formatCount(years)} years. Check the year of both dates.`,
  "period-empty": ({ name, start, end }) =>
    `The period ${emptyPeriods[name] ?? quoted(name)} is empty: its start (${printable(start)}) must come before its end (${printable(end)}).`,
  "output-not-writable": ({ dir, reason }) =>
    `Cannot write to ${quoted(dir)}: ${sentence(writeFailure(reason))} What was there has not been changed. Give another folder with --out, or check permissions and space.`,
  "geo-invalid": ({ file, found }) =>
    `The file ${quoted(file)} is no geographic database of cities or countries (found: ${printable(found)}). An uncompressed .mmdb file was expected, for example GeoLite2-City.mmdb.`,
  "key-invalid": ({ file, bytes }) =>
    `The file ${quoted(file)} cannot be a pseudonym key: it holds ${formatCount(bytes)} bytes, and 32 to 4,096 were expected, as they are or written in hexadecimal or base64. Name a file that does not exist, and a new key is made there.`,
  "store-not-writable": ({ dir, reason }) =>
    `Cannot write to the store ${quoted(dir)}: ${sentence(writeFailure(reason))} Give another folder with --data, or check permissions and space.`,
  "store-newer": ({ dir, version, known }) =>
    `The store ${quoted(dir)} is of a later version of memoria (${version}; this one reads up to ${known}). It has not been changed. Update memoria.`,
  "disk-full": () =>
    "There is no room left on the disk; what was there before is as it was. Free some space, or name another place with --out, --data or TMPDIR.",
  "memory-short": () =>
    "The memory that this work may have is not enough for so many lines; what was there before is as it was. Allow more with --memory, for example --memory 2GB.",
  "server-running": ({ dir }) =>
    `Another process serves the store ${quoted(dir)} already. Stop it first, or name another folder with --data.`,
  "server-unreachable": ({ server, reason }) =>
    `The server ${quoted(server)} cannot be reached (${reason}). Check the address and that it is running, and try again.`,
  "server-refused": ({ server, status, detail }) =>
    `The server ${quoted(server)} did not do it (${status}): ${printable(detail).replace(/\.+$/, "")}.`,
  "store-busy": ({ delivery }) => `The delivery ${quoted(delivery)} is in use by another process. Wait until it ends and try again.`,
  "store-exchanging": ({ dir }) =>
    `In the store ${quoted(dir)} another one is being put in its place. Wait until memoria serve ends it; if it does not run any more, it ends it when it is started.`,
  "catalog-busy": ({ dir }) =>
    `The store ${quoted(dir)} is held by another process, which does not let go of it. Wait until it ends and try again.`,
  "store-damaged": ({ dir, file }) =>
    `In the store ${quoted(dir)}, the file ${quoted(file)} is missing or is not what was written there. No figure is taken from it. Check the store with memoria doctor, which makes again what it can with --repair, or restore a backup.`,
  "backup-invalid": ({ file, entry, problem }) =>
    `The file ${quoted(file)} is no whole backup of memoria${entry === "" ? "" : `, at ${quoted(entry)}`}: ${backupProblems[problem]}. Nothing was restored.`,
  "restore-not-empty": ({ dir }) =>
    `The folder ${quoted(dir)} is not empty and has not been changed. A store is restored into a folder that is empty or not there; give another one with --data.`,
  "file-id-unknown": ({ id, delivery, known }) =>
    `The delivery ${quoted(delivery)} has no file ${quoted(id)}. Its files are: ${sentence(known === "" ? "none" : known)}`,
  "file-undone": ({ id, file }) => `The file ${quoted(id)}, ${quoted(file)}, was taken back before; nothing has been changed.`,
  "delivery-unknown": ({ id, known }) =>
    `There is no delivery ${quoted(id)}. The existing ones are: ${sentence(known === "" ? "none" : known)}`,
  "key-unknown": ({ key, nearest }) =>
    `The analysis has no key ${quoted(key)}. ${nearest === "" ? "--json shows them all." : `The nearest are: ${sentence(nearest)}`}`,
  "no-hits": ({ detail }) => `There are no requests to analyse: ${sentence(detail)} Check the logs and the period.`,
  "size-invalid": ({ option, value }) =>
    `The value ${quoted(value)} of ${printable(option)} is not a valid size: expected, for example, 512MB or 2GB.`,
  "analysis-stale": ({ delivery }) =>
    `The files of delivery ${quoted(delivery)} have changed since its last analysis. Run memoria analyze --delivery ${printable(delivery)} with its options again, and then compare.`,
  "manifest-invalid": ({ file, place, expected }) =>
    `The manifest ${quoted(file)} is not valid at ${printable(place)} (${printable(expected)}). Expected the manifest.json that memoria report writes.`,
  "texts-invalid": ({ file, place, expected }) =>
    `The texts in ${quoted(file)} are not valid at ${printable(place)}: expected ${sentence(expected)}`,
};
