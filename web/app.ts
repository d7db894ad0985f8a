// The server as one Fastify application: the table of routes, security headers, and what a visitor sees when something is wrong.
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { admit } from "./auth/guard.ts";
import { assetAt } from "./pages/assets.ts";
import { problemOf } from "./pages/problem-page.ts";
import { send } from "./pages/send.ts";
import { routes as allRoutes } from "./routes/index.ts";
import { Problem } from "./routes/problem.ts";
import type { Route } from "./routes/route.ts";
import type { Services } from "./services.ts";
import { receiveUploads } from "./uploads/receive.ts";

export interface AppOptions {
  services: Services;
  /** A proxy of one's own stands before this server, and its X-Forwarded-* headers tell the truth. */
  isBehindProxy: boolean;
  routes?: readonly Route[];
}

/** A file in a form (a table, never a log: those come as uploads). */
export interface FormFile {
  name: string;
  content: Buffer;
}

const mostFormFileBytes = 8 * 1024 * 1024;
const usualBodyLimit = 1024 * 1024;
/** Of one address: a newsroom of fifty people stands behind one. */
const usualPerMinute = 6000;

/** Builds the application; it listens to nothing yet. */
export async function buildApp({ services, isBehindProxy, routes = allRoutes }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    trustProxy: isBehindProxy,
    bodyLimit: usualBodyLimit,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: "idle",
  });
  const isSecure = services.origin.startsWith("https:");
  await app.register(helmet, securityHeaders(isSecure));
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, {
    attachFieldsToBody: "keyValues",
    limits: { fileSize: mostFormFileBytes, files: 4, fields: 100, fieldSize: usualBodyLimit },
    async onFile(part) {
      const file: FormFile = { name: part.filename, content: await part.toBuffer() };
      (part as unknown as { value: unknown }).value = file;
    },
  });
  await app.register(rateLimit, {
    max: usualPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () =>
      new Problem("too-many", "Llegaron demasiadas solicitudes de esta conexión en poco tiempo. Se puede intentar de nuevo en un minuto."),
  });
  app.setErrorHandler((error, request, reply) => showProblem(services, error, request, reply));
  app.setNotFoundHandler((request, reply) => showProblem(services, new Problem("not-found"), request, reply));
  keepInside(app, services);
  app.get("/recursos/*", { config: { rateLimit: false } }, sendAsset);
  app.get("/salud", { config: { rateLimit: false } }, async (_request, reply) => reply.type("text/plain; charset=utf-8").send("bien\n"));
  for (const route of routes) addRoute(app, services, route);
  receiveUploads(app, services);
  return app;
}

/** Every request but those for files of the program goes through the gate of the store, with all its work. */
function keepInside(app: FastifyInstance, { gate }: Services): void {
  app.addHook("onRequest", async (request, reply) => {
    if (!/^\/(?:recursos\/|salud$)/.test(request.url)) gate.enter(request.raw, reply.raw);
  });
  app.addHook("onRoute", (route) => {
    const { handler } = route;
    route.handler = function handleInside(request, reply) {
      return gate.work(request.raw, () => handler.call(this, request, reply));
    };
  });
}

function addRoute(app: FastifyInstance, services: Services, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? usualBodyLimit,
    ...(route.mostPerMinute !== undefined && { config: { rateLimit: { max: route.mostPerMinute, timeWindow: 60_000 } } }),
    handler: async (request, reply) => {
      const visit = admit(services, route, request);
      return send(visit, await route.handle(visit), reply);
    },
  });
}

function securityHeaders(isSecure: boolean): Parameters<typeof helmet>[1] {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // With `no-referrer` a browser sends `Origin: null` with this site's own forms, which the guard takes for another site's.
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  };
}

async function sendAsset(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asset = assetAt(new URL(request.url, "http://x").pathname);
  if (!asset) throw new Problem("not-found");
  return reply.header("cache-control", "public, max-age=31536000, immutable").type(asset.contentType).send(asset.content);
}

function showProblem(services: Services, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const shown = problemOf(services, error, request);
  return reply.code(shown.status).headers(shown.headers).type(shown.contentType).send(shown.content);
}
