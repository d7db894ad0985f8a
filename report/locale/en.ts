// What a person reads, in English, when an input or an instruction is wrong.
import { formatCount, printable } from "../../analysis/index.ts";
import type { ErrorMessages } from "./errors.ts";

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

export const englishErrors: ErrorMessages = {
  usage: ({ given, expected }) =>
    `${printable(given)} ${expected === "" ? "was not expected" : `does not fit: expected ${printable(expected)}`}. Use --help to see the options.`,
  "file-not-found": ({ file }) => `There is no file ${quoted(file)}. Check the path.`,
  "file-unreadable": ({ file, reason }) =>
    `Cannot read ${quoted(file)}: ${sentence(reason)} Check its permissions and that the disk is there.`,
  "file-empty": ({ file }) => `The file ${quoted(file)} is empty (0 bytes); an access log was expected. Copy it from the server again.`,
  "file-is-directory-without-logs": ({ file }) =>
    `The folder ${quoted(file)} holds no access logs. Name the folder that holds them, or the files themselves.`,
  "file-binary": ({ file, looksLike }) =>
    `The file ${quoted(file)} is not text: it looks like ${printable(looksLike)}. An access log was expected, plain or compressed as .gz.`,
  "file-changed": ({ file, scanned, parsed }) =>
    `The file ${quoted(file)} changed while it was read: it had ${formatCount(scanned)} lines and then ${formatCount(parsed)}. Close the log or copy it, and try again.`,
  "file-damaged": ({ file, offset, reason }) =>
    `The file ${quoted(file)} is damaged at byte ${formatCount(offset)}: ${sentence(reason)} Copy it from the server again and compare its size.`,
  "format-unknown": ({ file, line, text, nearest, field, column, expected }) =>
    `The format of ${quoted(file)} is not known. The nearest is ${printable(nearest)}; at line ${formatCount(line)}, column ${formatCount(column)}, ` +
    `the field ${printable(field)} should be ${printable(expected)}: ${quoted(text)}. Give the server's format with --format.`,
  "format-name-unknown": ({ name, known }) => `There is no format ${quoted(name)}. The known formats are: ${sentence(known)}`,
  "source-conflict": ({ file, first, source }) =>
    `The file ${quoted(file)} has the same content as ${quoted(first)}, already loaded under the source ${quoted(source)}. Leave it out, or name the same source with --source.`,
  "nothing-to-read": ({ detail }) => `There is nothing to read: ${sentence(detail)} At least one access log is expected.`,
  "table-column-missing": ({ file, column, found }) =>
    `${quoted(file)} lacks the column ${quoted(column)}. The columns found are: ${sentence(found)} The README lists the columns.`,
  "table-empty": ({ file }) => `The table ${quoted(file)} has no rows of data; at least one was expected under the headings.`,
  "table-row": ({ file, row, column, value, expected }) =>
    `In ${quoted(file)}, row ${formatCount(row)}, column ${quoted(column)}: found ${quoted(value)}, expected ${sentence(expected)}`,
  "convocatoria-unknown": ({ id, known }) => `There is no convocatoria ${quoted(id)}. The known ones are: ${sentence(known)}`,
  "convocatoria-invalid": ({ file, place, expected }) =>
    `The convocatoria in ${quoted(file)} is not valid at ${printable(place)}: expected ${sentence(expected)}`,
  "time-invalid": ({ option, value, expected }) =>
    `The value ${quoted(value)} of ${printable(option)} is not a valid time: expected ${sentence(expected)}`,
  "time-zone-unknown": ({ value }) => `There is no time zone ${quoted(value)}. Give an IANA name, for example America/Mexico_City.`,
  "period-empty": ({ name, start, end }) =>
    `The period ${quoted(name)} is empty: its start (${printable(start)}) must come before its end (${printable(end)}).`,
  "output-not-writable": ({ dir, reason }) =>
    `Cannot write to ${quoted(dir)}: ${sentence(reason)} What was there has not been changed. Give another folder with --out, or check permissions and space.`,
  "store-not-writable": ({ dir, reason }) =>
    `Cannot write to the store ${quoted(dir)}: ${sentence(reason)} Give another folder with --data, or check permissions and space.`,
  "store-newer": ({ dir, version, known }) =>
    `The store ${quoted(dir)} is of a later version of memoria (${version}; this one reads up to ${known}). It has not been changed. Update memoria.`,
  "disk-full": () =>
    "There is no room left on the disk; what was there before is as it was. Free some space, or name another place with --out, --data or TMPDIR.",
  "store-busy": ({ delivery }) => `The delivery ${quoted(delivery)} is in use by another process. Wait until it ends and try again.`,
  "delivery-unknown": ({ id, known }) =>
    `There is no delivery ${quoted(id)}. The existing ones are: ${sentence(known === "" ? "none" : known)}`,
  "no-hits": ({ detail }) => `There are no requests to analyse: ${sentence(detail)} Check the logs and the period.`,
  "size-invalid": ({ option, value }) =>
    `The value ${quoted(value)} of ${printable(option)} is not a valid size: expected, for example, 512MB or 2GB.`,
  "texts-invalid": ({ file, place, expected }) =>
    `The texts in ${quoted(file)} are not valid at ${printable(place)}: expected ${sentence(expected)}`,
};
