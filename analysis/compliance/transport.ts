// Secure transport and open ports, where the log carries the scheme or the port of its requests.
import { countOf } from "../wording.ts";
import type { TransportAnswers } from "./answers.ts";
import { type Check, checked, type Requirement } from "./clause.ts";

const addScheme = "Se registra con $scheme y $server_port en nginx, o con %p en Apache.";

/** *incumple* only where one server is seen to serve both in the clear and over TLS, and none stands before it. */
export function checkSecureTransport(requirement: Requirement, { secure, plain, unknown, forwarded }: TransportAnswers): Check {
  const figures = { secureAnswers: secure, plainAnswers: plain, unknownAnswers: unknown };
  const outcome = { figures, period: "window", source: "log" } as const;
  const served = secure + plain + unknown;
  const overTls = `${countOf(secure, "respuesta exitosa de resultados se sirvió", "respuestas exitosas de resultados se sirvieron")} por HTTPS`;
  const inClear = `${countOf(plain, "se sirvió", "se sirvieron")} sin cifrar`;
  if (served === 0)
    return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: "No hay respuestas exitosas en el periodo." });
  if (plain > 0 && secure > 0 && forwarded === 0) {
    return checked(requirement, { ...outcome, verdict: "incumple", evidence: `${overTls} y ${inClear}.` });
  }
  if (plain > 0) {
    const evidence = `${overTls} y ${inClear}, según el servidor que escribió la bitácora: si otro recibe a los visitantes delante de él, pudo cifrarse ahí. Lo confirma quien revisa.`;
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  if (unknown === 0) return checked(requirement, { ...outcome, verdict: "cumple", evidence: `${overTls}; ninguna, sin cifrar.` });
  const some = secure === 0 ? "" : `${overTls}; `;
  const evidence = `${some}${countOf(unknown, "respuesta no registra", "respuestas no registran")} ni el esquema ni el puerto. ${addScheme}`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}

/** Answers by a port show it open; none show nothing. */
export function checkPort(requirement: Requirement, port: 80 | 443, { port80, port443, secure, plain }: TransportAnswers): Check {
  const answers = port === 80 ? port80 : port443;
  const outcome = { figures: { port, answers }, period: "window", source: "log" } as const;
  if (answers > 0) {
    const evidence = `${countOf(answers, "respuesta salió", "respuestas salieron")} por el puerto ${port}.`;
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
  const byScheme = port === 80 ? plain : secure;
  const scheme = port === 80 ? "HTTP" : "HTTPS";
  const told =
    byScheme > 0
      ? `${countOf(byScheme, "respuesta se sirvió", "respuestas se sirvieron")} por ${scheme}, sin que la bitácora registre el puerto.`
      : `La bitácora no registra respuestas por el puerto ${port}; que no las haya no muestra que esté cerrado.`;
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: `${told} ${addScheme}` });
}
