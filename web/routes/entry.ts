// Coming in and going out: the first page, sign-in, the invitation's link, sign-out.
import { z } from "zod";
import { html, type Markup } from "../../report/index.ts";
import { isPassword, longestPassword, passwordHash, shortestPassword } from "../auth/passwords.ts";
import { csrfField, field, formErrors, organisationKindName } from "../pages/layout.ts";
import { startOf } from "../pages/navigation.ts";
import { note } from "../records/audit.ts";
import { acceptInvitation, type Invitation, openInvitation } from "../records/invitations.ts";
import { forgetFailures, isLockedOut, noteFailure } from "../records/login-failures.ts";
import { organisation } from "../records/organisations.ts";
import { accountOf, type Person } from "../records/people.ts";
import { openSession, revokeSession } from "../records/sessions.ts";
import { type Answer, page, type RedirectAnswer, redirect } from "./answer.ts";
import { email, line, newPassword, readForm } from "./forms.ts";
import { newPasswordPage, newPasswordTaken } from "./new-password.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

/** Without blanks cut off: they may be part of it. */
const anyPassword = z.string().max(longestPassword);

const signIn = z.object({ correo: z.string().max(254), contrasena: anyPassword });
const guest = z.object({ nombre: line(120), correo: email, contrasena: newPassword });

/** Only a place of this site. */
function placeAfter(asked: string | undefined, person: Person): string {
  return asked !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(asked) ? asked : startOf(person.role);
}

function entered(visit: Visit, person: Person, to: string): RedirectAnswer {
  const { services, request } = visit;
  if (visit.session) revokeSession(services, visit.session.person, visit.session.id);
  const { secret } = openSession(services, { person: person.id, agent: request.headers["user-agent"] ?? "", address: request.ip });
  note(services, { person, address: request.ip }, "session.opened", person.id);
  return { ...redirect(to), session: secret };
}

function signInPage(after: string | undefined, given: string, error: string | null): Answer {
  const body = html`<p class="lead">Memorias técnicas de los difusores oficiales del PREP.</p>
${error === null ? null : html`<p class="error summary" role="alert">${error}</p>`}
<form method="post" action="/entrar">
${after === undefined ? null : html`<input type="hidden" name="destino" value="${after}">`}
${field({ name: "correo", label: "Correo electrónico", type: "email", value: given, isRequired: true, autocomplete: "username", most: 254 })}
${field({ name: "contrasena", label: "Contraseña", type: "password", isRequired: true, autocomplete: "current-password", most: longestPassword })}
<div class="actions"><button>Entrar</button></div>
</form>
<p class="under">Las cuentas se abren con un enlace de invitación. Si se olvidó la contraseña, quien administra el sistema puede enviar otro.</p>`;
  return page("Entrar", body, { status: error === null ? 200 : 422 });
}

const wrong = "El correo o la contraseña no son correctos.";

async function enter(visit: Visit): Promise<Answer> {
  const { services, request, form } = visit;
  const read = signIn.safeParse(form);
  const after = typeof form["destino"] === "string" ? form["destino"] : undefined;
  if (!read.success) return signInPage(after, "", wrong);
  const { correo, contrasena } = read.data;
  const account = correo.trim().toLowerCase();
  if (isLockedOut(services, account, request.ip)) throw new Problem("too-many");
  const found = accountOf(services, account);
  const isRight = await isPassword(contrasena, found?.passwordHash ?? null);
  if (!found || !isRight || found.disabledAt !== null) {
    noteFailure(services, account, request.ip);
    note(services, { person: null, address: request.ip }, "session.refused", found?.id ?? null);
    return signInPage(after, account, wrong);
  }
  forgetFailures(services, account);
  return entered(visit, found, placeAfter(after, found));
}

function invitationPage(visit: Visit, invitation: Invitation, values: Record<string, unknown>, errors: Record<string, string>): Answer {
  const host = organisation(visit.services, invitation.organisation);
  const given = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const body = html`<p class="lead">Cuenta de ${organisationKindName(invitation.role)}: <strong>${host?.name ?? ""}</strong>.</p>
${formErrors(errors)}
<form method="post">${visit.session && csrfField(visit.session.csrf)}
${field({ name: "nombre", label: "Nombre completo", value: given("nombre"), error: errors["nombre"], isRequired: true, autocomplete: "name", most: 120 })}
${field({ name: "correo", label: "Correo electrónico", type: "email", value: given("correo") || (invitation.email ?? ""), error: errors["correo"], isRequired: true, autocomplete: "username", most: 254 })}
${field({ name: "contrasena", label: "Contraseña", type: "password", hint: `De ${shortestPassword} caracteres o más; una frase que solo conozca quien la usa.`, error: errors["contrasena"], isRequired: true, autocomplete: "new-password", most: longestPassword })}
<div class="actions"><button>Abrir la cuenta</button></div>
</form>`;
  return page("Abrir una cuenta", body, { status: Object.keys(errors).length === 0 ? 200 : 422 });
}

function invited(visit: Visit): Invitation {
  const found = openInvitation(visit.services, visit.parameter("secret"));
  if (!found) throw new Problem("link-expired");
  return found;
}

async function acceptGuest(visit: Visit): Promise<Answer> {
  const invitation = invited(visit);
  if (invitation.person !== null) {
    const taken = await newPasswordTaken(visit, invitation);
    return "kind" in taken ? taken : entered(visit, taken, startOf(taken.role));
  }
  const read = readForm(guest, visit.form);
  if (!read.ok) return invitationPage(visit, invitation, visit.form, read.errors);
  const { nombre, correo } = read.value;
  // As it was typed: blanks at its ends are part of it.
  const password = String(visit.form["contrasena"]);
  const person = acceptInvitation(visit.services, invitation, { name: nombre, email: correo, passwordHash: await passwordHash(password) });
  if (!person) {
    invited(visit);
    return invitationPage(visit, invitation, visit.form, { correo: "Este correo ya tiene una cuenta." });
  }
  note(visit.services, { person, address: visit.request.ip }, "person.joined", person.id, { role: person.role });
  return entered(visit, person, startOf(person.role));
}

function leave(visit: Visit): Answer {
  const { session, services } = visit;
  if (session) {
    revokeSession(services, session.person, session.id);
    note(services, visit.actor, "session.closed", session.person);
  }
  return { ...redirect("/entrar", "salio"), session: null };
}

export const entryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/",
    access: "everyone",
    handle: ({ visitor }) => redirect(visitor ? startOf(visitor.role) : "/entrar"),
  },
  {
    method: "GET",
    path: "/entrar",
    access: "everyone",
    handle: ({ visitor, query }) => (visitor ? redirect(placeAfter(query["destino"], visitor)) : signInPage(query["destino"], "", null)),
  },
  { method: "POST", path: "/entrar", access: "everyone", mostPerMinute: 30, handle: enter },
  {
    method: "GET",
    path: "/invitacion/:secret",
    access: "everyone",
    mostPerMinute: 30,
    handle: (visit) => {
      const invitation = invited(visit);
      return invitation.person === null ? invitationPage(visit, invitation, {}, {}) : newPasswordPage(visit, invitation, undefined);
    },
  },
  { method: "POST", path: "/invitacion/:secret", access: "everyone", mostPerMinute: 30, handle: acceptGuest },
  { method: "POST", path: "/salir", access: "everyone", handle: leave },
];

/** Said where a page asks for the visitor's own password again. */
export function passwordField(
  name: string,
  label: string,
  error: string | undefined,
  autocomplete: "current-password" | "new-password",
): Markup {
  return field({ name, label, type: "password", isRequired: true, autocomplete, most: longestPassword, error });
}
