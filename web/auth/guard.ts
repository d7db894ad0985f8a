// Who is asking, and whether they may: the one way from a request to a visit.
import type { FastifyRequest } from "fastify";
import { deliveryOf } from "../records/deliveries.ts";
import { type Person, person } from "../records/people.ts";
import { type Session, sessionOf } from "../records/sessions.ts";
import { tokenOf } from "../records/tokens.ts";
import { readBody } from "../routes/forms.ts";
import { Problem } from "../routes/problem.ts";
import { type Route, Visit } from "../routes/route.ts";
import type { Services } from "../services.ts";
import { isSame } from "./secrets.ts";

/** With the prefix a browser takes it over https alone, for this host alone. */
export function cookieName({ origin }: Pick<Services, "origin">): string {
  return origin.startsWith("https:") ? "__Host-memoria" : "memoria";
}

/**
 * The visit of a request. Throws a Problem: `sign-in`, `not-allowed` (another role), `not-found` (a delivery out of reach, so that
 * nobody learns which ids exist), `invalid` (a query that the API's description does not allow), `form-expired` (a request that did not come from a page of this session).
 */
export function admit(services: Services, route: Route, request: FastifyRequest): Visit {
  const changes = route.method !== "GET";
  if (changes) refuseForeignOrigin(services, request);
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const { visitor, session } = bearer === undefined || !route.api ? bySession(services, request) : byToken(services, route, bearer);
  if (route.access !== "everyone") {
    if (!visitor) throw new Problem("sign-in");
    if (route.access !== "people" && !route.access.includes(visitor.role)) throw new Problem("not-allowed");
  }
  if (changes && session) refuseWithoutToken(session, request);
  const delivery = deliveryOf(services, visitor, (request.params as Record<string, string | undefined>)["delivery"]);
  if (route.path.includes(":delivery") && !delivery) throw new Problem("not-found");
  const visit = new Visit({ services, request, session, visitor, delivery });
  if (route.api?.query) readBody(route.api.query, visit.query);
  return visit;
}

/** Whose browser asks, where a page only greets them: what went wrong may be the records themselves, and is told all the same. */
export function greeted(services: Services, request: FastifyRequest): Identity {
  try {
    return bySession(services, request);
  } catch {
    return { visitor: null, session: null };
  }
}

interface Identity {
  visitor: Person | null;
  session: Session | null;
}

function bySession(services: Services, request: FastifyRequest): Identity {
  const secret = request.cookies[cookieName(services)];
  const session = secret === undefined ? null : sessionOf(services, secret);
  const visitor = session && person(services, session.person);
  return visitor && visitor.disabledAt === null ? { visitor, session } : { visitor: null, session: null };
}

function byToken(services: Services, route: Route, bearer: string): Identity {
  const token = tokenOf(services, bearer);
  const visitor = token && person(services, token.person);
  if (!token || !visitor || visitor.disabledAt !== null) throw new Problem("sign-in");
  if (route.api && !token.scopes.includes(route.api.scope))
    throw new Problem("not-allowed", "El token no tiene el permiso que hace falta.");
  return { visitor, session: null };
}

/** A browser says where a request comes from; what is no browser says nothing. */
function refuseForeignOrigin({ origin }: Services, request: FastifyRequest): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new Problem("form-expired");
  const from = request.headers.origin;
  if (from === undefined || from === origin) return;
  // Behind another name than the one that was told, the request's own host decides.
  if (!URL.canParse(from) || new URL(from).host !== request.host) throw new Problem("form-expired");
}

function refuseWithoutToken(session: Session, request: FastifyRequest): void {
  const header = request.headers["x-csrf-token"];
  const field = (request.body as Record<string, unknown> | null | undefined)?.["_csrf"];
  const given = typeof header === "string" ? header : typeof field === "string" ? field : "";
  if (!isSame(given, session.csrf)) throw new Problem("form-expired");
}
