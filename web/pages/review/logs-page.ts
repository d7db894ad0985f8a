// The ledger of a handed-in version: every file with its hash, every line in one class, and what the figures were made with.
import {
  type Analysis,
  formatBytes,
  formatCount,
  formatDuration,
  formatShortDateTime,
  known,
  printable,
  zoneLabel,
} from "../../../analysis/index.ts";
import { html, type Markup, periodName } from "../../../report/index.ts";
import { tableOf } from "../layout.ts";

export function ledgerTables({ ledger, period }: Analysis): Markup {
  const number = (title: string) => ({ title, kind: "number" as const });
  const at = (time: string | null): string => known(time, (moment) => formatShortDateTime(moment, period.timeZone));
  const classes = ["read", "hits", "blank", "directives", "rejected", "duplicates"] as const;
  const lines = [
    ...ledger.files.map((file) => [printable(file.name), ...classes.map((name) => formatCount(file.lines[name]))]),
    ["Total", ...classes.map((name) => formatCount(ledger.lines[name]))],
  ];
  const files = ledger.files.map((file) => [
    printable(file.name),
    printable(file.source),
    file.role === "edge" ? "frente al público" : "origen",
    printable(file.format),
    formatBytes(file.bytes),
    at(file.firstAt),
    at(file.lastAt),
    html`<code>${file.sha256}</code>`,
  ]);
  const columns = [
    { title: "Archivo" },
    number("Leídas"),
    number("Solicitudes"),
    number("En blanco"),
    number("Directivas"),
    number("No reconocidas"),
    number("Repetidas"),
  ];
  return html`${tableOf("Balance de líneas: cada línea leída está en una sola clase", columns, lines, "No hay archivos.")}
${tableOf(
  `Archivos (${zoneLabel(period.timeZone, period.start, period.end)})`,
  ["Archivo", "Fuente", "Papel", "Formato", "Tamaño", "Primera solicitud", "Última", "SHA-256"].map((title) => ({ title })),
  files,
  "No hay archivos.",
)}`;
}

export function parameterList({ parameters, generatedAt, period, bounds }: Analysis): Markup {
  const list = (values: readonly string[], none: string): string => (values.length === 0 ? none : values.map(printable).join(", "));
  const declared = bounds.filter(({ declaredByUser }) => declaredByUser).map(({ name }) => periodName(name));
  const facts: [string, string][] = [
    ["Elaborado", `${formatShortDateTime(generatedAt, period.timeZone)} (${zoneLabel(period.timeZone, generatedAt)})`],
    ["Programa", `${printable(parameters.program)}; reglas ${parameters.rulesVersion}; lectura ${parameters.parserVersion}`],
    ["Pausa que separa visitas", formatDuration(parameters.visitGapSeconds)],
    ["Alcance", list(parameters.scope, "todas las direcciones")],
    ["Redes propias", list(parameters.internal, "ninguna")],
    ["Intermediarios de confianza", list(parameters.trustedProxies, "ninguno")],
    ["Ruta de los resultados", printable(parameters.resultPath)],
    [
      "Base de datos geográfica",
      parameters.geography === null ? "ninguna" : printable(`${parameters.geography.database} ${parameters.geography.version}`),
    ],
    ["Límites declarados por el difusor", list(declared, "ninguno")],
  ];
  return html`<dl>${facts.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;
}
