// Findings: patterns in the figures, each with its numbers, its threshold, and a draft sentence that the user may edit.
import type { Analysis } from "./analysis.ts";
import type { Convocatoria } from "./convocatoria.ts";
import { probeSeconds, type UsagePatterns } from "./usage-patterns.ts";
import { countOf, formatCount, formatDateTime, formatDecimal, formatDuration, formatShare, formatTime, printable } from "./wording.ts";

type Finding = Analysis["findings"][number];
type Figures = Omit<Analysis, "findings" | "warnings">;

/** Every rule once, the gravest first; no finding without its number. */
export function findings(analysis: Figures, convocatoria: Convocatoria | null, patterns: UsagePatterns): Finding[] {
  const found = [
    peakDemand(analysis, convocatoria),
    logOutages(analysis),
    ...disagreements(analysis),
    serverErrors(analysis),
    automatedShare(analysis),
    refusedRequests(analysis),
    probeVisits(patterns.probes),
    loopbackViews(patterns.loopback),
    pollingShare(analysis, patterns.pollingHits),
    phoneShare(analysis),
  ].filter((finding) => finding !== null);
  const weight = { warning: 0, notice: 1, info: 2 };
  return found.sort((a, b) => weight[a.severity] - weight[b.severity]);
}

/** A peak of fewer hits in its minute says nothing of demand. */
const leastPeakHits = 20;
/** Nor does one that hardly stands out of its period, or is all of it. */
const leastPeakTimes = 1.5;

function peakDemand({ traffic, period }: Figures, convocatoria: Convocatoria | null): Finding | null {
  const peak = traffic.peakMinute;
  if (!peak || peak.hits < leastPeakHits) return null;
  const seconds = (Date.parse(period.end) - Date.parse(period.start)) / 1000;
  const perMinute = traffic.hits / (seconds / 60);
  const times = peak.hits / perMinute;
  if (seconds < 60 || times < leastPeakTimes) return null;
  const cut = cutBefore(peak.at, convocatoria);
  const afterCut =
    cut === null
      ? ""
      : `, ${cut.minutes === 0 ? "en el minuto del corte" : `${cut.minutes} min después del corte`} de las ${formatTime(cut.at, period.timeZone)}`;
  return {
    id: "peak-demand",
    severity: "info",
    text: `La mayor demanda se registró el ${formatDateTime(peak.at, period.timeZone)}, con ${countOf(peak.hits, "solicitud", "solicitudes")} en un minuto: ${formatDecimal(times)} veces el promedio del periodo (${formatDecimal(perMinute)} por minuto)${afterCut}.`,
    recommendation: `Conviene dimensionar la siguiente elección para sostener al menos ${countOf(Math.ceil(peak.hits / 60), "solicitud", "solicitudes")} por segundo durante un minuto, con margen.`,
    evidence: { at: peak.at, hits: peak.hits, meanPerMinute: perMinute, times, minutesAfterCut: cut?.minutes ?? null },
  };
}

/** The scheduled cut at or before a moment inside the publication; null where the call fixes no start or cadence. */
function cutBefore(at: string, convocatoria: Convocatoria | null): { at: string; minutes: number } | null {
  const every = convocatoria?.cutEverySeconds.value;
  const start = convocatoria?.window.start.value;
  if (!every || !start) return null;
  // The peak carries its offset: the clause's local start on the same clock is enough to count cuts.
  const offset = at.slice(19);
  const since = (Date.parse(at) - Date.parse(`${start}:00${offset}`)) / 1000;
  if (Number.isNaN(since) || since < 0 || since > 86400) return null;
  const into = since % every;
  return { at: new Date(Date.parse(at) - into * 1000).toISOString(), minutes: Math.floor(into / 60) };
}

function logOutages({ availability, period }: Figures): Finding | null {
  const seen = availability.outages.filter((outage) => outage.source === "log");
  if (seen.length === 0) return null;
  const seconds = seen.reduce((sum, outage) => sum + outage.seconds, 0);
  const longest = seen.reduce((a, b) => (b.seconds > a.seconds ? b : a));
  return {
    id: "log-outages",
    severity: "warning",
    text: `La bitácora muestra ${seen.length === 1 ? "una interrupción" : `${formatCount(seen.length)} interrupciones`} (minutos con 20 o más solicitudes y al menos la mitad con error del servidor), ${formatDuration(seconds)} en total; la más larga empezó el ${formatDateTime(longest.start, period.timeZone)} y duró ${formatDuration(longest.seconds)}.`,
    recommendation: `Conviene documentar la causa raíz ${seen.length === 1 ? "" : "de cada una "}y las medidas para que no se repita.`,
    evidence: { outages: seen.length, seconds, longestStart: longest.start, longestSeconds: longest.seconds },
  };
}

function disagreements({ availability, period }: Figures): Finding[] {
  return availability.disagreements.map((d, i) => {
    const when = formatDateTime(d.start, period.timeZone);
    const [declared, log, monitor] = [d.declaredSeconds, d.logSeconds, d.monitorSeconds].map((seconds) => formatDuration(seconds ?? 0));
    const byMonitor = d.seenBy === "monitor";
    const text = {
      "declared-not-seen": `La interrupción declarada del ${when} (${declared}) no ${byMonitor ? "la registró el monitor" : "tiene rastro en la bitácora"}.`,
      "seen-not-declared": `${byMonitor ? "El monitor registró" : "La bitácora muestra"} una interrupción el ${when} (${byMonitor ? monitor : log}) que no fue declarada.`,
      "different-length": `La interrupción del ${when} se declaró de ${declared} y ${byMonitor ? `el monitor la midió de ${monitor}` : `en la bitácora dura ${log}`}.`,
      "observers-differ": `A partir del ${when}, la bitácora muestra ${log} sin servicio y el monitor ${monitor}, en tiempo que ambos cubren.`,
    }[d.kind];
    return {
      id: `disagreement-${i + 1}`,
      severity: d.kind === "seen-not-declared" ? ("warning" as const) : ("notice" as const),
      text,
      recommendation: "Conviene aclarar la diferencia en el reporte de incidencias antes de entregar.",
      evidence: { ...d },
    };
  });
}

const errorThreshold = 0.001;

function serverErrors({ traffic }: Figures): Finding | null {
  const errors = traffic.statusClasses["5xx"];
  const share = traffic.hits === 0 ? 0 : errors / traffic.hits;
  if (share <= errorThreshold) return null;
  return {
    id: "server-errors",
    severity: share > 0.01 ? "warning" : "notice",
    text: `${countOf(errors, "solicitud del periodo", "solicitudes del periodo")} (${formatShare(share)}) ${errors === 1 ? "recibió" : "recibieron"} un error del servidor (5xx).`,
    recommendation: "Conviene revisar la capacidad del servidor de origen y las respuestas de contingencia de la red de distribución.",
    evidence: { errors, share, threshold: errorThreshold },
  };
}

const automatedThreshold = 0.1;

function automatedShare({ traffic }: Figures): Finding | null {
  const automated = traffic.hits - traffic.humanHits;
  const share = traffic.hits === 0 ? 0 : automated / traffic.hits;
  if (share < automatedThreshold) return null;
  return {
    id: "automated-share",
    severity: "notice",
    text: `${formatShare(share)} de las solicitudes del periodo (${formatCount(automated)}) fueron automatizadas o propias del difusor; no cuentan como visitantes ni como visitas.`,
    recommendation: null,
    evidence: { automated, share, threshold: automatedThreshold },
  };
}

const refusedThreshold = 0.05;

function refusedRequests({ traffic }: Figures): Finding | null {
  const refused = traffic.statusClasses["4xx"];
  const share = traffic.hits === 0 ? 0 : refused / traffic.hits;
  if (share < refusedThreshold) return null;
  return {
    id: "refused-requests",
    severity: "notice",
    text: `${formatShare(share)} de las solicitudes del periodo (${formatCount(refused)}) pidieron algo inexistente o fueron rechazadas (4xx), lo que puede indicar exploración automatizada o enlaces rotos.`,
    recommendation: "Conviene revisar las rutas más pedidas con error y las reglas de protección contra abuso.",
    evidence: { refused, share, threshold: refusedThreshold },
  };
}

function probeVisits(probes: UsagePatterns["probes"]): Finding | null {
  if (probes.visitors === 0) return null;
  return {
    id: "probe-visits",
    severity: "notice",
    text: `${probes.visitors === 1 ? "Un visitante estuvo activo" : `${formatCount(probes.visitors)} visitantes estuvieron activos`} más de 12 horas sin una pausa de 30 minutos (hasta ${formatDuration(probes.longestSeconds)}, ${formatCount(probes.hits)} solicitudes): puede tratarse de una sonda o de una pantalla encendida, que alarga los promedios de tiempo activo. ${probes.networks.length === 1 ? "Su red es" : "Las redes de los más largos son"} ${probes.networks.map(printable).join(", ")}.`,
    recommendation: "Si son equipos propios, conviene declararlos como propios para que no cuenten.",
    evidence: { ...probes, thresholdSeconds: probeSeconds },
  };
}

function loopbackViews(loopback: UsagePatterns["loopback"]): Finding | null {
  const { pageViews, visitors } = loopback;
  if (pageViews === 0) return null;
  return {
    id: "loopback-views",
    severity: "notice",
    text: `${countOf(pageViews, "página vista proviene", "páginas vistas provienen")} del propio servidor (direcciones de bucle local, 127.0.0.0/8 y ::1) y ${visitors === 1 ? "cuenta como un visitante" : `cuentan como ${formatCount(visitors)} visitantes`}: suele ser una sonda que comprueba que el servicio responde.`,
    recommendation:
      "Conviene declarar esas direcciones como propias del difusor (--internal 127.0.0.0/8 y --internal ::1) para que no cuenten.",
    evidence: { ...loopback },
  };
}

function pollingShare({ traffic }: Figures, polling: number): Finding | null {
  if (polling === 0 || traffic.humanHits === 0) return null;
  const share = polling / traffic.humanHits;
  return {
    id: "polling-share",
    severity: "info",
    text: `La actualización automática de resultados fue ${formatShare(share)} de las solicitudes de personas del periodo (${formatCount(polling)} de ${formatCount(traffic.humanHits)}).`,
    recommendation:
      share > 0.5
        ? "Conviene servir los datos de resultados desde la red de distribución y espaciar la actualización automática en el minuto de cada corte."
        : null,
    evidence: { polling, humanHits: traffic.humanHits, share },
  };
}

function phoneShare({ traffic }: Figures): Finding | null {
  const total = traffic.devices.reduce((sum, device) => sum + device.visitors, 0);
  const phones = traffic.devices.find((device) => device.name === "phone")?.visitors ?? 0;
  if (total === 0 || phones === 0) return null;
  return {
    id: "phone-share",
    severity: "info",
    text: `${formatShare(phones / total)} de los visitantes únicos (estimados) consultaron desde un teléfono (${formatCount(phones)} de ${formatCount(total)}).`,
    recommendation: null,
    evidence: { phones, visitors: total, share: phones / total },
  };
}
