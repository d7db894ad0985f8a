// Observations and the decision, on the institute's side; observations, decision and reclassifications on the difusor's.
import { z } from "zod";
import { printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { decide } from "../deeds/decide.ts";
import { answer, formKey, longText, observe, settle } from "../deeds/observe.ts";
import { instituteChanges } from "../deeds/reclassified.ts";
import { sectionsOf } from "../deeds/sections.ts";
import { deliveryPage, placeOf, stateNames } from "../pages/delivery/frame.ts";
import { decisionNote } from "../pages/delivery/institute-note.ts";
import { csrfField, field, formErrors } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { reviewPlace } from "../pages/review/addresses.ts";
import { reviewPage } from "../pages/review/frame.ts";
import { reclassificationList } from "../pages/review/incidents-page.ts";
import { observationList } from "../pages/review/observations-page.ts";
import { whoText } from "../pages/review/parts.ts";
import { type Observation, observationsOf } from "../records/observations.ts";
import { newId } from "../records/records.ts";
import { lastVersion, type Version, versionsOf } from "../records/versions.ts";
import { type Answer, redirect } from "./answer.ts";
import { readForm } from "./forms.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

interface Refused {
  /** Which form it was: `observacion`, `decision`, or an observation's id. */
  form: string;
  values: Record<string, unknown>;
  errors: Record<string, string>;
  status?: number;
}

function typed(refused: Refused | null, form: string, name: string): string {
  const value = refused?.form === form ? refused.values[name] : undefined;
  return typeof value === "string" ? value : "";
}

function institutePage(visit: Visit, refused: Refused | null = null): Promise<Answer> {
  const { services, delivery } = visit;
  return reviewPage(
    visit,
    "observaciones",
    (version) => {
      const all = observationsOf(services, delivery.id);
      const closeForm = ({ id, closedAt }: Observation): Markup | null =>
        closedAt !== null
          ? null
          : html`<form class="inline" method="post" action="${reviewPlace(visit, `/observaciones/${id}/cerrar`)}">${csrfOf(visit)}<button class="link">Cerrar la observación</button></form>`;
      const isLast = version.number === lastVersion(services, delivery.id)?.number;
      return html`${isLast ? decisionForm(visit, version, refused) : null}
<h2 id="observaciones">Observaciones</h2>
${observationList(services, delivery, all, { empty: "Todavía no hay observaciones. Lo que se escriba abajo lo ve el difusor, y puede contestarlo.", form: closeForm })}
${observationForm(visit, version, refused)}`;
    },
    { isWide: false, status: refused === null ? 200 : (refused.status ?? 422) },
  );
}

function observationForm(visit: Visit, version: Version, refused: Refused | null): Markup {
  const own = refused?.form === "observacion" ? refused : null;
  const options = sectionsOf(visit.services, visit.delivery).map(({ id, title, clause }) => ({
    value: id,
    title: clause === null ? title : `${title} (${clause})`,
  }));
  return html`<h3>Nueva observación</h3>${own === null ? null : formErrors(own.errors)}
<form method="post" action="${reviewPlace(visit, "/observaciones")}">${csrfOf(visit)}
<input type="hidden" name="clave" value="${typed(refused, "observacion", "clave") || newId()}"><input type="hidden" name="version" value="${version.number}">
${field({ name: "seccion", label: "Parte de la memoria", value: typed(refused, "observacion", "seccion"), options, isRequired: true, error: own?.errors["seccion"] })}
${field({ name: "texto", label: "Observación", value: typed(refused, "observacion", "texto"), rows: 5, isRequired: true, most: 8000, hint: "Qué se observa y qué se espera; el difusor la ve en cuanto se guarda.", error: own?.errors["texto"] })}
<div class="actions"><button class="second">Guardar la observación</button></div></form>`;
}

function decisionForm(visit: Visit, version: Version, refused: Refused | null): Markup {
  const own = refused?.form === "decision" ? refused : null;
  if (version.state !== "entregada")
    return html`<h2 id="decision">Decisión</h2>${own === null ? null : formErrors(own.errors)}<p>${stateNames[version.state]} el ${momentText(version.decidedAt ?? "")} por ${whoText(visit.services, version.decidedBy)}.</p>${own === null || typed(refused, "decision", "motivo") === "" ? null : html`<p class="note">Lo que se había escrito como motivo: <span class="whole">${printable(typed(refused, "decision", "motivo"))}</span></p>`}`;
  const open = observationsOf(visit.services, visit.delivery.id).filter(({ closedAt }) => closedAt === null).length;
  return html`<h2 id="decision">Decisión</h2>${own === null ? null : formErrors(own.errors)}
${open === 0 ? null : html`<p class="note">${open === 1 ? "Hay una observación sin cerrar." : `Hay ${open} observaciones sin cerrar.`} No impide decidir.</p>`}
<form method="post" action="${reviewPlace(visit, "/decision")}">${csrfOf(visit)}<input type="hidden" name="numero" value="${version.number}">
${field({ name: "motivo", label: "Motivo", value: typed(refused, "decision", "motivo"), rows: 3, most: 8000, hint: "Hace falta para devolver: qué debe corregirse. El difusor lo ve.", error: own?.errors["motivo"] })}
<div class="actions"><button name="decision" value="aceptada" data-confirm="¿Aceptar la versión ${version.number}? Después ya no se puede cambiar.">Aceptar la versión ${version.number}</button>
<button name="decision" value="devuelta" class="danger" data-confirm="¿Devolver la versión ${version.number} al difusor?">Devolver para corregir</button></div></form>`;
}

const observationForms = z.object({
  clave: formKey,
  version: z.coerce.number().int().positive(),
  seccion: z.string({ error: "Falta elegir una parte de la memoria." }).min(1).max(40),
  texto: longText(8000),
});

async function makeObservation(visit: Visit): Promise<Answer> {
  const { services, actor, delivery, form } = visit;
  const read = readForm(observationForms, form);
  if (!read.ok) return institutePage(visit, { form: "observacion", values: form, errors: read.errors });
  const { clave, version, seccion, texto } = read.value;
  observe(services, actor, delivery, { id: clave, version, section: seccion, text: texto });
  return redirect(reviewPlace(visit, `/observaciones#observacion-${clave}`), "observacion-guardada");
}

function closeOne(visit: Visit): Answer {
  const id = visit.parameter("observation");
  settle(visit.services, visit.actor, visit.delivery, id);
  return redirect(reviewPlace(visit, `/observaciones#observacion-${id}`), "observacion-cerrada");
}

const decisionFormSchema = z.object({
  numero: z.coerce.number().int().positive(),
  decision: z.enum(["aceptada", "devuelta"], { error: "Falta elegir si se acepta o se devuelve." }),
  motivo: z.union([z.literal("").transform(() => null), longText(8000)]).default(null),
});

async function makeDecision(visit: Visit): Promise<Answer> {
  const { services, actor, delivery, form } = visit;
  const refuse = (errors: Record<string, string>, status = 422): Promise<Answer> =>
    institutePage(visit, { form: "decision", values: form, errors, status });
  const read = readForm(decisionFormSchema, form);
  if (!read.ok) return refuse(read.errors);
  const { numero, decision, motivo } = read.value;
  if (decision === "devuelta" && motivo === null) return refuse({ motivo: "Falta el motivo: el difusor debe saber qué corregir." });
  const result = decide(services, actor, delivery, { number: numero, state: decision, reason: motivo });
  if (result === "done" || result === "again")
    return redirect(reviewPlace(visit, "/observaciones"), decision === "aceptada" ? "aceptada" : "devuelta");
  return refuse({ "": lateText(visit, numero, result.late) }, 409);
}

/** What happened before this decision, so that it was not written. */
export function lateText({ services, delivery }: Pick<Visit, "services" | "delivery">, number: number, last: Version): string {
  if (last.number !== number)
    return `El difusor entregó la versión ${last.number} después de abrir esta página. Nada se decidió: hay que revisar la última.`;
  const decided = versionsOf(services, delivery.id).find((version) => version.number === number) ?? last;
  return `La versión ${number} ya estaba decidida: ${stateNames[decided.state].toLowerCase()} por ${whoText(services, decided.decidedBy)}, ${momentText(decided.decidedAt ?? decided.handedInAt)}. Esta decisión no se guardó.`;
}

function difusorPage(visit: Visit, refused: Refused | null = null): Answer {
  const { services, delivery } = visit;
  const all = observationsOf(services, delivery.id);
  const changes = instituteChanges(services, delivery);
  const answerForm = ({ id, answer: given, closedAt }: Observation): Markup | null => {
    if (given !== null || closedAt !== null) return null;
    const own = refused?.form === id ? refused : null;
    return html`${own === null ? null : formErrors(own.errors)}<form method="post" action="${placeOf(delivery, `/observaciones/${id}`)}">${csrfOf(visit)}
${field({ name: "respuesta", id: `respuesta-${id}`, label: "Respuesta", value: typed(refused, id, "respuesta"), rows: 4, isRequired: true, most: 8000, hint: "El instituto la ve en cuanto se guarda, y después no se cambia.", error: own?.errors["respuesta"] })}
<div class="actions"><button>Contestar</button></div></form>`;
  };
  const body = html`${decisionNote(visit)}
<h2>Observaciones del instituto</h2>
${observationList(services, delivery, all, { empty: "El instituto no ha hecho observaciones. Cuando las haga estarán aquí, y se podrán contestar.", form: answerForm })}
${changes.length === 0 ? null : html`<h2>Reclasificaciones del instituto</h2><p>El instituto clasificó de otra manera estas incidencias. Lo que se entregó queda como estaba; las cifras en preparación ya lo toman en cuenta.</p>${reclassificationList(services, changes)}`}`;
  return deliveryPage(visit, "observaciones", "Observaciones", body, { status: refused === null ? 200 : (refused.status ?? 422) });
}

const answerFormSchema = z.object({ respuesta: longText(8000) });

function giveAnswer(visit: Visit): Answer {
  const { services, actor, delivery, form } = visit;
  const id = visit.parameter("observation");
  const read = readForm(answerFormSchema, form);
  if (!read.ok) return difusorPage(visit, { form: id, values: form, errors: read.errors });
  answer(services, actor, delivery, id, read.value.respuesta);
  return redirect(placeOf(delivery, `/observaciones#observacion-${id}`), "contestada");
}

const institute = ["revisor"] as const;
const difusor = ["difusor"] as const;

export const observationRoutes: readonly Route[] = [
  { method: "GET", path: "/revision/:delivery/observaciones", access: institute, handle: (visit) => institutePage(visit) },
  { method: "POST", path: "/revision/:delivery/observaciones", access: institute, handle: makeObservation },
  { method: "POST", path: "/revision/:delivery/observaciones/:observation/cerrar", access: institute, handle: closeOne },
  { method: "POST", path: "/revision/:delivery/decision", access: institute, handle: makeDecision },
  { method: "GET", path: "/memorias/:delivery/observaciones", access: difusor, handle: (visit) => difusorPage(visit) },
  { method: "POST", path: "/memorias/:delivery/observaciones/:observation", access: difusor, handle: giveAnswer },
];
