// The log files with their hashes, and the ledger in which every line is accounted for.
import type { Analysis, LineClasses } from "../../analysis/index.ts";
import { formatBytes, formatCount, formatShare, formatShortDateTime, known, printable, wallClock } from "../../analysis/index.ts";
import { type Block, type Column, heading, note, paragraph, plain, type RichText, strong, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { dayWords, type ReportInput, type SectionBuilder, zoneNote } from "./section.ts";
import { sourceBlocks } from "./sources.ts";

const CLASSES = ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const satisfies (keyof LineClasses)[];

/** The files with their size and bounds; a format that all of them have is said once, under the table. */
function filesTable(words: Words, analysis: Analysis): Block {
  const { fileColumns } = words.logs;
  const { timeZone } = analysis.period;
  const { files } = analysis.ledger;
  const formats = new Set(files.map(({ format }) => printable(format)));
  const [onlyFormat] = formats.size === 1 && files.length > 1 ? formats : [];
  const zone = zoneNote(
    words,
    analysis,
    files.flatMap((file) => [file.firstAt, file.lastAt]),
  );
  const columns: Column[] = [
    { title: fileColumns.name, kind: "code" },
    { title: fileColumns.source, kind: "text" },
    ...(onlyFormat === undefined ? [{ title: fileColumns.format, kind: "text" as const }] : []),
    { title: fileColumns.bytes, kind: "number" },
    { title: fileColumns.first, kind: "text" },
    { title: fileColumns.last, kind: "text" },
    { title: fileColumns.lines, kind: "number" },
  ];
  const rows = files.map((file) => [
    printable(file.name),
    printable(file.source),
    ...(onlyFormat === undefined ? [printable(file.format)] : []),
    formatBytes(file.bytes),
    known(file.firstAt, (at) => formatShortDateTime(at, timeZone, words.language), words.language),
    known(file.lastAt, (at) => formatShortDateTime(at, timeZone, words.language), words.language),
    formatCount(file.lines.read),
  ]);
  return table("tabla-archivos", words.logs.filesCaption, columns, rows, {
    note: onlyFormat === undefined ? zone : `${words.logs.onlyFormat(onlyFormat)} ${zone}`,
  });
}

function requestedDays({ convocatoria, words }: ReportInput): Block[] {
  const { firstDay, lastDay } = convocatoria?.logs ?? {};
  if (!firstDay?.value || !lastDay?.value) return [];
  return [paragraph(words.logs.requestedDays(dayWords(words, firstDay.value), dayWords(words, lastDay.value), firstDay.clause))];
}

/** Whether the first and last lines leave out a part of the days asked for; null where the call asks for none or no line has a time. */
function lackingDays({ analysis, convocatoria, words }: ReportInput): string[] {
  const { firstDay, lastDay } = convocatoria?.logs ?? {};
  if (!firstDay?.value || !lastDay?.value) return [];
  const { timeZone } = analysis.period;
  const times = (pick: "firstAt" | "lastAt"): string[] =>
    analysis.ledger.files.flatMap((file) => (file[pick] === null ? [] : [wallClock(file[pick], timeZone).slice(0, 10)])).toSorted();
  const first = times("firstAt")[0];
  const last = times("lastAt").at(-1);
  if (first === undefined || last === undefined) return [];
  return first <= firstDay.value && last >= lastDay.value
    ? []
    : [
        words.logs.lackingDays(
          dayWords(words, firstDay.value),
          dayWords(words, lastDay.value),
          dayWords(words, first),
          dayWords(words, last),
        ),
      ];
}

/** More rows than these say nothing to a reader; the annex has them all. */
const mostLeftOut = 40;

/** What lay beside the logs in archives: all that was handed in is accounted for. What a person said comes first. */
function leftOutBlocks({ logs }: Words, { ledger }: Analysis): Block[] {
  const { leftOut = [] } = ledger;
  if (leftOut.length === 0) return [];
  const titles = logs.leftOutColumns;
  const shown = leftOut.toSorted((a, b) => Number(b.reason === "asked") - Number(a.reason === "asked")).slice(0, mostLeftOut);
  const columns: Column[] = [
    { title: titles.name, kind: "code" },
    { title: titles.bytes, kind: "number" },
    { title: titles.reason, kind: "text" },
    { title: titles.hash, kind: "code" },
  ];
  const rows = shown.map(({ archive, name, bytes, sha256, reason }) => [
    printable(`${archive}/${name}`),
    bytes === null ? "—" : formatBytes(bytes),
    logs.leftOutReasons[reason],
    sha256 ?? "—",
  ]);
  return [table("tabla-no-leidos", logs.leftOutCaption, columns, rows, { note: logs.leftOutNote(shown.length, leftOut.length) })];
}

/** The files handed in, each with its SHA-256; pending without any. */
export const logsSection: SectionBuilder = (input: ReportInput, required) => {
  const { files } = input.analysis.ledger;
  if (files.length === 0) {
    return { blocks: [...requestedDays(input), note(input.words.logs.pending, "attention")], pending: [input.words.logs.pendingItem] };
  }
  const hashes: Column[] = [
    { title: input.words.logs.fileColumns.name, kind: "code" },
    { title: input.words.logs.hashColumn, kind: "code" },
  ];
  return {
    blocks: [
      paragraph(input.words.logs.intro),
      ...requestedDays(input),
      filesTable(input.words, input.analysis),
      ...sourceBlocks(input.words, input.analysis),
      table(
        "tabla-huellas",
        input.words.logs.hashesCaption,
        hashes,
        files.map((file) => [printable(file.name), file.sha256]),
      ),
      ...leftOutBlocks(input.words, input.analysis),
    ],
    pending: required === null ? [] : lackingDays(input),
  };
};

function linesTable(words: Words, analysis: Analysis): Block {
  const { lines, files } = analysis.ledger;
  const counts = (of: LineClasses): string[] => CLASSES.map((name) => formatCount(of[name]));
  const { file, ...titles } = words.logs.ledgerColumns;
  return table(
    "tabla-balance",
    words.logs.ledgerCaption,
    [{ title: file, kind: "code" }, ...CLASSES.map((name): Column => ({ title: titles[name], kind: "number" }))],
    [...files.map((entry) => [printable(entry.name), ...counts(entry.lines)]), [words.logs.total, ...counts(lines)]],
    { totalRow: true },
  );
}

function kindsTable(words: Words, { hitsByKind }: Analysis["ledger"]): Block {
  const total = Object.values(hitsByKind).reduce((sum, hits) => sum + hits, 0);
  const share = (hits: number): string => formatShare(total === 0 ? 0 : hits / total, 1);
  const kinds = Object.keys(words.terms.hitKinds) as (keyof Words["terms"]["hitKinds"])[];
  return table(
    "tabla-clases",
    words.logs.kindsCaption,
    [
      { title: words.logs.kindColumns.kind, kind: "text" },
      { title: words.logs.kindColumns.hits, kind: "number" },
      { title: words.logs.kindColumns.share, kind: "number" },
    ],
    [
      ...kinds.map((kind) => [words.terms.hitKinds[kind], formatCount(hitsByKind[kind]), share(hitsByKind[kind])]),
      [words.logs.total, formatCount(total), share(total)],
    ],
    { totalRow: true },
  );
}

function scopeTable(words: Words, analysis: Analysis): Block {
  const { ledger, traffic } = analysis;
  const { scopeRows } = words.logs;
  return table(
    "tabla-alcance",
    words.logs.scopeCaption,
    [
      { title: words.logs.scopeColumns.part, kind: "text" },
      { title: words.logs.scopeColumns.hits, kind: "number" },
    ],
    [
      [scopeRows.loaded, formatCount(ledger.lines.hits)],
      [scopeRows.originHits, formatCount(ledger.originHits)],
      [scopeRows.outOfScope, formatCount(ledger.outOfScope)],
      [scopeRows.outsidePeriod, formatCount(ledger.outsidePeriod)],
      [scopeRows.period, formatCount(traffic.hits)],
    ],
    { totalRow: true },
  );
}

function rejections(words: Words, { rejectedByReason }: Analysis["ledger"]): Block {
  const reasons = Object.entries(rejectedByReason).sort(([a, linesA], [b, linesB]) => linesB - linesA || (a < b ? -1 : 1));
  if (reasons.length === 0) return paragraph(words.logs.noRejected);
  const columns: Column[] = [
    { title: words.logs.reasonColumns.reason, kind: "text" },
    { title: words.logs.reasonColumns.lines, kind: "number" },
  ];
  const rows = reasons.map(([reason, lines]) => [words.terms.rejectionReason(reason), formatCount(lines)]);
  return table("tabla-motivos", words.logs.reasonsCaption, columns, rows);
}

/** The ledger: what was read equals the sum of its classes, by file and in all. */
export const ledgerSection: SectionBuilder = ({ analysis, words }: ReportInput) => {
  const { lines } = analysis.ledger;
  const sum = lines.hits + lines.blank + lines.directives + lines.rejected + lines.duplicates;
  const balance: RichText = [strong(words.logs.balance(lines))];
  const warnings = analysis.warnings.map((warning) => plain(printable(warning.text)));
  return {
    blocks: [
      paragraph(words.logs.ledgerIntro),
      paragraph(balance),
      ...(sum === lines.read ? [] : [note(words.logs.unbalanced(lines.read - sum), "attention")]),
      linesTable(words, analysis),
      rejections(words, analysis.ledger),
      kindsTable(words, analysis.ledger),
      scopeTable(words, analysis),
      ...(warnings.length === 0
        ? []
        : [heading(2, "advertencias", words.logs.warningsTitle), { kind: "list", ordered: false, items: warnings } satisfies Block]),
    ],
    pending: [],
  };
};
