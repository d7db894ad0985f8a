// Accounts and invitations, as the administrator sees and changes them.
import { z } from "zod";
import { html, type Markup } from "../../report/index.ts";
import { closeAccount, inviteTo, linkForNewPassword, openInvitations, reopenAccount, roleOf, takeBackInvitation } from "../deeds/people.ts";
import { csrfField, field, formErrors, roleNames, tableOf } from "../pages/layout.ts";
import { momentCell, momentText, withZone } from "../pages/moments.ts";
import { invitationDays } from "../records/invitations.ts";
import { type Organisation, organisations } from "../records/organisations.ts";
import { type Person, people } from "../records/people.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { email, line, readForm } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

interface Shown {
  errors: Record<string, string>;
  values: Record<string, unknown>;
  /** A link that was just made, and for whom. */
  link: { url: string; whose: string } | null;
}
const nothing: Shown = { errors: {}, values: {}, link: null };

const inviteForm = z.object({
  organizacion: line(40),
  correo: z.union([z.literal("").transform(() => null), email]).default(null),
});

function peoplePage(visit: Visit, shown: Shown = nothing): Answer {
  const known = organisations(visit.services);
  const body = html`<p class="lead">Quién puede entrar, con qué función y de qué organización.</p>
${shown.link && linkNote(shown.link)}
${formErrors(shown.errors)}
<h2 id="invitar">Invitar</h2>
${inviteFields(visit, known, shown)}
<h2 id="invitaciones">Enlaces que todavía no se usan</h2>
${invitationTable(visit, known)}
<h2 id="cuentas">Cuentas</h2>
${searchForm(visit)}
${peopleTable(visit, known)}`;
  return page("Personas", body, {
    status: Object.keys(shown.errors).length === 0 ? 200 : 422,
    isWide: true,
    scripts: ["confirm", "copy"],
  });
}

function linkNote({ url, whose }: NonNullable<Shown["link"]>): Markup {
  return html`<div class="notice" role="status"><p><strong>Enlace para ${whose}.</strong> Solo se muestra esta vez; sirve una vez y vence en ${invitationDays} días.</p>
<p><code class="secret" id="enlace">${url}</code></p>
<p class="actions"><button type="button" class="second" data-copy="enlace" hidden>Copiar el enlace</button></p></div>`;
}

function inviteFields(visit: Visit, known: readonly Organisation[], { errors, values }: Shown): Markup {
  const open = known.filter(({ retiredAt }) => retiredAt === null);
  const options = open.map((each) => ({ value: each.id, title: `${each.name} (${roleNames[roleOf(each.kind)]})` }));
  const given = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  return html`<form method="post" action="/admin/personas/invitar">${csrfField(visit.session?.csrf ?? "")}
<div class="fields">
${field({ name: "organizacion", label: "Organización", hint: html`La función es la de la organización. Si no está en la lista, se da de alta en <a href="/admin/organizaciones">Organizaciones</a>.`, options: [{ value: "", title: "Elegir…" }, ...options], value: given("organizacion") || (visit.query["organizacion"] ?? ""), isRequired: true, error: errors["organizacion"] })}
${field({ name: "correo", label: "Correo electrónico", type: "email", hint: "Para reconocer la invitación; el enlace se envía por otro medio.", value: given("correo"), most: 254, error: errors["correo"], autocomplete: "off" })}
</div>
<div class="actions"><button>Hacer el enlace</button></div>
</form>`;
}

function invitationTable(visit: Visit, known: readonly Organisation[]): Markup {
  const names = new Map(people(visit.services).map(({ id, name }) => [id, name]));
  const open = openInvitations(visit.services);
  const rows = open.map((each) => [
    nameOf(known, each.organisation),
    each.person === null ? `Cuenta nueva: ${roleNames[each.role]}` : `Contraseña nueva de ${names.get(each.person) ?? ""}`,
    each.email ?? "—",
    momentCell(each.expiresAt),
    deedButton(visit, `/admin/personas/invitaciones/${each.id}/retirar`, "Retirar", `de ${nameOf(known, each.organisation)}`),
  ]);
  const columns = ["Organización", "Para", "Correo", "Vence", "Acción"].map((title) => ({ title }));
  return tableOf(
    withZone(
      "Enlaces vigentes",
      open.map(({ expiresAt }) => expiresAt),
    ),
    columns,
    rows,
    "No hay enlaces vigentes. Al hacer una invitación aparece aquí hasta que se use.",
  );
}

function searchForm({ query }: Visit): Markup {
  return html`<form method="get" action="/admin/personas#cuentas" role="search"><div class="fields">
${field({ name: "buscar", label: "Buscar por nombre, correo u organización", type: "search", value: query["buscar"] ?? "", most: 120 })}
</div><div class="actions"><button class="second">Buscar</button></div></form>`;
}

function peopleTable(visit: Visit, known: readonly Organisation[]): Markup {
  const rows = found(people(visit.services), known, visit.query["buscar"] ?? "").map((each) => [
    each.name,
    each.email,
    roleNames[each.role],
    nameOf(known, each.organisation),
    each.disabledAt === null
      ? html`<span class="state done">Abierta</span>`
      : html`<span class="state">Cerrada</span> <span class="under">${momentText(each.disabledAt)}</span>`,
    html`<div class="row">${deedsOf(visit, each)}</div>`,
  ]);
  const columns = ["Nombre", "Correo", "Función", "Organización", "Cuenta", "Acciones"].map((title) => ({ title }));
  return tableOf("Cuentas", columns, rows, "Ninguna cuenta corresponde a la búsqueda.");
}

function deedsOf(visit: Visit, { id, name, disabledAt }: Person): Markup[] {
  const whose = `de ${name}`;
  if (disabledAt !== null) return [deedButton(visit, `/admin/personas/${id}/abrir`, "Abrir de nuevo", whose)];
  const renew = deedButton(visit, `/admin/personas/${id}/contrasena`, "Enlace para contraseña nueva", whose);
  if (id === visit.person.id) return [renew];
  const question = `¿Cerrar la cuenta de ${name}? Sus sesiones y tokens dejan de servir de inmediato.`;
  return [renew, deedButton(visit, `/admin/personas/${id}/cerrar`, "Cerrar la cuenta", whose, question)];
}

/** `whose` tells buttons of the same name apart where only names are heard. */
function deedButton(visit: Visit, action: string, title: string, whose: string, question?: string): Markup {
  return html`<form class="inline" method="post" action="${action}">${csrfField(visit.session?.csrf ?? "")}<button class="link"${question === undefined ? null : html` data-confirm="${question}"`}>${title}<span class="heard"> ${whose}</span></button></form>`;
}

function found(all: readonly Person[], known: readonly Organisation[], asked: string): Person[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  return all.filter((each) => {
    const text = plain(`${each.name} ${each.email} ${nameOf(known, each.organisation)}`);
    return words.every((word) => text.includes(word));
  });
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function nameOf(known: readonly Organisation[], id: string): string {
  return known.find((each) => each.id === id)?.name ?? "";
}

function invitePerson(visit: Visit): Answer {
  const read = readForm(inviteForm, visit.form);
  if (!read.ok) return peoplePage(visit, { errors: read.errors, values: visit.form, link: null });
  const { organizacion, correo } = read.value;
  try {
    const { link } = inviteTo(visit.services, visit.actor, { organisation: organizacion, email: correo });
    const whose = correo ?? nameOf(organisations(visit.services), organizacion);
    return peoplePage(visit, { ...nothing, link: { url: link, whose } });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return peoplePage(visit, { errors: { organizacion: error.detail }, values: visit.form, link: null });
  }
}

function renewPassword(visit: Visit): Answer {
  const id = visit.parameter("id");
  const { link } = linkForNewPassword(visit.services, visit.actor, id);
  const whose = people(visit.services).find((each) => each.id === id)?.name ?? "";
  return peoplePage(visit, { ...nothing, link: { url: link, whose: `la contraseña nueva de ${whose}` } });
}

function after(deed: (visit: Visit) => void, place: string): (visit: Visit) => Answer {
  return (visit) => {
    deed(visit);
    return redirect(`/admin/personas#${place}`, "guardado");
  };
}

const access = ["administrador"] as const;

export const adminPeopleRoutes: readonly Route[] = [
  { method: "GET", path: "/admin/personas", access, handle: (visit) => peoplePage(visit) },
  { method: "POST", path: "/admin/personas/invitar", access, handle: invitePerson },
  {
    method: "POST",
    path: "/admin/personas/invitaciones/:id/retirar",
    access,
    handle: after((visit) => takeBackInvitation(visit.services, visit.actor, visit.parameter("id")), "invitaciones"),
  },
  { method: "POST", path: "/admin/personas/:id/contrasena", access, handle: renewPassword },
  {
    method: "POST",
    path: "/admin/personas/:id/cerrar",
    access,
    handle: after((visit) => closeAccount(visit.services, visit.actor, visit.parameter("id")), "cuentas"),
  },
  {
    method: "POST",
    path: "/admin/personas/:id/abrir",
    access,
    handle: after((visit) => reopenAccount(visit.services, visit.actor, visit.parameter("id")), "cuentas"),
  },
];
