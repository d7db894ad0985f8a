// The description of the API (OpenAPI 3.1), made from the table of routes and their zod schemas, never written by hand.
import { z } from "zod";
import type { Access, ApiFacts, Route } from "../routes/route.ts";

export interface OpenApi {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, unknown>; responses: Record<string, unknown> };
}

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  /** Which accounts may: an extension, as OpenAPI has no word for it. */
  "x-roles": string[];
  "x-scope": string;
  parameters: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: unknown }> };
  responses: Record<string, unknown>;
  security?: Record<string, string[]>[];
}

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: unknown;
}

type Api = Route & { api: ApiFacts };
export const arrowTypes = { stream: "application/vnd.apache.arrow.stream", file: "application/vnd.apache.arrow.file" } as const;

/** `origin`: as people reach the server. */
export function openApiOf(routes: readonly Route[], { origin, version }: { origin: string; version: string }): OpenApi {
  const described = routes.filter((route): route is Api => route.api !== undefined);
  const paths: OpenApi["paths"] = {};
  for (const route of described) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Memoria",
      version,
      description: "Lo que hacen las páginas, para otros programas. Los errores son problem+json (RFC 9457).",
    },
    servers: [{ url: origin }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(described.map(({ api }) => api.tag))].map((name) => ({ name })),
    paths,
    components: { securitySchemes, schemas: { Problem: problemSchema }, responses: { Problem: problemResponse } },
  };
}

function operationOf(route: Api): Operation {
  const { method, path, api, access } = route;
  const isRead = method === "GET" && api.response !== null;
  return {
    operationId: nameOf(method, path),
    summary: api.summary,
    tags: [api.tag],
    "x-roles": rolesOf(access),
    "x-scope": api.scope,
    parameters: [...pathParameters(path), ...queryParameters(api), ...(isRead ? [etagParameter] : [])],
    ...bodyOf(route),
    responses: {
      "2XX": { description: "Hecho.", ...(isRead && { headers: readHeaders }), content: contentOf(api) },
      ...(isRead && { "304": { description: "No ha cambiado desde la respuesta con ese ETag." } }),
      default: { $ref: "#/components/responses/Problem" },
    },
    ...(access === "everyone" && { security: [] }),
  };
}

/** `GET /api/v1/deliveries/:delivery/files` is `getDeliveriesFiles`, with `ByX` for each name in the path that ends it. */
function nameOf(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/v1\//, "")
    .split(/[/.-]/)
    .map((part) => (part.startsWith(":") ? `By${capital(part.slice(1))}` : capital(part)));
  return method.toLowerCase() + words.join("");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function rolesOf(access: Access): string[] {
  return typeof access === "string" ? [access === "everyone" ? "todos" : "toda cuenta"] : [...access];
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1 },
  }));
}

function queryParameters({ query }: ApiFacts): Parameter[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input") as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

const etagParameter: Parameter = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "El ETag de una respuesta anterior: si nada cambió, se contesta 304 sin contenido.",
  schema: { type: "string" },
};
const readHeaders = {
  ETag: { description: "Cambia con el contenido.", schema: { type: "string" } },
  Link: { description: 'De una lista que sigue: la dirección de la parte siguiente, rel="next".', schema: { type: "string" } },
};

function bodyOf({ method, api }: Api): Pick<Operation, "requestBody"> {
  if (api.body) {
    const schema = schemaOf(api.body, "input");
    return { requestBody: { required: true, content: { "application/json": { schema } } } };
  }
  // What is put without a schema is a file as it is.
  if (method !== "PUT") return {};
  return { requestBody: { required: true, content: { "application/octet-stream": { schema: {} } } } };
}

function contentOf({ response, contentType, isTable }: ApiFacts): Record<string, { schema: unknown }> {
  const bytes = { schema: {} };
  if (response === null) return { [contentType ?? "application/octet-stream"]: bytes };
  const json = { "application/json": { schema: schemaOf(response, "output") } };
  return isTable ? { ...json, [arrowTypes.stream]: bytes, [arrowTypes.file]: bytes } : json;
}

const schemas = new WeakMap<z.ZodType, Map<string, unknown>>();

function schemaOf(schema: z.ZodType, io: "input" | "output"): unknown {
  const made = schemas.get(schema)?.get(io);
  if (made !== undefined) return made;
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any", target: "draft-2020-12" }) as Record<
    string,
    unknown
  >;
  schemas.set(schema, (schemas.get(schema) ?? new Map()).set(io, json));
  return json;
}

const securitySchemes = {
  token: { type: "http", scheme: "bearer", description: "Un token de la página Cuenta, con permiso de lectura o de cambios." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "memoria",
    description:
      "La sesión del navegador (__Host-memoria con https); lo que cambia algo lleva además la cabecera X-CSRF-Token de la página.",
  },
};

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail"],
  properties: {
    type: { type: "string", description: "urn:memoria: y el código." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "Qué pasó y qué puede hacerse." },
  },
};
const problemResponse = {
  description: "No se hizo: el porqué, para personas.",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
