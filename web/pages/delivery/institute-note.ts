// What the institute says of a delivery, for its difusor: the decision on the last version, and how many observations wait for an answer.
import { countOf, printable } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import { waitingOf } from "../../deeds/waiting.ts";
import { lastVersion } from "../../records/versions.ts";
import type { Visit } from "../../routes/route.ts";
import { momentText } from "../moments.ts";
import { placeOf, stateNames } from "./frame.ts";

type Told = Pick<Visit, "services" | "delivery">;

/** What the institute decided on the last version; null: nothing yet. */
export function decisionNote({ services, delivery }: Told): Markup | null {
  const version = lastVersion(services, delivery.id);
  if (version === null || version.decidedAt === null) return null;
  const reason = version.reason === null ? null : html`<p>Motivo: <span class="whole">${printable(version.reason)}</span></p>`;
  const next =
    version.state === "devuelta"
      ? html`<p>El siguiente paso es corregir lo que se pide y <a href="${placeOf(delivery, "/entrega")}">entregar otra versión</a>.</p>`
      : null;
  return html`<div class="note${version.state === "devuelta" ? " attention" : ""}"><p>Versión ${version.number}: <strong>${stateNames[version.state].toLowerCase()}</strong>, ${momentText(version.decidedAt)}.</p>${reason}${next}</div>`;
}

/** Nobody tells a difusor by mail: the first page says what the institute waits for, before what the call asks. */
export function waitingNotes(visit: Told): Markup | null {
  const { services, delivery } = visit;
  const { observations: waiting } = waitingOf(services, delivery);
  const observations =
    waiting === 0
      ? null
      : html`<p class="note attention"><a href="${placeOf(delivery, "/observaciones")}">${countOf(waiting, "observación del instituto espera", "observaciones del instituto esperan")} respuesta</a>.</p>`;
  return html`${delivery.state === "devuelta" ? decisionNote(visit) : null}${observations}`;
}
