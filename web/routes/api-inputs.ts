// The API of what a difusor declares beside logs and incidents: settings, tables, texts.
import { z } from "zod";
import { attach, detach } from "../deeds/attachments.ts";
import { changeSettings } from "../deeds/settings.ts";
import { checkRegistration, mostTextCharacters, writeText } from "../deeds/texts.ts";
import { attachmentsOf } from "../records/attachments.ts";
import { delivery as deliveryOfId, settingsSchema } from "../records/deliveries.ts";
import { textHistory, textSections, textsOf } from "../records/texts.ts";
import { type Answer, json } from "./answer.ts";
import { access, facts } from "./api-deliveries.ts";
import { attachmentFile, kindNamed } from "./delivery-data.ts";
import { formFile, readBody } from "./forms.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";
import { sectionNamed } from "./texts.ts";

const ownSettings = settingsSchema.omit({ statementComplete: true });

function saveSettings(visit: Visit): Answer {
  const { windowStart, windowEnd, scope, internal, trustedProxies, resultPath } = readBody(ownSettings, visit.form);
  const form = {
    inicio: windowStart ?? "",
    fin: windowEnd ?? "",
    alcance: scope.join("\n"),
    internas: internal.join("\n"),
    intermediarios: trustedProxies.join("\n"),
    resultados: resultPath ?? "",
  };
  const saved = changeSettings(visit.services, visit.actor, visit.delivery, form, null);
  if (!saved.ok) throw new Problem("invalid", Object.values(saved.errors));
  return json(deliveryOfId(visit.services, visit.delivery.id)?.settings);
}

const attachmentSchema = z.object({
  id: z.string(),
  kind: z.enum(["exclusions", "monitor", "averages"]),
  name: z.string(),
  summary: z.string(),
  createdAt: z.string(),
});

async function add(visit: Visit): Promise<Answer> {
  const kind = kindNamed(visit.parameter("kind"));
  const added = await attach(visit.services, visit.actor, visit.delivery, { kind, file: formFile(visit.form, "file") });
  if ("refused" in added) throw new Problem("invalid", added.refused);
  return json(added, { status: 201 });
}

const textSchema = z.object({ section: z.enum(textSections), text: z.string(), revision: z.int(), updatedAt: z.string() });
const earlierText = textSchema.omit({ section: true });
const writeSchema = z.object({ text: z.string().max(mostTextCharacters), revision: z.int().nonnegative() });

function write(visit: Visit): Answer {
  const section = sectionNamed(visit.parameter("section"));
  const given = readBody(writeSchema, visit.form);
  const revision = writeText(visit.services, visit.actor, visit.delivery, { section, ...given });
  if (revision === null) throw new Problem("conflict", "Alguien más guardó otro texto desde la revisión indicada; nada se guardó.");
  return json({ section, revision });
}

const place = "/api/v1/deliveries/:delivery";
const tableLimit = 9 * 1024 * 1024;

export const apiInputRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${place}/settings`,
    access,
    api: facts("Límites del periodo, alcance y redes que declara el difusor.", "read", settingsSchema),
    handle: ({ delivery }) => json(delivery.settings),
  },
  {
    method: "PUT",
    path: `${place}/settings`,
    access,
    api: facts("Sustituye lo que declara el difusor; los límites que la convocatoria fija no cambian.", "write", settingsSchema, {
      body: ownSettings,
    }),
    handle: saveSettings,
  },
  {
    method: "GET",
    path: `${place}/attachments`,
    access,
    api: facts("Las tablas que acompañan a las bitácoras.", "read", z.object({ attachments: z.array(attachmentSchema) })),
    handle: ({ services, delivery }) =>
      json({ attachments: attachmentsOf(services, delivery.id).map(({ delivery: _, person: __, ...attachment }) => attachment) }),
  },
  {
    method: "POST",
    path: `${place}/attachments/:kind`,
    access,
    bodyLimit: tableLimit,
    api: facts(
      "Agrega una tabla (exclusions, monitor o averages), como multipart/form-data con el archivo en file.",
      "write",
      z.object({ id: z.string(), summary: z.string(), notes: z.array(z.string()) }),
    ),
    handle: add,
  },
  {
    method: "GET",
    path: `${place}/attachments/:id`,
    access,
    api: facts("Una tabla, como llegó.", "read", null, { contentType: "application/octet-stream" }),
    handle: (visit) => attachmentFile(visit, visit.parameter("id")),
  },
  {
    method: "DELETE",
    path: `${place}/attachments/:id`,
    access,
    api: facts("Retira una tabla.", "write", z.object({})),
    handle: (visit) => {
      detach(visit.services, visit.actor, visit.delivery, visit.parameter("id"));
      return json({});
    },
  },
  {
    method: "GET",
    path: `${place}/texts`,
    access,
    api: facts(
      "Los textos, y lo que falta de los datos de registro.",
      "read",
      z.object({ texts: z.array(textSchema), registration: z.object({ error: z.string().nullable(), missing: z.array(z.string()) }) }),
    ),
    handle: async ({ services, delivery }) =>
      json({
        texts: textsOf(services, delivery.id).map(({ person: _, ...text }) => text),
        registration: await checkRegistration(services, delivery),
      }),
  },
  {
    method: "GET",
    path: `${place}/texts/:section/history`,
    access,
    api: facts("Lo que se guardó de un apartado, lo último primero.", "read", z.object({ history: z.array(earlierText) })),
    handle: (visit) => {
      const history = textHistory(visit.services, visit.delivery.id, sectionNamed(visit.parameter("section")));
      return json({ history: history.map(({ person: _, ...text }) => text) });
    },
  },
  {
    method: "PUT",
    path: `${place}/texts/:section`,
    access,
    api: facts(
      "Guarda un apartado sobre la revisión que se vio (0: ninguna todavía).",
      "write",
      z.object({ section: z.string(), revision: z.int() }),
      { body: writeSchema },
    ),
    handle: write,
  },
];
