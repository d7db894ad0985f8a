// What the pages of the institute share: verdicts by source, outcomes, names of people.
import { formatShareTruncated, printable } from "../../../analysis/index.ts";
import { html, type Markup, periodName } from "../../../report/index.ts";
import type { AvailabilityFact, Outcome } from "../../deeds/summaries.ts";
import { organisation } from "../../records/organisations.ts";
import { person } from "../../records/people.ts";
import type { Services } from "../../services.ts";
import { verdictMark } from "../layout.ts";

export const sourceNames = { declared: "Declarada", log: "Bitácora", monitor: "Monitor" } as const;
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  cumple: "Cumple",
  incumple: "Incumple",
  "no-verificable": "No verificable",
};

/** "99.87 %", truncated; a dash where it is not known. */
export function shareText(share: number | null): string {
  return share === null ? "—" : formatShareTruncated(share);
}

/** One line a source: its name, verdict and share. */
function verdictLines(facts: readonly AvailabilityFact[]): Markup {
  if (facts.length === 0) return html`—`;
  const lines = facts.map(
    ({ source, verdict, availability }) =>
      html`<li><span>${sourceNames[source]}</span> ${verdictMark(verdict)} <span class="number">${shareText(availability)}</span></li>`,
  );
  return html`<ul class="verdicts sources">${lines}</ul>`;
}

export function periodsTold(facts: readonly AvailabilityFact[], isMonth: boolean): Markup {
  const periods = [...new Set(facts.map(({ period }) => period))].filter((name) => name.startsWith("month:") === isMonth);
  if (periods.length === 0) return html`—`;
  const many = isMonth && periods.length > 1;
  return html`${periods.map((name) => html`${many ? html`<span class="under">${periodName(name)}</span>` : null}${verdictLines(facts.filter(({ period }) => period === name))}`)}`;
}

/** "Ada Pérez (Instituto Electoral de Michoacán)". */
export function whoText(services: Services, id: string | null): string {
  const found = id === null ? null : person(services, id);
  if (!found) return "Alguien cuya cuenta ya no existe";
  return printable(`${found.name} (${organisation(services, found.organisation)?.name ?? ""})`);
}
