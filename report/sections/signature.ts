// The sheet that is signed: one page with what is declared, what came out, the logs by their hash, and the places for those who sign and receive.
import type { Analysis } from "../../analysis/index.ts";
import { formatBytes, printable } from "../../analysis/index.ts";
import { type Block, type Document, heading, type List, paragraph, plain, rich } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { availabilityFigure, availabilityPeriods, periodResults, unjudgedBlocks, verdictRow, verdictWord } from "./availability.ts";
import { complianceSummary } from "./compliance.ts";
import { difusorName } from "./cover.ts";
import { keyMetrics, loadMetrics } from "./figures.ts";
import { cutList, leftOfPage } from "./one-page.ts";
import { periodPhrase, type ReportInput } from "./section.ts";
import { availabilityTitle } from "./summary.ts";

type Call = NonNullable<ReportInput["convocatoria"]>;

/** What the seal takes at the foot of the sheet, in points. */
const SEAL_ROOM = 52;
const HEADING_ROOM = 29;
/** A log's name in one line with its hash: the beginning and the end, which tell it from others. */
const MOST_NAME = 38;
/** Months beside the memoria's own period. */
const MOST_PERIODS = 4;

function closeList(items: List["items"], ordered = false): List {
  return { kind: "list", ordered, isClose: true, items };
}

function declared(input: ReportInput, section: string, pending: Document["pending"]): List {
  const { analysis, words } = input;
  const { ledger, incidents, availability } = analysis;
  const size = formatBytes(ledger.files.reduce((sum, file) => sum + file.bytes, 0));
  const points = [
    words.signature.isTrue,
    words.signature.logs(ledger.files.length, size, section.split(".", 1)[0] ?? ""),
    words.signature.incidents(incidents.length, availability.statementComplete),
    words.signature.files,
    ...(pending.length === 0 ? [] : [words.signature.pending(pending.length)]),
  ];
  return closeList(points.map(plain), true);
}

function periodLine(words: Words, analysis: Analysis, period: string): string {
  const results = periodResults(analysis, period).map((result) => ({
    source: words.terms.availabilitySourcesShort[result.source],
    figure: availabilityFigure(words, analysis, result),
    verdict: verdictWord(words, analysis, result).toLowerCase(),
  }));
  return words.signature.periodLine(words.terms.periodName(period), results);
}

/** The verdicts by source, and a line for each other period. */
function outcome(input: ReportInput, pending: Document["pending"]): Block[] {
  const { analysis, words } = input;
  const [first, ...others] = availabilityPeriods(analysis);
  const row = first === undefined ? null : verdictRow(words, analysis, first);
  const counts = complianceSummary(input, pending);
  const metrics = [...keyMetrics(words, analysis).items.slice(0, 3), ...loadMetrics(words, analysis).items.slice(0, 1)];
  const figures = analysis.traffic.hits === 0 ? words.signature.noFigures : words.signature.figures(metrics);
  return [
    ...(first === undefined || row === null
      ? []
      : [heading(3, "firma-disponibilidad", availabilityTitle(words, analysis, first)), row, ...unjudgedBlocks(words, analysis, first)]),
    closeList([
      ...others.slice(0, MOST_PERIODS).map((period) => plain(periodLine(words, analysis, period))),
      ...(counts === null ? [] : [rich(counts)]),
      rich(figures),
    ]),
  ];
}

function shortName(name: string): string {
  const letters = [...printable(name)];
  return letters.length <= MOST_NAME ? letters.join("") : `${letters.slice(0, 18).join("")}…${letters.slice(-(MOST_NAME - 19)).join("")}`;
}

/** As many logs by name and hash as the sheet has room for. */
function logBlocks({ analysis, words }: ReportInput, section: string, room: number): Block[] {
  const { files } = analysis.ledger;
  if (files.length === 0) return [];
  const items = files.map((file): List["items"][number] => [
    { text: file.sha256, style: "code" },
    { text: `  ${shortName(file.name)}`, style: "plain" },
  ]);
  const list = cutList(closeList(items), room - HEADING_ROOM, (count, isAll) => plain(words.signature.moreLogs(count, isAll, section)));
  return [heading(3, "firma-bitacoras", words.signature.logsTitle), list];
}

/** What the difusor's representative signs, on a sheet of its own. */
export function signatureSheet(
  input: ReportInput,
  call: Call,
  sections: ReadonlyMap<string, string>,
  pending: Document["pending"],
): Block[] {
  const { analysis, words } = input;
  const section = sections.get("bitacoras") ?? sections.get("balance") ?? "";
  const difusor = analysis.difusor.trim() === "" ? null : difusorName(words, analysis);
  const named = words.signature.call(printable(call.document.value), call.id, printable(call.version));
  const { parties } = words.signature;
  const above = [
    heading(1, "firma", words.signature.title),
    paragraph(words.signature.lead(difusor, printable(call.institute.value.name), named, periodPhrase(words, analysis))),
    declared(input, section, pending),
    ...outcome(input, pending),
  ];
  const signed: Block = { kind: "signature", parties: [parties.difusor, parties.institute], stamp: parties.stamp };
  return [
    { kind: "page-break", isAlways: true },
    ...above,
    ...logBlocks(input, section, leftOfPage([...above, signed]) - SEAL_ROOM),
    signed,
  ];
}

/** The end of the PDF: what ties every file of the memoria to what is signed. `sha256` is of manifest.json. */
export function sealBlocks(words: Words, document: Document, sha256: string): Block[] {
  const isSigned = document.blocks.some(({ kind }) => kind === "signature");
  return [
    heading(3, "huella", isSigned ? words.annexes.sealTitleSigned : words.annexes.sealTitle),
    ...(isSigned ? [] : [paragraph(words.annexes.sealIntro)]),
    paragraph([{ text: sha256, style: "code" }]),
  ];
}
