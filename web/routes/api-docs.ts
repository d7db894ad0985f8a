// The API's own description: for programs at /api/openapi.json, for people at /api/docs.
import { readFileSync } from "node:fs";
import { type OpenApi, openApiOf } from "../api/openapi.ts";
import { apiDocsBody } from "../pages/api-docs.ts";
import type { Services } from "../services.ts";
import { json, page } from "./answer.ts";
import type { Route } from "./route.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };

/** Of all other routes. */
export function apiDocRoutes(routes: readonly Route[]): Route[] {
  let made: OpenApi | null = null;
  const description = ({ origin }: Services): OpenApi => {
    if (made?.servers[0]?.url !== origin) made = openApiOf(routes, { origin, version });
    return made;
  };
  return [
    { method: "GET", path: "/api/openapi.json", access: "everyone", handle: ({ services }) => json(description(services)) },
    {
      method: "GET",
      path: "/api/docs",
      access: "everyone",
      handle: ({ services }) => page("Interfaz para otros programas", apiDocsBody(description(services)), { isWide: true }),
    },
  ];
}
