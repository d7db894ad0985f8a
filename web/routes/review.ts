// A handed-in memoria as the institute reads it: verdicts with evidence, figures, incidents, ledger, the memoria itself and its proof.
import { z } from "zod";
import { formatCount, printable } from "../../analysis/index.ts";
import { html, incidentEffects, incidentTypes, type Markup } from "../../report/index.ts";
import { frozenAnalysis } from "../deeds/frozen.ts";
import { memoriaFiles } from "../deeds/memoria-files.ts";
import { longText } from "../deeds/observe.ts";
import { incidentsAt, instituteChanges, reclassifiedAvailability } from "../deeds/reclassified.ts";
import { reclassify } from "../deeds/reclassify.ts";
import { summaryOf } from "../deeds/summaries.ts";
import { hasReceiptHashes, lastVerification, verifyVersion } from "../deeds/verify-version.ts";
import { sourceStrips } from "../pages/charts/source-strips.ts";
import { definitionList, findingTable, howLink, keyList, periodTable, topPagesTable, warningList } from "../pages/delivery/figures-page.ts";
import { fileTable } from "../pages/delivery/hand-in-page.ts";
import { declaredSpans, trafficTimeline } from "../pages/delivery/timeline.ts";
import { csrfField } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { originalsPart } from "../pages/originals-part.ts";
import { reviewPlace } from "../pages/review/addresses.ts";
import { damagedNote, reviewPage } from "../pages/review/frame.ts";
import { type IncidentForm, incidentCard, reclassificationList } from "../pages/review/incidents-page.ts";
import { ledgerTables, parameterList } from "../pages/review/logs-page.ts";
import { whoText } from "../pages/review/parts.ts";
import { availabilityTable, clauseTable, disagreementTable, summaryFigures } from "../pages/review/verdicts-page.ts";
import { callOf } from "../records/calls.ts";
import { openJobs } from "../records/jobs.ts";
import { lastVersion, memoriaFolder, type Version } from "../records/versions.ts";
import { type Answer, redirect } from "./answer.ts";
import { explained } from "./figures.ts";
import { readForm } from "./forms.ts";
import { asksOriginals, memoriaFileAnswer, versionArchive, versionAt } from "./hand-in.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

function verdicts(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  return reviewPage(visit, "resumen", async (version) => {
    const analysis = await frozenAnalysis(services, version);
    if (analysis === null) return damagedNote;
    const anew =
      version.number === lastVersion(services, delivery.id)?.number ? await reclassifiedAvailability(services, delivery, version) : null;
    const told =
      anew === null
        ? null
        : html`<h2>Reclasificaciones después de la entrega</h2><p class="note attention">${recomputedText(anew.state)}</p>${reclassificationList(services, anew.changes)}`;
    return html`${summaryFigures(analysis, summaryOf(version))}
<h2>Disponibilidad</h2>${sourceStrips(analysis)}${availabilityTable(analysis, anew)}${disagreementTable(analysis)}${told}
<h2>Cláusulas</h2>${clauseTable(analysis)}
<h2>Advertencias del análisis</h2>${warningList(analysis)}`;
  });
}

function recomputedText(state: "pending" | "failed" | "mixed" | "done"): string {
  return {
    pending: "Se calcula de nuevo con la reclasificación; la página se puede recargar en unos momentos.",
    failed: "No se pudo calcular de nuevo: se puede reclasificar otra vez, o pedirlo a quien administra el servidor.",
    mixed: "El difusor ya cambió otros datos para una versión siguiente, de modo que la cifra recalculada no sería la de esta versión.",
    done: "La última columna es la disponibilidad calculada con la reclasificación. La versión entregada queda como estaba.",
  }[state];
}

function figures(visit: Visit): Promise<Answer> {
  return reviewPage(visit, "cifras", async (version) => {
    const analysis = await frozenAnalysis(visit.services, version);
    if (analysis === null) return damagedNote;
    const place = (key: string): string => reviewPlace(visit, `/cifras/${encodeURIComponent(key)}`, version);
    return html`${periodTable(analysis, { placeOf: place })}${definitionList(analysis)}${keyList(analysis, place)}
${trafficTimeline(analysis, declaredSpans(analysis))}
<h2>Páginas</h2>${howLink(place("traffic.topPages"), "las páginas más visitadas")}${topPagesTable(analysis)}
<h2>Hallazgos</h2>${howLink(place("findings"), "los hallazgos")}${findingTable(analysis, place)}
<h2>Con qué se calcularon</h2>${parameterList(analysis)}<p><a href="${reviewPlace(visit, "/bitacoras", version)}">Las bitácoras de que salen, con sus huellas</a></p>`;
  });
}

function explanation(visit: Visit): Promise<Answer> {
  return reviewPage(visit, "cifras", async (version) => {
    const analysis = await frozenAnalysis(visit.services, version);
    if (analysis === null) return damagedNote;
    return html`<p class="screen"><a href="${reviewPlace(visit, "/cifras", version)}">Volver a las cifras</a></p>${explained(analysis, visit.parameter("key"))}`;
  });
}

function incidents(visit: Visit, refused: IncidentForm | null = null): Promise<Answer> {
  const { services, delivery } = visit;
  const status = refused === null ? 200 : 422;
  return reviewPage(
    visit,
    "incidencias",
    (version) => {
      const isLast = version.number === lastVersion(services, delivery.id)?.number;
      const found = incidentsAt(services, delivery, version);
      const shown = {
        services,
        timeZone: callOf(services, delivery.call).timeZone.value,
        form: isLast ? { placeOf: (id: string) => reviewPlace(visit, `/incidencias/${id}`), csrf: csrfOf(visit), refused } : null,
      };
      const changes = instituteChanges(services, delivery);
      const running = openJobs(services, delivery.id).some(({ kind }) => kind === "analyze")
        ? html`<p class="note" role="status">Se calcula de nuevo.</p>`
        : null;
      return html`<h2>Incidencias declaradas</h2>${running}<p>${found.length === 0 ? "La versión no declara incidencias." : `${formatCount(found.length)} declaradas en esta versión.`}</p>
${found.map((incident, place) => incidentCard(incident, place + 1, shown))}
${changes.length === 0 ? null : html`<h2>Reclasificaciones del instituto</h2>${reclassificationList(services, changes)}`}`;
    },
    { status },
  );
}

export const reclassifyForm = z.object({
  revision: z.coerce.number().int().positive(),
  tipo: z.enum(Object.keys(incidentTypes) as [keyof typeof incidentTypes], { error: "Falta elegir el tipo." }),
  efecto: z.enum(Object.keys(incidentEffects) as [keyof typeof incidentEffects], { error: "Falta elegir el efecto." }),
  peso: z
    .union([
      z.literal("").transform(() => null),
      z.coerce
        .number({ error: "Se esperaba un número de 0 a 1." })
        .min(0, { error: "Se esperaba un número de 0 a 1." })
        .max(1, { error: "Se esperaba un número de 0 a 1." }),
    ])
    .default(null),
  motivo: longText(4000),
});

async function reclassifyOne(visit: Visit): Promise<Answer> {
  const { services, actor, delivery, form } = visit;
  const id = visit.parameter("incident");
  const read = readForm(reclassifyForm, form);
  if (!read.ok) return incidents(visit, { id, values: form, errors: read.errors });
  const { motivo, ...given } = read.value;
  switch (reclassify(services, actor, delivery, { id, ...given, reason: motivo })) {
    case "done":
      return redirect(reviewPlace(visit, `/incidencias#incidencia-${id}`), "reclasificada");
    case "same":
      return incidents(visit, { id, values: form, errors: { "": "Ya está clasificada así: nada cambió." } });
    case "conflict":
      return {
        ...(await incidents(visit, {
          id,
          values: { ...form },
          errors: {
            "": "Alguien más cambió esta incidencia mientras se revisaba: arriba está como quedó, y aquí lo que se había escrito. Nada se sustituyó.",
          },
        })),
        status: 409,
      } as Answer;
  }
}

function logs(visit: Visit): Promise<Answer> {
  return reviewPage(visit, "bitacoras", async (version) => {
    const analysis = await frozenAnalysis(visit.services, version);
    return analysis === null ? damagedNote : html`${ledgerTables(analysis)}<h2>Con qué se analizaron</h2>${parameterList(analysis)}`;
  });
}

function memoria(visit: Visit): Promise<Answer> {
  const { services, delivery } = visit;
  return reviewPage(visit, "memoria", async (version) => {
    const place = `/revision/${delivery.id}/versiones/${version.number}`;
    const files = await memoriaFiles(memoriaFolder(services, delivery.id, version.number));
    return html`${await proof(visit, version)}
<p><a class="button second" href="${place}/archivos/memoria.pdf">Descargar memoria.pdf</a> <a href="${place}.zip">Descargar todo (.zip)</a></p>
${originalsPart(services, version, `${place}.zip`)}
<iframe class="paper" title="Memoria técnica, versión ${version.number}" src="${place}/archivos/memoria.html" sandbox="allow-scripts allow-popups"></iframe>
<h2>Archivos</h2>${fileTable(`${place}/archivos`, files)}`;
  });
}

async function proof(visit: Visit, version: Version): Promise<Markup> {
  const { services } = visit;
  const isSame = await hasReceiptHashes(services, version);
  const last = lastVerification(services, version);
  const told = isSame
    ? html`<p class="note">manifest.json y memoria.pdf son los del acuse.</p>`
    : html`<p class="note attention">manifest.json o memoria.pdf no son los del acuse: cambiaron o faltan.</p>`;
  const checked =
    last === null
      ? html`<p>Todavía nadie comprobó archivo por archivo.</p>`
      : html`<p class="note${last.isProven ? "" : " attention"}">${last.isProven ? "Comprobada archivo por archivo: todo coincide con lo entregado." : "La comprobación encontró diferencias."} ${last.differing.length === 0 ? null : html`Difieren: ${last.differing.map(printable).join(", ")}. `}${whoText(services, last.person)}, ${momentText(last.at)}</p>`;
  return html`<h2>Prueba de que es lo entregado</h2>${told}
<dl><dt>SHA-256 de manifest.json</dt><dd><code>${version.manifestSha256}</code></dd><dt>SHA-256 de memoria.pdf</dt><dd><code>${version.pdfSha256}</code></dd></dl>${checked}
<form method="post" action="${reviewPlace(visit, `/versiones/${version.number}/comprobar`)}">${csrfOf(visit)}<div class="actions"><button class="second">Comprobar ahora cada archivo</button></div></form>`;
}

async function verify(visit: Visit): Promise<Answer> {
  const version = versionAt(visit, visit.parameter("number"));
  const { proven } = await verifyVersion(visit.services, visit.actor, version);
  return redirect(reviewPlace(visit, "/memoria", version), proven ? "comprobada" : "comprobada-difiere");
}

const access = ["revisor"] as const;

export const reviewRoutes: readonly Route[] = [
  { method: "GET", path: "/revision/:delivery", access, handle: verdicts },
  { method: "GET", path: "/revision/:delivery/cifras", access, handle: figures },
  { method: "GET", path: "/revision/:delivery/cifras/:key", access, handle: explanation },
  { method: "GET", path: "/revision/:delivery/incidencias", access, handle: (visit) => incidents(visit) },
  { method: "POST", path: "/revision/:delivery/incidencias/:incident", access, handle: reclassifyOne },
  { method: "GET", path: "/revision/:delivery/bitacoras", access, handle: logs },
  { method: "GET", path: "/revision/:delivery/memoria", access, handle: memoria },
  { method: "POST", path: "/revision/:delivery/versiones/:number/comprobar", access, mostPerMinute: 20, handle: verify },
  {
    method: "GET",
    path: "/revision/:delivery/versiones/:number.zip",
    access,
    mostPerMinute: 20,
    handle: (visit) => versionArchive(visit, asksOriginals(visit)),
  },
  {
    method: "GET",
    path: "/revision/:delivery/versiones/:number/archivos/*",
    access,
    handle: (visit) => {
      const { number } = versionAt(visit, visit.parameter("number"));
      return memoriaFileAnswer(memoriaFolder(visit.services, visit.delivery.id, number), visit.parameter("*"));
    },
  },
];
