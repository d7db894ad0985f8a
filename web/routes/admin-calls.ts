// Calls as the administrator sees them: every version with its clauses, and the forms by which calls and amendments are entered.
import { convocatoriaRows, html, type Markup } from "../../report/index.ts";
import { type CallDraft, type CallTask, draftOf, keepDraft, removeVersion, standingForm, usesOf, versionOf } from "../deeds/calls.ts";
import { type CallFormState, callFormParts, plain, sourcePart } from "../pages/call-form.ts";
import { dayText } from "../pages/delivery/frame.ts";
import { csrfField, formErrors, tableOf } from "../pages/layout.ts";
import { type CallEntry, callEntries, callEntry, ownCall, referenceOf } from "../records/calls.ts";
import { type Answer, json, page, redirect } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const root = "/admin/convocatorias";
const statusNames = { official: "Oficial", press: "Conocida por la prensa" } as const;

function listPage({ services }: Visit): Answer {
  const rows = callEntries(services).flatMap((entry) =>
    entry.versions.map((call) => [
      html`<a href="${addressOf(call)}">${referenceOf(call)}</a>`,
      call.institute.value.shortName,
      dayText(call.electionDate.value),
      call.elections.value.join(", "),
      call.version === entry.latestOfficial
        ? html`${statusNames[call.status]} <span class="state done">vigente</span>`
        : statusNames[call.status],
      originText(entry, call.version),
      usesOf(services, referenceOf(call)),
    ]),
  );
  const columns = ["Convocatoria", "Instituto", "Jornada", "Elecciones", "Carácter", "Origen"].map((title) => ({ title }));
  const body = html`<p class="lead">Lo que cada convocatoria pide, como datos: cada valor con la cláusula de la que viene. Una memoria técnica se comprueba contra la versión a la que responde.</p>
<div class="actions"><a class="button" href="${root}/nueva">Registrar una convocatoria</a></div>
${tableOf("Convocatorias y sus versiones", [...columns, { title: "Memorias técnicas", kind: "number" as const }], rows, "No hay convocatorias.")}
<p class="under">«Vigente» es la última versión oficial: a ella responden las memorias técnicas que se empiecen.</p>`;
  return page("Convocatorias", body, { isWide: true });
}

function originText({ isBuiltIn, ownVersions }: CallEntry, version: string): string {
  if (!ownVersions.includes(version)) return "Viene con el programa";
  return isBuiltIn ? "Modificación registrada aquí" : "Registrada aquí";
}

function addressOf({ id, version }: { id: string; version: string }): string {
  return `${root}/${id}/${version}`;
}

async function onePage(visit: Visit): Promise<Answer> {
  const call = versionOf(visit.services, placeOf(visit));
  const entry = callEntry(visit.services, call.id);
  const { url, note } = call.source;
  const body = html`<dl>
<dt>Fuente</dt><dd>${url === null ? call.source.document : html`<a href="${url}" rel="noreferrer">${call.source.document}</a>`}${note === null ? null : html`. ${note}`}</dd>
<dt>Origen</dt><dd>${entry ? originText(entry, call.version) : ""}</dd>
<dt>Memorias técnicas</dt><dd>${usesOf(visit.services, referenceOf(call))}</dd>
</dl>
<div class="actions"><a class="button second" href="${addressOf(call)}/modificar">Registrar una modificación de esta versión</a></div>
${entry?.ownVersions.includes(call.version) ? ownDeeds(visit, call) : null}
${tableOf(
  "Lo que señala",
  [{ title: "Requisito" }, { title: "Valor" }, { title: "Cláusula" }],
  (await convocatoriaRows(call)).map(([a, b, c]) => [a, b, c]),
  "",
)}`;
  return page(referenceOf(call), body, { scripts: ["confirm"] });
}

function ownDeeds(visit: Visit, call: { id: string; version: string }): Markup {
  if (usesOf(visit.services, referenceOf(call)) > 0)
    return html`<p class="note">Hay memorias técnicas que responden a esta versión: se conserva como está. Lo que cambie se registra como modificación.</p>`;
  return html`<div class="actions"><a class="button second" href="${addressOf(call)}/corregir">Corregir esta versión</a>
<form class="inline" method="post" action="${addressOf(call)}/quitar">${csrfField(visit.session?.csrf ?? "")}<button class="danger" data-confirm="¿Quitar la versión ${call.version}?">Quitar</button></form></div>`;
}

function placeOf(visit: Visit): { id: string; version: string } {
  return { id: visit.parameter("call"), version: visit.parameter("version") };
}

function taskOf(visit: Visit, kind: CallTask["kind"]): CallTask {
  return kind === "new" ? { kind } : { kind, ...placeOf(visit) };
}

const titles = { new: "Registrar una convocatoria", amend: "Registrar una modificación", correct: "Corregir una versión" } as const;

/** The form as it begins: empty, or with the values of the version that it is about. */
function startPage(kind: CallTask["kind"]): (visit: Visit) => Answer {
  return (visit) => {
    const task = taskOf(visit, kind);
    if (task.kind === "new") return formPage(visit, task, { values: { timeZone: "America/Mexico_City", version: "original" }, errors: {} });
    return formPage(visit, task, { values: standingForm(visit.services, task), errors: {} });
  };
}

function formPage(visit: Visit, task: CallTask, state: CallFormState, clash: Markup | null = null): Answer {
  const id = task.kind === "new" ? (state.values["id"] ?? "") : task.id;
  const revision = state.values["revision"] ?? String(ownCall(visit.services, id)?.revision ?? 0);
  const body = html`${clash}${introduction(task)}
${formErrors(state.errors)}
<form method="post" data-live="${root}/revisar" novalidate>${csrfField(visit.session?.csrf ?? "")}
<input type="hidden" name="revision" value="${revision}"><input type="hidden" name="tarea" value="${task.kind}">
${task.kind === "new" ? null : html`<input type="hidden" name="de" value="${task.id}"><input type="hidden" name="de-version" value="${task.version}">`}
${identityPart(task, state)}
${sourcePart(state)}
${callFormParts(state)}
<p class="live" role="status" data-live-said></p>
<div class="actions"><button>Guardar</button><a href="${task.kind === "new" ? root : addressOf(task)}">Dejarlo sin guardar</a></div>
</form>`;
  const isRefused = Object.keys(state.errors).length > 0;
  return page(titles[task.kind], body, { status: clash === null ? (isRefused ? 422 : 200) : 409, scripts: ["live-form"] });
}

function introduction(task: CallTask): Markup {
  if (task.kind === "new")
    return html`<p class="lead">Lo que el documento no señala se deja vacío: la memoria técnica dirá «no lo señala». Cada valor lleva su cláusula.</p>`;
  const from = html`<a href="${addressOf(task)}">${task.id}@${task.version}</a>`;
  return task.kind === "amend"
    ? html`<p class="lead">Parte de ${from}: solo se guarda lo que cambie, con la cláusula del documento que lo cambia.</p>`
    : html`<p class="lead">Se corrige ${from}, a la que todavía no responde ninguna memoria técnica.</p>`;
}

function identityPart(task: CallTask, state: CallFormState): Markup | null {
  if (task.kind === "correct") return null;
  const id =
    task.kind === "new"
      ? plain(state, "id", "Clave", {
          isRequired: true,
          most: 60,
          hint: "Minúsculas, números y guiones: instituto, lugar y año. P. ej. iem-michoacan-2027.",
        })
      : null;
  const version = plain(state, "version", "Nombre de la versión", {
    isRequired: true,
    most: 40,
    hint: "P. ej. original, acuerdo-15-2027.",
  });
  return html`<fieldset class="part"><legend>Identificación</legend><div class="fields">${id}${version}</div></fieldset>`;
}

function keep(kind: CallTask["kind"]): (visit: Visit) => Promise<Answer> {
  return async (visit) => {
    const task = taskOf(visit, kind);
    const draft = await draftOf(visit.services, task, visit.form);
    const values = textsOf(visit);
    if (draft.call === null) return formPage(visit, task, { values, errors: draft.errors });
    try {
      const reference = keepDraft(visit.services, visit.actor, task, draft, Number(values["revision"] ?? 0));
      return redirect(`${root}/${reference.replace("@", "/")}`, "guardado");
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "conflict") throw error;
      return formPage(
        visit,
        task,
        { values: { ...values, revision: String(ownCall(visit.services, draft.id)?.revision ?? 0) }, errors: {} },
        clashNote(draft),
      );
    }
  };
}

function clashNote({ id }: CallDraft): Markup {
  return html`<div class="note attention" role="alert"><p><strong>Otra persona cambió esta convocatoria mientras tanto.</strong> Nada se guardó, y lo escrito sigue abajo. Conviene ver <a href="${root}">lo que hay ahora de ${id}</a> y guardar de nuevo si lo escrito sigue valiendo.</p></div>`;
}

function textsOf({ form }: Visit): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== ""),
  );
}

/** What the form's script asks while one writes: nothing is kept. */
async function check(visit: Visit): Promise<Answer> {
  const { tarea, de, "de-version": version } = visit.form as Record<string, string>;
  const kind = tarea === "amend" || tarea === "correct" ? tarea : "new";
  const task: CallTask = kind === "new" ? { kind } : { kind, id: String(de), version: String(version) };
  const { errors, call } = await draftOf(visit.services, task, visit.form);
  const count = Object.keys(errors).length;
  const said = call
    ? "Todo lo necesario está y se entiende."
    : count === 1
      ? "Hay un dato por completar o corregir."
      : `Hay ${count} datos por completar o corregir.`;
  return json({ errors, said });
}

function remove(visit: Visit): Answer {
  removeVersion(visit.services, visit.actor, placeOf(visit));
  return redirect(root, "guardado");
}

const access = ["administrador"] as const;

export const adminCallRoutes: readonly Route[] = [
  { method: "GET", path: root, access, handle: listPage },
  { method: "GET", path: `${root}/nueva`, access, handle: startPage("new") },
  { method: "POST", path: `${root}/nueva`, access, handle: keep("new") },
  { method: "POST", path: `${root}/revisar`, access, handle: check },
  { method: "GET", path: `${root}/:call/:version`, access, handle: onePage },
  { method: "GET", path: `${root}/:call/:version/modificar`, access, handle: startPage("amend") },
  { method: "POST", path: `${root}/:call/:version/modificar`, access, handle: keep("amend") },
  { method: "GET", path: `${root}/:call/:version/corregir`, access, handle: startPage("correct") },
  { method: "POST", path: `${root}/:call/:version/corregir`, access, handle: keep("correct") },
  { method: "POST", path: `${root}/:call/:version/quitar`, access, handle: remove },
];
