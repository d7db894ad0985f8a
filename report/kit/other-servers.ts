// How IIS and CDNs are made to log what a memoria needs: one section each, with the document that its format comes from.
import { knownFormats } from "../../ingest/index.ts";
import { kitGuideWords as words } from "../locale/es-MX.ts";

/** The page in Markdown. */
export async function otherServersPage(): Promise<string> {
  const { fields, format, source } = words.othersWords;
  const formats = await knownFormats();
  const sections = words.others.flatMap((server) => [
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
  return [`# ${words.othersTitle}`, "", ...words.othersIntro.map((line) => `- ${line}`), "", ...sections].join("\n");
}
