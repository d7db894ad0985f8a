// How IIS and CDNs are made to log what a memoria needs: one section each, with the document that its format comes from.
import { knownFormats } from "../../ingest/index.ts";
import type { Words } from "../locale/words.ts";

/** The page in Markdown. */
export async function otherServersPage(words: Words): Promise<string> {
  const { fields, format, source } = words.kitGuides.othersWords;
  const formats = await knownFormats();
  const sections = words.kitGuides.others.flatMap((server) => [
    `## ${server.title}`,
    "",
    `${fields}:`,
    "",
    ...server.fields.map((line) => `    ${line}`),
    "",
    ...server.hints.map((hint) => `- ${hint}`),
    `- ${format}: \`${server.format}\`. ${source}: ${formats.find(({ name }) => name === server.format)?.source ?? ""}.`,
    "",
  ]);
  return [`# ${words.kitGuides.othersTitle}`, "", ...words.kitGuides.othersIntro.map((line) => `- ${line}`), "", ...sections].join("\n");
}
