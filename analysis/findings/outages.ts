// Outages as the log shows them, and where the sources of availability disagree.
import { formatCount, formatDateTime, formatDuration } from "../wording.ts";
import { periodSeconds, type Rule, shareOf } from "./finding.ts";

export const logOutages: Rule = {
  id: "log-outages",
  threshold: "Minutos con 20 o más solicitudes, de las que al menos la mitad recibió un error del servidor (5xx).",
  find: ({ analysis }) => {
    const { availability, period } = analysis;
    const seen = availability.outages.filter((outage) => outage.source === "log");
    if (seen.length === 0) return [];
    const seconds = seen.reduce((sum, outage) => sum + outage.seconds, 0);
    const longest = seen.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    const { startSecond, endSecond } = periodSeconds(analysis);
    const [when, long] = [formatDateTime(longest.start, period.timeZone), formatDuration(longest.seconds)];
    const which =
      seen.length === 1
        ? `de ${long}, que empezó el ${when}`
        : `${formatDuration(seconds)} en total; la más larga empezó el ${when} y duró ${long}`;
    return [
      {
        severity: "warning",
        weight: 1 + shareOf(seconds, endSecond - startSecond),
        text: `La bitácora muestra ${seen.length === 1 ? "una interrupción" : `${formatCount(seen.length)} interrupciones`} (minutos con 20 o más solicitudes y al menos la mitad con error del servidor), ${which}.`,
        recommendation: `Conviene documentar la causa raíz ${seen.length === 1 ? "" : "de cada una "}y las medidas para que no se repita.`,
        evidence: { outages: seen.length, seconds, longestStart: longest.start, longestSeconds: longest.seconds, threshold: 0.5 },
      },
    ];
  },
};

export const disagreements: Rule = {
  id: "disagreement",
  threshold:
    "Diferencia mayor de 2 minutos entre lo declarado y la bitácora, o de 5 minutos con el monitor; o una interrupción que solo una fuente conoce.",
  find: ({ analysis }) => {
    const { availability, period } = analysis;
    const { startSecond, endSecond } = periodSeconds(analysis);
    return availability.disagreements.map((d, i) => {
      const when = formatDateTime(d.start, period.timeZone);
      const [declared, log, monitor] = [d.declaredSeconds, d.logSeconds, d.monitorSeconds].map((seconds) => formatDuration(seconds ?? 0));
      const byMonitor = d.seenBy === "monitor";
      const text = {
        "declared-not-seen": `La interrupción declarada del ${when} (${declared}) no ${byMonitor ? "la registró el monitor" : "aparece como interrupción en la bitácora"}.`,
        "seen-not-declared": `${byMonitor ? "El monitor registró" : "La bitácora muestra"} una interrupción el ${when} (${byMonitor ? monitor : log}) que no fue declarada.`,
        "different-length": `La interrupción del ${when} se declaró de ${declared} y ${byMonitor ? `el monitor la midió de ${monitor}` : `en la bitácora dura ${log}`}.`,
        "observers-differ": `A partir del ${when}, la bitácora muestra ${log} sin servicio y el monitor ${monitor}, en tiempo que ambos cubren.`,
      }[d.kind];
      const longest = Math.max(d.declaredSeconds ?? 0, d.logSeconds ?? 0, d.monitorSeconds ?? 0);
      return {
        id: `disagreement-${i + 1}`,
        severity: d.kind === "seen-not-declared" ? ("warning" as const) : ("notice" as const),
        weight: 0.9 + shareOf(longest, endSecond - startSecond),
        text,
        recommendation: "Conviene aclarar la diferencia en el reporte de incidencias antes de entregar.",
        evidence: { ...d },
      };
    });
  },
};
