// Secure transport and open ports, where the log carries the scheme or the port of its requests.
import type { TransportAnswers } from "./answers.ts";
import { type Check, checked, type Requirement, type Telling } from "./clause.ts";

/** *incumple* only where one server is seen to serve both in the clear and over TLS, and none stands before it. */
export function checkSecureTransport(
  requirement: Requirement,
  { secure, plain, unknown, forwarded }: TransportAnswers,
  telling: Telling,
): Check {
  const words = telling.words.transport;
  const figures = { secureAnswers: secure, plainAnswers: plain, unknownAnswers: unknown };
  const outcome = { figures, period: "window", source: "log" } as const;
  const served = secure + plain + unknown;
  const overTls = words.overTls(secure);
  const inClear = words.inClear(plain);
  if (served === 0) return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: words.none });
  if (plain > 0 && secure > 0 && forwarded === 0) {
    return checked(requirement, { ...outcome, verdict: "incumple", evidence: words.both(overTls, inClear) });
  }
  if (plain > 0) {
    const evidence = words.perhaps(overTls, inClear);
    return checked(requirement, { ...outcome, verdict: "indicio", evidence });
  }
  if (unknown === 0) return checked(requirement, { ...outcome, verdict: "cumple", evidence: words.allSecure(overTls) });
  const evidence = words.unknown(secure === 0 ? null : overTls, unknown, words.addScheme);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence });
}

/** Answers by a port show it open; none show nothing. */
export function checkPort(
  requirement: Requirement,
  port: 80 | 443,
  { port80, port443, secure, plain }: TransportAnswers,
  telling: Telling,
): Check {
  const words = telling.words.transport;
  const answers = port === 80 ? port80 : port443;
  const outcome = { figures: { port, answers }, period: "window", source: "log" } as const;
  if (answers > 0) {
    const evidence = words.byPort(answers, port);
    return checked(requirement, { ...outcome, verdict: "cumple", evidence });
  }
  const byScheme = port === 80 ? plain : secure;
  const scheme = port === 80 ? "HTTP" : "HTTPS";
  const told = byScheme > 0 ? words.byScheme(byScheme, scheme) : words.noPort(port);
  return checked(requirement, { ...outcome, verdict: "no-verificable", evidence: `${told} ${words.addScheme}` });
}
