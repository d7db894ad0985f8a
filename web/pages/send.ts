// From a route's answer to what goes over the wire.

import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { cookieName } from "../auth/guard.ts";
import { memoriasWaiting } from "../deeds/waiting.ts";
import { organisation } from "../records/organisations.ts";
import type { Answer, BytesAnswer, JsonAnswer } from "../routes/answer.ts";
import type { Visit } from "../routes/route.ts";
import { framed } from "./layout.ts";

const cookieSeconds = 7 * 86_400;

export function send(visit: Visit, answer: Answer, reply: FastifyReply): FastifyReply {
  reply.header("cache-control", "no-store");
  switch (answer.kind) {
    case "page":
      return reply
        .code(answer.status)
        .type("text/html; charset=utf-8")
        .send(framed(answer, frameOf(visit)));
    case "redirect":
      setSession(visit, answer.session, reply);
      return reply.redirect(answer.to, 303);
    case "json":
      if (answer.next !== undefined) reply.header("link", `<${answer.next}>; rel="next"`);
      return sendJson(visit, answer, reply);
    case "bytes":
      return sendBytes(answer, reply);
  }
}

/** A read has an ETag of its content: whoever has it already gets it told in a line. */
function sendJson({ request }: Visit, answer: JsonAnswer, reply: FastifyReply): FastifyReply {
  const content = JSON.stringify(answer.value);
  reply.code(answer.status).type("application/json; charset=utf-8");
  if (request.method !== "GET" || answer.status !== 200) return reply.send(content);
  // The address of the next part belongs to what is answered.
  const etag = `"${createHash("sha256")
    .update(answer.next ?? "")
    .update("\n")
    .update(content)
    .digest("base64url")
    .slice(0, 27)}"`;
  reply.header("etag", etag);
  const known = (request.headers["if-none-match"] ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes(etag) || known.includes("*") ? reply.code(304).send() : reply.send(content);
}

function frameOf({ services, session, visitor, request, query }: Visit): Parameters<typeof framed>[1] {
  return {
    person: visitor,
    organisationName: visitor && (organisation(services, visitor.organisation)?.name ?? null),
    csrf: session?.csrf ?? null,
    waiting: memoriasWaiting(services, visitor),
    path: new URL(request.url, "http://x").pathname,
    notice: query["aviso"] ?? null,
  };
}

function setSession({ services }: Visit, secret: string | null | undefined, reply: FastifyReply): void {
  if (secret === undefined) return;
  const facts = { path: "/", httpOnly: true, sameSite: "lax", secure: services.origin.startsWith("https:") } as const;
  if (secret === null) reply.clearCookie(cookieName(services), facts);
  else reply.setCookie(cookieName(services), secret, { ...facts, maxAge: cookieSeconds });
}

function sendBytes(answer: BytesAnswer, reply: FastifyReply): FastifyReply {
  if (answer.isForeignPage) {
    // Its own policy allows its own script; `sandbox` without same-origin keeps it off this site's cookies and pages.
    reply.header(
      "content-security-policy",
      "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'",
    );
    reply.header("x-frame-options", "SAMEORIGIN");
  }
  if (answer.fileName !== null) {
    const plain = answer.fileName.replace(/[^\w.-]/g, "_");
    reply.header("content-disposition", `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
  }
  return reply.type(answer.contentType).send(answer.content);
}
