// The page behind a link that an administrator made for whoever lost a password: it asks for a new one, once.
import { html } from "../../report/index.ts";
import { longestPassword, passwordHash, shortestPassword } from "../auth/passwords.ts";
import { csrfField, field } from "../pages/layout.ts";
import { note } from "../records/audit.ts";
import { type Invitation, renewPassword } from "../records/invitations.ts";
import { type Person, person } from "../records/people.ts";
import { type Answer, page } from "./answer.ts";
import { newPassword } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./route.ts";

export function newPasswordPage(visit: Visit, invitation: Invitation, error: string | undefined): Answer {
  const whose = invitation.person === null ? null : person(visit.services, invitation.person);
  if (!whose || whose.disabledAt !== null) throw new Problem("link-expired");
  const body = html`<p class="lead">Cuenta de <strong>${whose.name}</strong>, ${whose.email}.</p>
<form method="post">${visit.session && csrfField(visit.session.csrf)}
${field({ name: "contrasena", label: "Contraseña nueva", type: "password", hint: `De ${shortestPassword} caracteres o más; una frase que solo conozca quien la usa.`, error, isRequired: true, autocomplete: "new-password", most: longestPassword })}
<div class="actions"><button>Cambiar la contraseña y entrar</button></div>
</form>
<p class="under">Las sesiones que estén abiertas se cierran.</p>`;
  return page("Contraseña nueva", body, { status: error === undefined ? 200 : 422 });
}

/** Whoever has the new password now, or the page again. */
export async function newPasswordTaken(visit: Visit, invitation: Invitation): Promise<Answer | Person> {
  const read = newPassword.safeParse(visit.form["contrasena"]);
  if (!read.success) return newPasswordPage(visit, invitation, read.error.issues[0]?.message ?? "");
  const whose = renewPassword(visit.services, invitation, await passwordHash(read.data));
  if (!whose) throw new Problem("link-expired");
  note(visit.services, { person: whose, address: visit.request.ip }, "password.renewed", whose.id);
  return whose;
}
