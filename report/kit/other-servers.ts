// How IIS and CDNs are made to log what a memoria needs: one section each, with the document that its format comes from.
import { formatNamed } from "../../ingest/index.ts";
import { kitGuideWords as words } from "../locale/es-MX.ts";

/** The page in Markdown. */
export function otherServersPage(): string {
  const { fields, format, source } = words.othersWords;
  const sections = words.others.flatMap((server) => [
    `## ${server.title}`,
    "",
    `${fields}:`,
    "",
    ...server.fields.map((line) => `    ${line}`),
    "",
    ...server.hints.map((hint) => `- ${hint}`),
    `- ${format}: \`${server.format}\`. ${source}: ${formatNamed(server.format).source}.`,
    "",
  ]);
  return [`# ${words.othersTitle}`, "", ...words.othersIntro.map((line) => `- ${line}`), "", ...sections].join("\n");
}
