// What a visitor sees when something is wrong: a page, or problem+json below /api/ and for uploads; a fault shows nothing but its id.

import type { FastifyRequest } from "fastify";
import { html, type Language } from "../../report/index.ts";
import { greeted } from "../auth/guard.ts";
import { memoriasWaiting } from "../deeds/waiting.ts";
import { askedLanguage } from "../locale/asked-language.ts";
import { organisation } from "../records/organisations.ts";
import { page } from "../routes/answer.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { framed } from "./layout.ts";

interface Shown {
  status: number;
  headers: Record<string, string>;
  contentType: string;
  content: string;
}

interface Told {
  code: string;
  status: number;
  title: string;
  detail: string;
}

/** Pages are in Spanish; programs are told in the language that they ask for, as far as there are words. */
export function problemOf(services: Services, error: unknown, request: FastifyRequest): Shown {
  const isForPrograms = /^\/(?:api|subidas)(?:\/|$)/.test(request.url);
  const language = isForPrograms ? askedLanguage(request.headers["accept-language"]) : "es";
  const told = toldOf(services, error, request, language);
  const headers = { "cache-control": "no-store" };
  if (isForPrograms) {
    const content = JSON.stringify({ type: `urn:memoria:${told.code}`, title: told.title, status: told.status, detail: told.detail });
    return {
      status: told.status,
      headers: { ...headers, "content-language": language },
      contentType: "application/problem+json; charset=utf-8",
      content,
    };
  }
  if (told.code === "sign-in") {
    return {
      status: 303,
      headers: { ...headers, location: signInAddress(request) },
      contentType: "text/plain; charset=utf-8",
      content: told.detail,
    };
  }
  // A form that was refused as a whole is still filled in where it was sent from.
  const isForm = request.method !== "GET" && ["invalid", "too-large", "conflict"].includes(told.code);
  const body = html`<p>${told.detail}</p>${isForm ? html`<p>No se guardó nada. Al volver con el navegador, lo escrito sigue en la página anterior.</p>` : null}
<p class="screen"><a class="button second" href="/">Ir al inicio</a></p>`;
  return {
    status: told.status,
    headers,
    contentType: "text/html; charset=utf-8",
    content: framed(page(told.title, body), frameOf(services, request)),
  };
}

/** Back to where somebody was. A form that came too late is told to be lost: a bare sign-in page would look as if it had been saved. */
function signInAddress({ method, url, routeOptions, server }: FastifyRequest): string {
  const isPage = method === "GET" || (routeOptions.url !== undefined && server.hasRoute({ method: "GET", url: routeOptions.url }));
  const words = new URLSearchParams({ ...(method !== "GET" && { aviso: "sesion-terminada" }), ...(isPage && { destino: url }) });
  return `/entrar?${words}`;
}

/** With the menu of whoever has entered, so that a wrong turn is no dead end. */
function frameOf(services: Services, request: FastifyRequest): Parameters<typeof framed>[1] {
  // While stores are exchanged nobody can be asked for.
  const { visitor, session } = services.gate.isClosed ? { visitor: null, session: null } : greeted(services, request);
  const name = visitor && (organisation(services, visitor.organisation)?.name ?? null);
  const waiting = memoriasWaiting(services, visitor);
  return { person: visitor, organisationName: name, csrf: session?.csrf ?? null, waiting, path: "", notice: null };
}

const words = {
  es: {
    notDone: "No se pudo hacer",
    notUnderstood: "No se entiende la solicitud",
    notTaken: "El navegador u otro programa envió algo que esta dirección no acepta.",
    fault: "Falla interna",
    reported: (id: string) => `Ocurrió una falla interna; nada de lo que estaba guardado se perdió. Para reportarla, su número es ${id}.`,
  },
  en: {
    notDone: "It could not be done",
    notUnderstood: "The request is not understood",
    notTaken: "The program sent something that this address does not take.",
    fault: "Internal fault",
    reported: (id: string) => `There was an internal fault; nothing that was saved is lost. To report it, its number is ${id}.`,
  },
} as const;

function toldOf(services: Services, error: unknown, request: FastifyRequest, language: Language): Told {
  const shown = (problem: Problem): Told => ({ code: problem.code, status: problem.status, ...problem.told(language) });
  if (error instanceof Problem) return shown(error);
  const forPeople = services.isForPeople(error, language);
  const w = words[language];
  if (forPeople !== null) return { code: "invalid", status: 422, title: w.notDone, detail: forPeople };
  if (isDiskFull(error)) return shown(new Problem("disk-full"));
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status === 413) return shown(new Problem("too-large"));
  if (status >= 400 && status < 500) return { code: "invalid", status, title: w.notUnderstood, detail: w.notTaken };
  if (isCutOff(error, request)) return shown(new Problem("invalid", "El envío se interrumpió."));
  const id = services.logFault(error, `${request.method} ${request.routeOptions.url ?? "?"}`);
  return { code: "fault", status: 500, title: w.fault, detail: w.reported(id) };
}

/** Whoever asked has hung up before all was sent, or was cut off: nobody is told any more, and it is no fault. */
function isCutOff(error: unknown, { raw }: FastifyRequest): boolean {
  const codes = ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE"];
  return raw.destroyed && !raw.complete && error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && /ENOSPC|EDQUOT|database or disk is full/.test(`${"code" in error ? error.code : ""} ${error.message}`);
}
