// The institute's report of an election: asked for, shown, saved.
import { createReadStream } from "node:fs";
import { access as accessFile } from "node:fs/promises";
import path from "node:path";
import { countOf, printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { boardOf } from "../deeds/boards.ts";
import { type ElectionFacts, electionFacts, electionOutput, requestElectionReport } from "../jobs/election.ts";
import { csrfField } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { note } from "../records/audit.ts";
import { lastElectionJob } from "../records/election-reports.ts";
import { type Answer, bytes, page, redirect } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

export interface ReportState {
  facts: ElectionFacts | null;
  isRunning: boolean;
  /** Of the last attempt. */
  error: string | null;
  /** Whether it is of the versions that count now. */
  isCurrent: boolean;
}

/** Throws Problem `not-found` for a call of others. */
export async function reportState({ services, person }: Visit, callId: string): Promise<ReportState & { title: string; handedIn: number }> {
  const { call, rows } = await boardOf(services, person, callId);
  const versions = rows.flatMap(({ version }) => (version === null ? [] : [`${version.delivery}/${version.number}`]));
  const facts = await electionFacts(services, person.organisation, call.id);
  const last = lastElectionJob(services, person.organisation, call.id);
  return {
    title: call.document.value,
    handedIn: versions.length,
    facts,
    isRunning: last?.state === "queued" || last?.state === "running",
    error: last?.state === "failed" ? (last.error ?? "") : null,
    isCurrent: facts !== null && JSON.stringify([...facts.versions].sort()) === JSON.stringify([...versions].sort()),
  };
}

async function reportPage(visit: Visit): Promise<Answer> {
  const id = visit.parameter("call");
  const { title, facts, isRunning, error, isCurrent, handedIn } = await reportState(visit, id);
  const place = `/tablero/${id}/informe`;
  const running = isRunning
    ? html`<p class="note" role="status" data-wait="/api/v1/calls/${id}/report">Se está preparando. Se puede salir: esta página se renueva al terminar.</p>`
    : null;
  const failed = error === null ? null : html`<p class="note attention">No se pudo preparar: ${printable(error)}</p>`;
  const body = html`<p class="screen"><a href="/tablero/${id}">Volver al tablero</a></p>
<p class="lead">${printable(title)}. ${countOf(handedIn, "memoria entregada", "memorias entregadas")}.</p>${running}${failed}
${facts === null ? html`<p class="empty">Todavía no hay informe. Reúne a todos los difusores que entregaron: cuándo, disponibilidad, incidencias por causa, tráfico y cláusulas.</p>` : made(place, facts, isCurrent)}
${handedIn === 0 ? null : html`<form method="post" action="${place}">${csrfField(visit.session?.csrf ?? "")}<div class="actions"><button class="${facts === null ? "" : "second"}">${facts === null ? "Preparar el informe" : "Preparar de nuevo el informe"}</button></div></form>`}`;
  return page("Informe de la elección", body, { isWide: true, scripts: isRunning ? ["wait"] : [] });
}

function made(place: string, { generatedAt, versions }: ElectionFacts, isCurrent: boolean): Markup {
  const old = isCurrent
    ? null
    : html`<p class="note attention">Desde entonces se entregaron otras versiones: conviene prepararlo de nuevo.</p>`;
  return html`<p>Elaborado el ${momentText(generatedAt)}, con ${countOf(versions.length, "memoria", "memorias")}.</p>${old}
<p><a class="button second" href="${place}/eleccion.pdf">Descargar el PDF</a> <a href="${place}/eleccion.html">Abrir como página</a></p>
<iframe class="paper" title="Informe de la elección" src="${place}/eleccion.html" sandbox="allow-scripts allow-popups"></iframe>`;
}

/** Asks for the report; throws Problem `not-found`, or `invalid` where nothing was handed in. */
export async function askReport(visit: Visit, callId: string): Promise<void> {
  const { handedIn } = await reportState(visit, callId);
  if (handedIn === 0) throw new Problem("invalid", "Todavía no hay memorias entregadas.");
  requestElectionReport(visit.services, visit.person.organisation, callId, visit.person.id);
  note(visit.services, visit.actor, "election-report.asked", callId);
}

export async function reportFile(visit: Visit, callId: string, name: "eleccion.pdf" | "eleccion.html"): Promise<Answer> {
  const { facts } = await reportState(visit, callId);
  const file = path.join(electionOutput(visit.services, visit.person.organisation, callId), name);
  if (
    facts === null ||
    !(await accessFile(file).then(
      () => true,
      () => false,
    ))
  )
    throw new Problem("not-found");
  const isPage = name === "eleccion.html";
  return bytes(isPage ? "text/html; charset=utf-8" : "application/pdf", createReadStream(file), isPage ? null : `eleccion-${callId}.pdf`, {
    isForeignPage: isPage,
  });
}

const access = ["revisor"] as const;

export const electionReportRoutes: readonly Route[] = [
  { method: "GET", path: "/tablero/:call/informe", access, handle: reportPage },
  {
    method: "POST",
    path: "/tablero/:call/informe",
    access,
    mostPerMinute: 10,
    handle: async (visit) => {
      await askReport(visit, visit.parameter("call"));
      return redirect(`/tablero/${visit.parameter("call")}/informe`, "informe-pedido");
    },
  },
  {
    method: "GET",
    path: "/tablero/:call/informe/eleccion.pdf",
    access,
    handle: (visit) => reportFile(visit, visit.parameter("call"), "eleccion.pdf"),
  },
  {
    method: "GET",
    path: "/tablero/:call/informe/eleccion.html",
    access,
    handle: (visit) => reportFile(visit, visit.parameter("call"), "eleccion.html"),
  },
];
