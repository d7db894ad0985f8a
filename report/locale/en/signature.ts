// Words of the sheet that is signed: what is declared, what came out, and the places for those who sign and receive.
import { countOf, formatCount } from "../../../analysis/index.ts";

export const title = "Signature sheet";

/** Who presents what to whom. `call` is the document of the call with its name and version. */
export function lead(difusor: string | null, institute: string, call: string, period: string): string {
  const who = difusor === null ? "the difusor" : difusor;
  return `The undersigned, on behalf of ${who}, presents to the electoral authority (${institute}) the memoria that answers ${call}, for the period ${period}, and states:`;
}

export const call = (document: string, id: string, version: string): string => `“${document}” (${id}, version ${version})`;

export const isTrue = "That the information declared in this memoria is true.";

/** Where the figures come from; `section` is the number of the one where each file stands with its source and bounds. */
export function logs(files: number, size: string, section: string): string {
  if (files === 0) return "That no logs are handed in: no figure of visits rests on them.";
  return files === 1
    ? `That the figures come from one log (${size}), the original of the service, identified by its SHA-256 hash (section ${section}).`
    : `That the figures come from ${formatCount(files)} logs (${size}), the originals of the service, each identified by its SHA-256 hash (section ${section}).`;
}

/** The statement on the incidents, only where the difusor made it; where not, that it is not made. */
export function incidents(count: number, isComplete: boolean): string {
  const listed = count === 0 ? "with no incident" : `with ${countOf(count, "incident", "incidents")}`;
  return isComplete
    ? `That the list of incidents is complete, ${listed}, for that period and for the calendar months that are shown.`
    : `It is not stated that the list of incidents, ${listed}, is complete.`;
}

export const files =
  "That the signature covers every file of the memoria: manifest.json lists their hashes, and its own is printed at the foot (in memoria.pdf).";

export function pending(count: number): string {
  return `The memoria is presented with ${countOf(count, "pending item", "pending items")}, told in ${count === 1 ? "its section" : "their sections"}.`;
}

/** One period besides the memoria's own: what each source says of it. */
export function periodLine(period: string, results: readonly { source: string; figure: string; verdict: string }[]): string {
  return `${period}: ${results.map(({ source, figure, verdict }) => `${source}, ${figure} (${verdict})`).join("; ")}.`;
}

/** The figures of the period in one line. */
export function figures(entries: readonly { label: string; value: string }[]): string {
  return `**Figures of the period.** ${entries.map(({ label, value }) => `${label}: ${value}`).join("; ")}.`;
}

export const noFigures = "**Figures of the period.** What was handed in has no hits of the period.";

export const logsTitle = "Logs and their SHA-256 hash";

export function moreLogs(count: number, isAll: boolean, section: string): string {
  const more = isAll ? "" : " more";
  return `${countOf(count, `${more} log`.trim(), `${more} logs`.trim())}, with ${count === 1 ? "its hash" : "their hashes"}, in “${section}” and in manifest.json.`;
}

/** Who fills in what, by hand; the last has a box for the stamp and no lines. */
export const parties = {
  difusor: { title: "For the difusor", fields: ["Name", "Position", "Place and date", "Signature"] },
  institute: { title: "Received for the institute", fields: ["Name and position", "Date and time", "Version and receipt", "Signature"] },
  stamp: "Stamp of the institute",
} as const;
