// Observations as both sides see them: on which section, what was said, answered and settled, each with who and when.
import { printable } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { sectionTitle } from "../../deeds/sections.ts";
import type { Delivery } from "../../records/deliveries.ts";
import type { Observation } from "../../records/observations.ts";
import type { Services } from "../../services.ts";
import { longText } from "../layout.ts";
import { momentText } from "../moments.ts";
import { whoText } from "./parts.ts";

/** `form`: what the visitor can do with one, by it. */
export function observationList(
  services: Services,
  delivery: Delivery,
  observations: readonly Observation[],
  { empty, form }: { empty: string; form: (observation: Observation) => Markup | null },
): Markup {
  if (observations.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`${observations.map((observation) => card(services, delivery, observation, form(observation)))}`;
}

function card(services: Services, delivery: Delivery, given: Observation, form: Markup | null): Markup {
  const by = (person: string | null, at: string): string => `${whoText(services, person)}, ${momentText(at)}`;
  const state =
    given.closedAt !== null
      ? html`<span class="state done">Cerrada</span>`
      : given.answer !== null
        ? html`<span class="state">Contestada</span>`
        : html`<span class="state attention">Sin respuesta</span>`;
  return html`<section class="observation" id="observacion-${given.id}"><h3>${sectionTitle(services, delivery, given.section)} ${state}</h3>
<div>${longText(printableLines(given.text))}</div><p class="under">Sobre la versión ${given.version}. ${by(given.person, given.at)}</p>
${given.answer === null ? null : html`<div class="note"><div>${longText(printableLines(given.answer))}</div><p class="under">Respuesta del difusor. ${by(given.answeredBy, given.answeredAt ?? "")}</p></div>`}
${given.closedAt === null ? null : html`<p class="under">Cerrada. ${by(given.closedBy, given.closedAt)}</p>`}
${form}</section>`;
}

/** Each line made harmless by itself, so that line ends stay. */
function printableLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(printable)
    .join("\n");
}
