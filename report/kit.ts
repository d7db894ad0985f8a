// The kit for before the election: log settings, checklist, calendar and templates of one call, in a folder, all of it or nothing.
import { access, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Convocatoria, Language } from "../analysis/index.ts";
import { printable } from "../analysis/index.ts";
import { calendarText } from "./kit/calendar.ts";
import { checklistMarkdown, checklistPage } from "./kit/checklist-pages.ts";
import { otherServersPage } from "./kit/other-servers.ts";
import { apacheSettings, nginxJsonSettings, nginxSettings } from "./kit/server-settings.ts";
import { checklistOf } from "./kit/tasks.ts";
import { incidentCsv, incidentGuide, incidentWorkbook, monitorCsv } from "./kit/templates.ts";
import { type Words, wordsOf } from "./locale/words.ts";
import { publish } from "./output-dir.ts";

export interface KitInput {
  /** Default: Spanish. */
  language?: Language;
  call: Convocatoria;
  /** How the call is named on the command line: `ID`, `ID@VERSION` or a file. */
  reference: string;
  difusor: string | null;
  outDir: string;
  /** Epoch second. */
  generatedAt: number;
}

export interface WrittenKit {
  files: { name: string; bytes: number }[];
  /** Templates that were there already and stay as they are: people write into them. */
  kept: string[];
}

/** Every file of the kit by its name, and those that people write into. */
async function kitFiles(
  words: Words,
  { call, reference, difusor, generatedAt }: KitInput,
): Promise<{ files: [string, string | Buffer][]; templates: string[] }> {
  const names = words.kitGuides.files;
  const checklist = checklistOf(words, call, printable(reference));
  const frame = { call, checklist, difusor, generatedAt };
  const name = `${printable(call.source.document)} (${printable(call.institute.value.shortName)})`;
  return {
    files: [
      [names.readMe, words.kitGuides.readMe(name, printable(reference), incidentGuide(words))],
      [names.checklistPage, checklistPage(words, frame)],
      [names.checklist, checklistMarkdown(words, frame)],
      [names.calendar, calendarText(words, call, checklist, generatedAt)],
      [names.apache, apacheSettings(words)],
      [names.nginx, nginxSettings(words)],
      [names.nginxJson, nginxJsonSettings(words)],
      [names.others, await otherServersPage(words)],
      [names.incidentsWorkbook, await incidentWorkbook(words, call)],
      [names.incidentsCsv, incidentCsv(words, call)],
      [names.monitors, words.kitGuides.monitors],
      [names.monitorCsv, monitorCsv(words, call)],
    ],
    templates: [names.incidentsWorkbook, names.incidentsCsv, names.monitorCsv],
  };
}

/**
 * Writes the kit into `outDir`; a template that is there already is left alone.
 * @throws UserError `output-not-writable` when the directory cannot be made or written.
 */
export async function writeKit(input: KitInput): Promise<WrittenKit> {
  const { files, templates } = await kitFiles(wordsOf(input.language ?? "es"), input);
  const isThere = (name: string): Promise<boolean> =>
    access(join(resolve(input.outDir), name)).then(
      () => true,
      () => false,
    );
  const kept: string[] = [];
  for (const name of templates) if (await isThere(name)) kept.push(name);
  const written = await publish(input.outDir, async (workDir) => {
    const wanted = files.filter(([name]) => !kept.includes(name));
    for (const [name, content] of wanted) await writeFile(join(workDir, name), content);
    return wanted.map(([name]) => name);
  });
  return { files: written, kept };
}
