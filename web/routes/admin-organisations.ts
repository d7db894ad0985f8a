// Organisations of every kind, as the administrator sees and changes them.
import { z } from "zod";
import { html, type Markup } from "../../report/index.ts";
import {
  makeOrganisation,
  organisationErrors,
  renameOrganisation,
  resumeOrganisation,
  retireOrganisation,
} from "../deeds/organisations.ts";
import { csrfField, field, formErrors, tableOf } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { callEntries } from "../records/calls.ts";
import { deliveries } from "../records/deliveries.ts";
import { type Organisation, type OrganisationKind, organisation, organisations } from "../records/organisations.ts";
import { people } from "../records/people.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { line, readForm } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const kindNames: Readonly<Record<OrganisationKind, string>> = {
  difusor: "Difusor",
  instituto: "Instituto electoral",
  planeacion: "Área de planeación",
  sistema: "Administración del sistema",
};
const newKinds = ["difusor", "instituto", "planeacion"] as const;

const shortName = z
  .string()
  .max(20, { error: "A lo más 20 caracteres." })
  .regex(/^[\p{L}\p{N} .-]*$/u, { error: "Solo letras, números, espacio, punto y guion." })
  .transform((text) => (text === "" ? null : text))
  .default(null);
const changeForm = z.object({ nombre: line(160), siglas: shortName });
const newForm = changeForm.extend({ tipo: z.enum(newKinds, { error: "Falta elegir el tipo." }) });

type Values = Record<string, unknown>;
const given = (values: Values, name: string): string => (typeof values[name] === "string" ? values[name] : "");

function listPage(visit: Visit, values: Values = {}, errors: Record<string, string> = {}): Answer {
  const body = html`<p class="lead">Difusores, institutos y áreas de planeación que usan el sistema.</p>
${missingInstitutes(visit)}
<h2>Dar de alta</h2>
${formErrors(errors)}
<form method="post" action="/admin/organizaciones">${csrfField(visit.session?.csrf ?? "")}
<div class="fields">
${field({ name: "tipo", label: "Tipo", options: [{ value: "", title: "Elegir…" }, ...newKinds.map((kind) => ({ value: kind, title: kindNames[kind] }))], value: given(values, "tipo"), error: errors["tipo"], isRequired: true })}
${field({ name: "nombre", label: "Nombre completo", hint: "Como aparece en la portada de la memoria técnica.", value: given(values, "nombre"), error: errors["nombre"], isRequired: true, most: 160 })}
${field({ name: "siglas", label: "Siglas del instituto", hint: "Solo de institutos, como los nombran sus convocatorias: IEM, IEEM, IEPC.", value: given(values, "siglas"), error: errors["siglas"], most: 20 })}
</div>
<div class="actions"><button>Dar de alta</button></div>
</form>
<h2>Organizaciones</h2>
${organisationTable(visit)}`;
  return page("Organizaciones", body, { status: Object.keys(errors).length === 0 ? 200 : 422, isWide: true });
}

/** Calls whose institute nobody has entered: what is handed in for them has no reviewer. */
function missingInstitutes({ services }: Visit): Markup | null {
  const there = new Set(
    organisations(services).flatMap((each) => (each.kind === "instituto" && each.retiredAt === null ? [each.shortName] : [])),
  );
  const missing = new Map(
    callEntries(services)
      .flatMap(({ versions }) => versions.map(({ institute }) => institute.value))
      .filter((institute) => !there.has(institute.shortName))
      .map((institute) => [institute.shortName, institute.name]),
  );
  if (missing.size === 0) return null;
  return html`<div class="note"><p>Las convocatorias nombran institutos que no están dados de alta; sus memorias técnicas no tendrían quién las revise:</p>
<ul>${[...missing].map(([short, name]) => html`<li>${name} (${short})</li>`)}</ul></div>`;
}

function organisationTable({ services }: Visit): Markup {
  const members = countBy(
    people(services).filter(({ disabledAt }) => disabledAt === null),
    (each) => each.organisation,
  );
  const handed = countBy(deliveries(services), (each) => each.organisation);
  const rows = organisations(services).map((each) => [
    html`<a href="/admin/organizaciones/${each.id}">${each.name}</a>`,
    kindNames[each.kind],
    each.shortName ?? "—",
    members.get(each.id) ?? 0,
    each.kind === "difusor" ? (handed.get(each.id) ?? 0) : "—",
    each.retiredAt === null ? html`<span class="state done">Activa</span>` : html`<span class="state">De baja</span>`,
  ]);
  const columns = [
    { title: "Nombre" },
    { title: "Tipo" },
    { title: "Siglas" },
    { title: "Cuentas abiertas", kind: "number" as const },
    { title: "Memorias técnicas", kind: "number" as const },
    { title: "Estado" },
  ];
  return tableOf("Organizaciones", columns, rows, "No hay organizaciones.");
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function onePage(visit: Visit, values: Values | null = null, errors: Record<string, string> = {}): Answer {
  const which = known(visit);
  const shown = values ?? { nombre: which.name, siglas: which.shortName ?? "" };
  const members = people(visit.services).filter((each) => each.organisation === which.id);
  const body = html`<dl>
<dt>Tipo</dt><dd>${kindNames[which.kind]}</dd>
<dt>Alta</dt><dd>${momentText(which.createdAt)}</dd>
${which.retiredAt === null ? null : html`<dt>Baja</dt><dd>${momentText(which.retiredAt)}</dd>`}
</dl>
${formErrors(errors)}
<form method="post" action="/admin/organizaciones/${which.id}">${csrfField(visit.session?.csrf ?? "")}
${field({ name: "nombre", label: "Nombre completo", value: given(shown, "nombre"), error: errors["nombre"], isRequired: true, most: 160 })}
${which.kind === "instituto" ? field({ name: "siglas", label: "Siglas", hint: "Como las escriben sus convocatorias.", value: given(shown, "siglas"), error: errors["siglas"], isRequired: true, most: 20 }) : null}
<div class="actions"><button>Guardar los cambios</button></div>
</form>
<h2>Cuentas</h2>
${tableOf(
  "Cuentas de la organización",
  [{ title: "Nombre" }, { title: "Correo" }, { title: "Cuenta" }],
  members.map(({ name, email, disabledAt }) => [name, email, disabledAt === null ? "Abierta" : "Cerrada"]),
  html`Todavía no hay cuentas. <a href="/admin/personas?organizacion=${which.id}#invitar">Invitar a alguien</a>.`,
)}
${endForm(visit, which)}`;
  return page(which.name, body, { status: Object.keys(errors).length === 0 ? 200 : 422, scripts: ["confirm"] });
}

function endForm(visit: Visit, { id, kind, name, retiredAt }: Organisation): Markup | null {
  if (kind === "sistema") return null;
  const csrf = csrfField(visit.session?.csrf ?? "");
  if (retiredAt !== null)
    return html`<h2>Reactivar</h2><p>Sus cuentas siguen cerradas hasta que se abra cada una.</p>
<form method="post" action="/admin/organizaciones/${id}/reactivar">${csrf}<div class="actions"><button class="second">Reactivar la organización</button></div></form>`;
  return html`<h2>Dar de baja</h2><p>Se cierran todas sus cuentas y se retiran sus invitaciones. Lo que entregó se conserva.</p>
<form method="post" action="/admin/organizaciones/${id}/baja">${csrf}<div class="actions"><button class="danger" data-confirm="¿Dar de baja ${name} y cerrar todas sus cuentas?">Dar de baja</button></div></form>`;
}

function known(visit: Visit): Organisation {
  const found = organisation(visit.services, visit.parameter("id"));
  if (!found) throw new Problem("not-found");
  return found;
}

function add(visit: Visit): Answer {
  const read = readForm(newForm, visit.form);
  if (!read.ok) return listPage(visit, visit.form, read.errors);
  const facts = { kind: read.value.tipo, name: read.value.nombre, shortName: read.value.siglas };
  const errors = organisationErrors(visit.services, facts, null);
  if (errors) return listPage(visit, visit.form, errors);
  const made = makeOrganisation(visit.services, visit.actor, facts);
  return redirect(`/admin/organizaciones/${made.id}`, "guardado");
}

function change(visit: Visit): Answer {
  const which = known(visit);
  const read = readForm(changeForm, visit.form);
  if (!read.ok) return onePage(visit, visit.form, read.errors);
  const facts = { name: read.value.nombre, shortName: read.value.siglas };
  const errors = organisationErrors(visit.services, { ...facts, kind: which.kind }, which.id);
  if (errors) return onePage(visit, visit.form, errors);
  renameOrganisation(visit.services, visit.actor, which.id, facts);
  return redirect(`/admin/organizaciones/${which.id}`, "guardado");
}

function retire(visit: Visit): Answer {
  retireOrganisation(visit.services, visit.actor, visit.parameter("id"));
  return redirect("/admin/organizaciones", "guardado");
}

function resume(visit: Visit): Answer {
  resumeOrganisation(visit.services, visit.actor, visit.parameter("id"));
  return redirect(`/admin/organizaciones/${visit.parameter("id")}`, "guardado");
}

const access = ["administrador"] as const;

export const adminOrganisationRoutes: readonly Route[] = [
  { method: "GET", path: "/admin/organizaciones", access, handle: (visit) => listPage(visit) },
  { method: "POST", path: "/admin/organizaciones", access, handle: add },
  { method: "GET", path: "/admin/organizaciones/:id", access, handle: (visit) => onePage(visit) },
  { method: "POST", path: "/admin/organizaciones/:id", access, handle: change },
  { method: "POST", path: "/admin/organizaciones/:id/baja", access, handle: retire },
  { method: "POST", path: "/admin/organizaciones/:id/reactivar", access, handle: resume },
];
