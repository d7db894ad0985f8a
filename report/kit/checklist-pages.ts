// The checklist as Markdown and as a page to print: the same tasks in the same order.
import type { Convocatoria } from "../../analysis/index.ts";
import { printable, zoneLabel } from "../../analysis/index.ts";
import { isoInZone } from "../../ingest/index.ts";
import { type Block, type Document, heading, type Inline, note, paragraph, plain, rich, strong } from "../document.ts";
import { renderHtml } from "../html.ts";
import { frameWords, kitPageWords as words } from "../locale/es-MX.ts";
import { capitalised, dayWords } from "../sections/section.ts";
import { type Checklist, type DatedTask, originWords, secondOf, type Task, whenWords } from "./tasks.ts";

export interface ChecklistFrame {
  call: Convocatoria;
  checklist: Checklist;
  /** As the user gave it; null: not given. */
  difusor: string | null;
  /** Epoch second. */
  generatedAt: number;
}

/** "Hora del centro, UTC-6", from the first date to the last. */
function zoneOf({ call, checklist }: ChecklistFrame): string {
  const zone = call.timeZone.value;
  const seconds = checklist.dated.map(({ start }) => secondOf(start, zone)).toSorted((a, b) => a - b);
  const at = (second: number | undefined): string => isoInZone(second ?? 0, zone);
  return zoneLabel(zone, at(seconds[0]), at(seconds.at(-1)));
}

const callName = ({ call }: ChecklistFrame): string =>
  `${printable(call.source.document)} (${printable(call.id)}@${printable(call.version)})`;

/** Text with nothing that Markdown reads as its own, save what stands between backticks. */
const escaped = (text: string): string =>
  text
    .split(/(`[^`]+`)/u)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[\\`*_[\]<>|]/gu, "\\$&")))
    .join("");

function markdownTask(task: Task, when: string): string {
  const detail = task.detail === "" ? "" : ` ${escaped(task.detail)}`;
  return `- [ ] ${when}**${escaped(task.title)}.**${detail} *(${escaped(originWords(task))})*`;
}

/** The checklist as Markdown, with boxes to tick. */
export function checklistMarkdown(frame: ChecklistFrame): string {
  const { call, checklist } = frame;
  const section = (title: string, intro: string, tasks: string[]): string[] =>
    tasks.length === 0 ? [] : [`## ${title}`, "", intro, "", ...tasks, ""];
  return [
    `# ${words.title}`,
    "",
    `${escaped(printable(call.institute.value.name))}. ${escaped(callName(frame))}, ${frameWords.statusWords[call.status]}.`,
    "",
    words.zone(zoneOf(frame)),
    "",
    words.use,
    "",
    ...section(
      words.dated,
      words.datedIntro,
      checklist.dated.map((task) => markdownTask(task, `${capitalised(whenWords(task))}: `)),
    ),
    ...section(
      words.standing,
      words.standingIntro,
      checklist.standing.map((task) => markdownTask(task, "")),
    ),
    ...section(
      words.unstated,
      words.unstatedIntro,
      checklist.unstated.map((task) => markdownTask(task, "")),
    ),
  ].join("\n");
}

function taskBlock(task: Task, when: string): Block {
  const runs: Inline[] = [
    { text: "☐ ", style: "plain" },
    strong(`${when}${task.title}.`),
    { text: " ", style: "plain" },
    ...rich(task.detail === "" ? "" : `${task.detail} `),
    { text: originWords(task), style: "emphasis" },
  ];
  return paragraph(runs);
}

/** A heading for each day, and its tasks under it with their hours. */
function datedBlocks(tasks: readonly DatedTask[]): Block[] {
  const blocks: Block[] = [];
  let day = "";
  for (const task of tasks) {
    if (task.start.day !== day) {
      day = task.start.day;
      blocks.push(heading(2, `dia-${day}`, capitalised(dayWords(day))));
    }
    const isPoint = task.end === null || (task.end.day === day && task.end.hour === null);
    const hour = task.start.hour === null ? "" : `${task.start.hour} h. `;
    blocks.push(taskBlock(task, isPoint ? hour : `${capitalised(whenWords(task))}. `));
  }
  return blocks;
}

/** The same as one page that works offline and prints. */
export function checklistPage(frame: ChecklistFrame): string {
  const { call, checklist, difusor, generatedAt } = frame;
  const zone = call.timeZone.value;
  const createdAt = isoInZone(generatedAt, zone);
  const institute = printable(call.institute.value.name);
  const { coverTerms, statusWords } = frameWords;
  const document: Document = {
    title: words.title,
    subject: institute,
    author: difusor === null ? frameWords.unnamedDifusor : printable(difusor),
    keywords: [],
    createdAt,
    runningHead: words.title,
    cover: {
      institute,
      title: words.title,
      subtitle: frameWords.prep,
      difusor: difusor === null ? frameWords.unnamedDifusor : printable(difusor),
      facts: [
        { term: coverTerms.election, text: capitalised(call.elections.value.map(printable).join(", ")) },
        { term: coverTerms.electionDate, text: dayWords(call.electionDate.value) },
        { term: coverTerms.zone, text: capitalised(zoneOf(frame)) },
        { term: coverTerms.call, text: callName(frame) },
        { term: coverTerms.version, text: `${capitalised(printable(call.version))}, ${statusWords[call.status]}` },
        { term: coverTerms.generated, text: dayWords(createdAt.slice(0, 10)) },
      ],
      note: null,
    },
    pending: [],
    contentsTitle: frameWords.contents,
    contentsLevel: 2,
    blocks: [
      heading(1, "resumen", words.dated),
      note(plain(words.use)),
      paragraph(words.datedIntro),
      ...datedBlocks(checklist.dated),
      heading(1, "permanentes", words.standing),
      paragraph(words.standingIntro),
      ...checklist.standing.map((task) => taskBlock(task, "")),
      heading(1, "no-senalado", words.unstated),
      paragraph(words.unstatedIntro),
      ...checklist.unstated.map((task) => taskBlock(task, "")),
    ],
  };
  return renderHtml(document, new Map());
}
