// The checklist as Markdown and as a page to print: the same tasks in the same order.
import type { Convocatoria } from "../../analysis/index.ts";
import { printable, wholeName, zoneLabel } from "../../analysis/index.ts";
import { isoInZone } from "../../ingest/index.ts";
import { type Block, type Document, heading, type Inline, note, paragraph, plain, rich, strong } from "../document.ts";
import { renderHtml } from "../html.ts";
import type { Words } from "../locale/words.ts";
import { capitalised, dayWords } from "../sections/section.ts";
import { originWords, whenWords } from "./task-words.ts";
import { type Checklist, type DatedTask, secondOf, type Task } from "./tasks.ts";

export interface ChecklistFrame {
  call: Convocatoria;
  checklist: Checklist;
  /** As the user gave it; null: not given. */
  difusor: string | null;
  /** Epoch second. */
  generatedAt: number;
}

/** "Hora del centro, UTC-6", from the first date to the last. */
function zoneOf(words: Words, { call, checklist }: ChecklistFrame): string {
  const zone = call.timeZone.value;
  const seconds = checklist.dated.map(({ start }) => secondOf(start, zone)).toSorted((a, b) => a - b);
  const at = (second: number | undefined): string => isoInZone(second ?? 0, zone);
  return zoneLabel(zone, at(seconds[0]), at(seconds.at(-1)), words.language);
}

const callName = ({ call }: ChecklistFrame): string =>
  `${printable(call.source.document)} (${printable(call.id)}@${printable(call.version)})`;

/** Text with nothing that Markdown reads as its own, save what stands between backticks. */
const escaped = (text: string): string =>
  text
    .split(/(`[^`]+`)/u)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[\\`*_[\]<>|]/gu, "\\$&")))
    .join("");

function markdownTask(words: Words, task: Task, when: string): string {
  const detail = task.detail === "" ? "" : ` ${escaped(task.detail)}`;
  return `- [ ] ${when}**${escaped(task.title)}.**${detail} *(${escaped(originWords(words, task))})*`;
}

/** The checklist as Markdown, with boxes to tick. */
export function checklistMarkdown(words: Words, frame: ChecklistFrame): string {
  const { call, checklist } = frame;
  const section = (title: string, intro: string, tasks: string[]): string[] =>
    tasks.length === 0 ? [] : [`## ${title}`, "", intro, "", ...tasks, ""];
  return [
    `# ${words.kitPages.title}`,
    "",
    `${escaped(printable(call.institute.value.name))}. ${escaped(callName(frame))}, ${words.frame.statusWords[call.status]}.`,
    "",
    words.kitPages.zone(zoneOf(words, frame)),
    "",
    words.kitPages.use,
    "",
    ...section(
      words.kitPages.dated,
      words.kitPages.datedIntro,
      checklist.dated.map((task) => markdownTask(words, task, `${capitalised(whenWords(words, task))}: `)),
    ),
    ...section(
      words.kitPages.standing,
      words.kitPages.standingIntro,
      checklist.standing.map((task) => markdownTask(words, task, "")),
    ),
    ...section(
      words.kitPages.unstated,
      words.kitPages.unstatedIntro,
      checklist.unstated.map((task) => markdownTask(words, task, "")),
    ),
  ].join("\n");
}

function taskBlock(words: Words, task: Task, when: string): Block {
  const runs: Inline[] = [
    { text: "☐ ", style: "plain" },
    strong(`${when}${task.title}.`),
    { text: " ", style: "plain" },
    ...rich(task.detail === "" ? "" : `${task.detail} `),
    { text: originWords(words, task), style: "emphasis" },
  ];
  return paragraph(runs);
}

/** A heading for each day, and its tasks under it with their hours. */
function datedBlocks(words: Words, tasks: readonly DatedTask[]): Block[] {
  const blocks: Block[] = [];
  let day = "";
  for (const task of tasks) {
    if (task.start.day !== day) {
      day = task.start.day;
      blocks.push(heading(2, `dia-${day}`, capitalised(dayWords(words, day))));
    }
    const isPoint = task.end === null || (task.end.day === day && task.end.hour === null);
    const hour = task.start.hour === null ? "" : `${task.start.hour} h. `;
    blocks.push(taskBlock(words, task, isPoint ? hour : `${capitalised(whenWords(words, task))}. `));
  }
  return blocks;
}

/** The same as one page that works offline and prints. */
export function checklistPage(words: Words, frame: ChecklistFrame): string {
  const { call, checklist, difusor, generatedAt } = frame;
  const zone = call.timeZone.value;
  const createdAt = isoInZone(generatedAt, zone);
  const institute = printable(call.institute.value.name);
  const { coverTerms, statusWords } = words.frame;
  const document: Document = {
    language: words.language,
    languageTag: words.languageTag,
    title: words.kitPages.title,
    subject: institute,
    author: difusor === null ? words.frame.unnamedDifusor : wholeName(difusor),
    keywords: [],
    createdAt,
    runningHead: words.kitPages.title,
    cover: {
      institute,
      title: words.kitPages.title,
      subtitle: words.frame.prep,
      difusor: difusor === null ? words.frame.unnamedDifusor : wholeName(difusor),
      facts: [
        { term: coverTerms.election, text: capitalised(call.elections.value.map(printable).join(", ")) },
        { term: coverTerms.electionDate, text: dayWords(words, call.electionDate.value) },
        { term: coverTerms.zone, text: capitalised(zoneOf(words, frame)) },
        { term: coverTerms.call, text: callName(frame) },
        { term: coverTerms.version, text: `${capitalised(printable(call.version))}, ${statusWords[call.status]}` },
        { term: coverTerms.generated, text: dayWords(words, createdAt.slice(0, 10)) },
      ],
      note: null,
    },
    pending: [],
    contentsTitle: words.frame.contents,
    contentsLevel: 2,
    blocks: [
      heading(1, "resumen", words.kitPages.dated),
      note(plain(words.kitPages.use)),
      paragraph(words.kitPages.datedIntro),
      ...datedBlocks(words, checklist.dated),
      heading(1, "permanentes", words.kitPages.standing),
      paragraph(words.kitPages.standingIntro),
      ...checklist.standing.map((task) => taskBlock(words, task, "")),
      heading(1, "no-senalado", words.kitPages.unstated),
      paragraph(words.kitPages.unstatedIntro),
      ...checklist.unstated.map((task) => taskBlock(words, task, "")),
    ],
  };
  return renderHtml(document, new Map());
}
