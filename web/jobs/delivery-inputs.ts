// What people entered of a delivery, written as the files that the command line takes, and the words that name them.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { attachmentContent, attachmentsOf } from "../records/attachments.ts";
import { ownProfileText } from "../records/calls.ts";
import type { Delivery } from "../records/deliveries.ts";
import { incidentsOf } from "../records/incidents.ts";
import { organisation } from "../records/organisations.ts";
import { textsFile } from "../records/texts.ts";
import type { Services } from "../services.ts";

/** A folder of one piece of work on a delivery: this process's own, swept when the process is no more. */
export function workFolder({ store }: Services, delivery: string, name: string): string {
  return path.join(store.spillDirectory, `trabajo-${delivery}-${name}`);
}

export async function removeWorkFolder(services: Services, delivery: string, name: string): Promise<void> {
  await rm(workFolder(services, delivery, name), { recursive: true, force: true });
}

/** Writes the delivery's inputs into `folder`; answers the options that `analyze` and `report` take, names relative to it. */
export async function deliveryInputs(services: Services, delivery: Delivery, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const written: string[] = [];
  const put = async (option: string, name: string, content: string | Uint8Array): Promise<void> => {
    await writeFile(path.join(folder, name), content, { mode: 0o600 });
    written.push(`--${option}=${name}`);
  };
  const incidents = incidentsOf(services, delivery.id).map(({ fields }) => fields);
  if (incidents.length > 0) await put("incidents", "incidencias.json", JSON.stringify(incidents));
  for (const [place, { id, kind, name }] of attachmentsOf(services, delivery.id).entries()) {
    const option = { exclusions: "exclusions", monitor: "monitor", averages: "baseline-averages" }[kind];
    const content = attachmentContent(services, delivery.id, id);
    if (content) await put(option, `${option}-${place + 1}${path.extname(name).replace(/[^.\w]/g, "")}`, content);
  }
  const call = await callReference(services, delivery, folder);
  return [...placeWords(services, delivery), `--convocatoria=${call}`, ...settingWords(services, delivery), ...written];
}

/** The file of --texts in `folder`, as an option; nothing where no text was written. */
export async function textsInput(services: Services, delivery: Delivery, folder: string): Promise<string[]> {
  const texts = textsFile(services, delivery.id);
  if (texts === null) return [];
  await writeFile(path.join(folder, "textos.md"), texts, { mode: 0o600 });
  return ["--texts=textos.md"];
}

/** The store and the delivery in it. */
export function placeWords({ directory }: Services, { id }: Pick<Delivery, "id">): string[] {
  return [`--data=${directory}`, `--delivery=${id}`];
}

/** A call that was entered here, or amended here, is handed over as a file: the command line knows only those that come with it. */
export async function callReference(services: Services, { call }: Pick<Delivery, "call">, folder: string): Promise<string> {
  const [id = "", version = ""] = call.split("@");
  const profile = ownProfileText(services, id);
  if (profile === null) return call;
  await writeFile(path.join(folder, "convocatoria.json"), profile, { mode: 0o600 });
  return `convocatoria.json@${version}`;
}

function settingWords(services: Services, { organisation: owner, settings }: Delivery): string[] {
  const each = (option: string, values: readonly (string | null)[]): string[] =>
    values.flatMap((value) => (value === null ? [] : [`--${option}=${value}`]));
  return [
    `--difusor=${organisation(services, owner)?.name ?? ""}`,
    ...each("window-start", [settings.windowStart]),
    ...each("window-end", [settings.windowEnd]),
    ...each("scope", settings.scope),
    ...each("internal", settings.internal),
    ...each("trusted-proxy", settings.trustedProxies),
    ...each("result-path", [settings.resultPath]),
    ...(settings.statementComplete ? ["--statement-complete"] : []),
  ];
}
