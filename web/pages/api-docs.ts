// The API's description as a page that people read, made from the same value as the one for programs.
import { html, type Markup } from "../../report/index.ts";
import type { OpenApi, Operation } from "../api/openapi.ts";
import { tableOf } from "./layout.ts";

export function apiDocsBody(api: OpenApi): Markup {
  const all = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  );
  return html`<p class="lead">Lo que hacen las páginas, para otros programas. También en <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<h2>Cómo se usa</h2>
<ul>
<li>Cada solicitud lleva un token de <a href="/cuenta#tokens">Cuenta</a>: <code>Authorization: Bearer memoria_…</code>. Un token alcanza lo mismo que su cuenta; sin el permiso de cambios, solo lee.</li>
<li>Un error se contesta como <code>application/problem+json</code>, con <code>title</code> y <code>detail</code>.</li>
<li>Una lista larga se da en partes: <code>?after=ID&amp;limit=N</code>; la cabecera <code>Link</code> dice dónde sigue.</li>
<li>Cada lectura en JSON lleva <code>ETag</code>; con <code>If-None-Match</code> se contesta 304 si nada cambió.</li>
<li>Las tablas se piden en Arrow con <code>Accept: application/vnd.apache.arrow.stream</code>, o con <code>.arrow</code> al final de la dirección.</li>
<li>Otros sitios no pueden llamarla desde un navegador (CORS cerrado).</li>
</ul>
${api.tags.map(({ name }) => html`<h2>${name}</h2>${all.filter(({ operation }) => operation.tags.includes(name)).map(operationPart)}`)}`;
}

function operationPart({ path, method, operation }: { path: string; method: string; operation: Operation }): Markup {
  const body = operation.requestBody && Object.entries(operation.requestBody.content)[0];
  const answer = (operation.responses["2XX"] as { content: Record<string, { schema: unknown }> }).content;
  return html`<section class="operation" id="${operation.operationId}"><h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${operation.summary} <span class="under">Función: ${operation["x-roles"].join(", ")}. Permiso: ${operation["x-scope"] === "read" ? "leer" : "cambiar"}.</span></p>
${parameterTable(operation)}
${body ? html`<details><summary>Lo que se envía<span class="heard"> a ${method} ${path}</span> (<code>${body[0]}</code>)</summary>${schemaText(body[1].schema)}</details>` : null}
<details><summary>Lo que se contesta<span class="heard"> a ${method} ${path}</span> (<code>${Object.keys(answer).join(", ")}</code>)</summary>${schemaText(Object.values(answer)[0]?.schema)}</details>
</section>`;
}

function parameterTable({ operationId, parameters }: Operation): Markup | null {
  const shown = parameters.filter((each) => each.in !== "header");
  if (shown.length === 0) return null;
  const places = { path: "en la dirección", query: "en la consulta", header: "" };
  const rows = shown.map((each) => [
    html`<code>${each.name}</code>`,
    places[each.in],
    each.required ? "sí" : "no",
    each.description ?? "—",
  ]);
  const columns = ["Parámetro", "Lugar", "Obligatorio", "Qué es"].map((title) => ({ title }));
  return tableOf(`Parámetros de ${operationId}`, columns, rows, "");
}

function schemaText(schema: unknown): Markup {
  const text = JSON.stringify(schema, null, 2);
  return html`<pre tabindex="0">${text === "{}" || text === undefined ? "Bytes, tal como son." : text}</pre>`;
}
