// One's own account: password, open sessions, API tokens.
import { z } from "zod";
import { html, type Markup } from "../../report/index.ts";
import { isPassword, passwordHash } from "../auth/passwords.ts";
import { csrfField, field, formErrors, roleNames, tableOf, tick } from "../pages/layout.ts";
import { momentCell, withZone } from "../pages/moments.ts";
import { note } from "../records/audit.ts";
import { organisation } from "../records/organisations.ts";
import { accountOf, changePassword } from "../records/people.ts";
import { revokeSession, sessionsOf } from "../records/sessions.ts";
import { addToken, revokeToken, tokensOf } from "../records/tokens.ts";
import { type Answer, page, redirect } from "./answer.ts";
import { passwordField } from "./entry.ts";
import { checkBox, line, newPassword, readForm } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

interface Shown {
  errors: Record<string, string>;
  /** Of a token that was just made. */
  secret: string | null;
}

function csrfOf(visit: Visit): string {
  return visit.session?.csrf ?? "";
}

function accountPage(visit: Visit, { errors, secret }: Shown = { errors: {}, secret: null }): Answer {
  const { person, services } = visit;
  const body = html`<dl>
<dt>Nombre</dt><dd>${person.name}</dd>
<dt>Correo electrónico</dt><dd>${person.email}</dd>
<dt>Organización</dt><dd>${organisation(services, person.organisation)?.name ?? ""}</dd>
<dt>Función</dt><dd>${roleNames[person.role]}</dd>
</dl>
${formErrors(errors)}
<h2 id="contrasena">Contraseña</h2>
<form method="post" action="/cuenta/contrasena">${csrfField(csrfOf(visit))}
${passwordField("actual", "Contraseña actual", errors["actual"], "current-password")}
${passwordField("nueva", "Contraseña nueva", errors["nueva"], "new-password")}
<div class="actions"><button>Cambiar la contraseña</button></div>
</form>
<h2 id="sesiones">Sesiones abiertas</h2>
${sessionTable(visit)}
<h2 id="tokens">Tokens para otros programas</h2>
<p>Con un token, la línea de comandos (<code>--server</code>, <code>--token</code>) y otros programas actúan en nombre de esta cuenta. La interfaz se describe en <a href="/api/docs">/api/docs</a>.</p>
${secret === null ? null : html`<p class="notice" role="status">Token nuevo, que solo se muestra esta vez: <code>${secret}</code></p>`}
${tokenTable(visit)}
<form method="post" action="/cuenta/tokens">${csrfField(csrfOf(visit))}
${field({ name: "nombre", label: "Nombre del token", hint: "Para reconocerlo después: el equipo o el programa que lo usa.", error: errors["nombre"], isRequired: true, most: 80 })}
${tick("escribir", "Puede hacer cambios, y no solo leer", false)}
<div class="actions"><button class="second">Crear un token de 90 días</button></div>
</form>`;
  return page("Cuenta", body, { status: Object.keys(errors).length === 0 ? 200 : 422 });
}

function sessionTable(visit: Visit): Markup {
  const sessions = sessionsOf(visit.services, visit.person.id);
  const rows = sessions.map((session) => [
    session.agent === "" ? "Sin nombre" : session.agent.slice(0, 80),
    session.address,
    momentCell(session.lastSeenAt),
    session.id === visit.session?.id
      ? "Esta sesión"
      : html`<form class="inline" method="post" action="/cuenta/sesiones/${session.id}/cerrar">${csrfField(csrfOf(visit))}<button class="link">Cerrar</button></form>`,
  ]);
  return tableOf(
    withZone(
      "Sesiones",
      sessions.map(({ lastSeenAt }) => lastSeenAt),
    ),
    [{ title: "Navegador" }, { title: "Dirección" }, { title: "Último uso" }, { title: "Acción" }],
    rows,
    "No hay sesiones.",
  );
}

function tokenTable(visit: Visit): Markup {
  const tokens = tokensOf(visit.services, visit.person.id);
  const rows = tokens.map((token) => [
    token.name,
    token.scopes.includes("write") ? "Leer y cambiar" : "Leer",
    momentCell(token.expiresAt),
    token.lastUsedAt === null ? "Nunca" : momentCell(token.lastUsedAt),
    html`<form class="inline" method="post" action="/cuenta/tokens/${token.id}/retirar">${csrfField(csrfOf(visit))}<button class="link">Retirar</button></form>`,
  ]);
  const columns = [{ title: "Nombre" }, { title: "Permiso" }, { title: "Vence" }, { title: "Último uso" }, { title: "Acción" }];
  return tableOf(
    withZone(
      "Tokens vigentes",
      tokens.map(({ expiresAt }) => expiresAt),
    ),
    columns,
    rows,
    "No hay tokens vigentes.",
  );
}

async function changeOwnPassword(visit: Visit): Promise<Answer> {
  const { person, services, form } = visit;
  const current = String(form["actual"] ?? "");
  const account = accountOf(services, person.email);
  if (!(await isPassword(current, account?.passwordHash ?? null)))
    return accountPage(visit, { errors: { actual: "No es la contraseña actual." }, secret: null });
  const read = newPassword.safeParse(form["nueva"]);
  if (!read.success) return accountPage(visit, { errors: { nueva: read.error.issues[0]?.message ?? "" }, secret: null });
  changePassword(services, person.id, await passwordHash(read.data), visit.session?.id ?? null);
  note(services, visit.actor, "password.changed", person.id);
  return redirect("/cuenta", "contrasena");
}

function closeSession(visit: Visit): Answer {
  if (!revokeSession(visit.services, visit.person.id, visit.parameter("id"))) throw new Problem("not-found");
  note(visit.services, visit.actor, "session.revoked", visit.person.id);
  return redirect("/cuenta", "sesion-cerrada");
}

const tokenForm = z.object({ nombre: line(80), escribir: checkBox });
const tokenDays = 90;

function makeToken(visit: Visit): Answer {
  const read = readForm(tokenForm, visit.form);
  if (!read.ok) return accountPage(visit, { errors: read.errors, secret: null });
  const scopes = read.value.escribir ? ["read", "write"] : ["read"];
  const { secret, id } = addToken(visit.services, { person: visit.person.id, name: read.value.nombre, scopes, days: tokenDays });
  note(visit.services, visit.actor, "token.made", id, { scopes });
  return accountPage(visit, { errors: {}, secret });
}

function dropToken(visit: Visit): Answer {
  const id = visit.parameter("id");
  if (!revokeToken(visit.services, visit.person.id, id)) throw new Problem("not-found");
  note(visit.services, visit.actor, "token.revoked", id);
  return redirect("/cuenta", "guardado");
}

export const accountRoutes: readonly Route[] = [
  { method: "GET", path: "/cuenta", access: "people", handle: (visit) => accountPage(visit) },
  { method: "POST", path: "/cuenta/contrasena", access: "people", mostPerMinute: 10, handle: changeOwnPassword },
  { method: "POST", path: "/cuenta/sesiones/:id/cerrar", access: "people", handle: closeSession },
  { method: "POST", path: "/cuenta/tokens", access: "people", handle: makeToken },
  { method: "POST", path: "/cuenta/tokens/:id/retirar", access: "people", handle: dropToken },
];
