// What a difusor declares of its delivery: bounds that the call leaves open, scope, networks, result path.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Convocatoria } from "../../analysis/index.ts";
import { networkMatcher, readTime, UserError } from "../../ingest/index.ts";
import { requestAnalysis } from "../jobs/analyze.ts";
import { type Actor, note } from "../records/audit.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, type DeliverySettings, delivery as deliveryOfId, saveSettings } from "../records/deliveries.ts";
import { type Read, readForm } from "../routes/forms.ts";
import type { Services } from "../services.ts";
import { requireChangeable } from "./changeable.ts";

/** Which bounds of the publication window are the difusor's to declare. */
export function openBounds({ window }: Convocatoria): { start: boolean; end: boolean } {
  return { start: window.start.value === null, end: window.end.value === null };
}

const mostLines = 50;
const lines = z
  .string()
  .max(10_000)
  .default("")
  .transform((text) => [
    ...new Set(
      text
        .split(/\r\n|\r|\n/)
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ])
  .refine((list) => list.length <= mostLines, { error: `A lo más ${mostLines} renglones.` })
  .refine((list) => list.every((part) => part.length <= 300 && /^\P{Cc}+$/u.test(part)), {
    error: "Un renglón es demasiado largo o tiene caracteres que no se pueden mostrar.",
  });

const networks = lines.superRefine((list, context) => {
  try {
    networkMatcher("internal", list);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.addIssue({ code: "custom", message: "Se esperaban direcciones o redes, una por renglón, como 192.0.2.7 o 192.0.2.0/24." });
  }
});

function time(timeZone: string) {
  return z
    .string()
    .max(40)
    .default("")
    .transform((text, context) => {
      if (text === "") return null;
      const read = readTime(text, timeZone);
      if ("expected" in read || read.dateOnly) {
        context.addIssue({ code: "custom", message: "Se esperaba fecha y hora, como 2024-12-08T20:00." });
        return z.NEVER;
      }
      return text;
    });
}

/** As the form has them: lists one a line. */
function settingsForm(call: Convocatoria) {
  const path = z.string().max(300).default("");
  return z.object({
    inicio: time(call.timeZone.value),
    fin: time(call.timeZone.value),
    alcance: lines,
    internas: networks,
    intermediarios: networks,
    resultados: path
      .refine((text) => text === "" || /^\/[^\s\p{Cc}]*$/u.test(text), {
        error: "Se esperaba una ruta que empieza con /, como /json/main.json.",
      })
      .transform((text) => (text === "" ? null : text)),
  });
}

/** Names what was there, so that a form that was filled in over something older is told. */
export function settingsMark({ statementComplete: _, ...settings }: DeliverySettings): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 16);
}

/** `conflict`: somebody else saved others since the form was opened; nothing was written. */
export function changeSettings(
  services: Services,
  actor: Actor,
  of: Delivery,
  form: Record<string, unknown>,
  mark: string | null,
): Read<"done" | "conflict"> {
  requireChangeable(services, of);
  const call = callOf(services, of.call);
  const read = readForm(settingsForm(call), form);
  if (!read.ok) return read;
  const { inicio, fin, alcance, internas, intermediarios, resultados } = read.value;
  const errors = boundErrors(call, inicio, fin);
  if (errors) return { ok: false, errors };
  return services.db.transaction((): Read<"done" | "conflict"> => {
    const now = deliveryOfId(services, of.id)?.settings ?? of.settings;
    if (mark !== null && settingsMark(now) !== mark) return { ok: true, value: "conflict" };
    const open = openBounds(call);
    const next: DeliverySettings = {
      ...now,
      windowStart: open.start ? inicio : null,
      windowEnd: open.end ? fin : null,
      scope: alcance,
      internal: internas,
      trustedProxies: intermediarios,
      resultPath: resultados,
    };
    if (settingsMark(now) === settingsMark(next)) return { ok: true, value: "done" };
    saveSettings(services, of.id, next);
    note(services, actor, "settings.changed", of.id, { before: now, after: next });
    requestAnalysis(services, of.id, actor.person?.id ?? null);
    return { ok: true, value: "done" };
  });
}

/** Told at the field rather than by an analysis that fails. */
function boundErrors(call: Convocatoria, start: string | null, end: string | null): Record<string, string> | null {
  const zone = call.timeZone.value;
  const secondOf = (text: string | null): number | null => {
    const read = text === null ? null : readTime(text, zone);
    return read === null || "expected" in read ? null : read.second;
  };
  const [from, to] = [secondOf(call.window.start.value ?? start), secondOf(call.window.end.value ?? end)];
  if (from === null || to === null) return null;
  const field = call.window.end.value === null ? "fin" : "inicio";
  if (to <= from) return { [field]: "El fin debe ser posterior al inicio." };
  return to - from > mostDays * 86_400 ? { [field]: `El periodo sería de más de ${mostDays} días; conviene revisar la fecha.` } : null;
}
const mostDays = 366;
