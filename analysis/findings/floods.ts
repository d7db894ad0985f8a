// Floods: a network that takes most of the requests for some minutes, and visitors faster than people.
import { isoInZone } from "../../ingest/index.ts";
import { type Interval, joinGaps } from "../intervals.ts";
import { countOf, formatCount, formatDecimal, formatDuration, formatShare, printable } from "../wording.ts";
import type { NetworkLoad } from "./evidence-types.ts";
import { type Facts, listed, momentOf, type Rule, shareOf, sumOf } from "./finding.ts";

const leastFloodMinute = 60;
const leastFloodShare = 0.2;
const leastFloodMinutes = 3;
const joinedSeconds = 60;
/** Outside its flood the network has at most this part of the share that it has inside. */
const mostUsual = 0.25;
const mostListed = 3;

interface Flood extends Interval {
  network: string;
  addresses: number;
  hits: number;
  /** Of all requests of its minutes. */
  share: number;
  peakPerMinute: number;
  /** Its share of all requests of the period outside of it. */
  usualShare: number;
}

/** Floods of the period, the greatest first; of each network the greatest run. */
export function floods({ analysis, evidence }: Facts): Flood[] {
  const all = new Map(evidence.minutes.map(({ minute, hits }) => [minute, hits]));
  return evidence.networks
    .flatMap((load) => {
      const run = runsOf(load, all).sort((a, b) => b.hits - a.hits || a.startSecond - b.startSecond)[0];
      if (run === undefined) return [];
      const usualShare = shareOf(load.hits - run.hits, analysis.traffic.hits - run.all);
      if (usualShare > run.share * mostUsual) return [];
      const { all: _, ...flood } = run;
      return [{ ...flood, network: printable(load.network), addresses: load.addresses, usualShare }];
    })
    .sort((a, b) => b.hits - a.hits || (a.network < b.network ? -1 : 1));
}

function runsOf({ minutes }: NetworkLoad, all: ReadonlyMap<number, number>) {
  const flooded = minutes.filter(({ minute, hits }) => hits >= leastFloodMinute && hits >= (all.get(minute) ?? 0) * leastFloodShare);
  const runs = joinGaps(
    flooded.map(({ minute }) => ({ startSecond: minute * 60, endSecond: (minute + 1) * 60 })),
    joinedSeconds,
  );
  return runs
    .map((run) => {
      const inside = flooded.filter(({ minute }) => minute * 60 >= run.startSecond && minute * 60 < run.endSecond);
      const hits = sumOf(inside, (minute) => minute.hits);
      const of = sumOf(inside, ({ minute }) => all.get(minute) ?? 0);
      const peakPerMinute = Math.max(...inside.map((minute) => minute.hits));
      return { ...run, minutes: inside.length, hits, all: of, share: shareOf(hits, of), peakPerMinute };
    })
    .filter((run) => run.minutes >= leastFloodMinutes)
    .map(({ minutes: _, ...run }) => run);
}

function floodText(facts: Facts, found: readonly Flood[]): string {
  const told = found.slice(0, mostListed).map((flood) => {
    const addresses = countOf(flood.addresses, "dirección", "direcciones");
    const length = formatDuration(flood.endSecond - flood.startSecond);
    return `la red ${flood.network} (${addresses}) hizo el ${formatShare(flood.share)} de las solicitudes durante ${length} a partir del ${momentOf(facts.analysis, flood.startSecond)} (${formatCount(flood.hits)} solicitudes, hasta ${formatCount(flood.peakPerMinute)} por minuto; fuera de ese lapso, el ${formatShare(flood.usualShare)})`;
  });
  const lead =
    found.length === 1 ? "Hubo una avalancha de solicitudes" : `Hubo avalanchas de solicitudes desde ${formatCount(found.length)} redes`;
  const rest = found.length > told.length ? `; en total, ${formatCount(sumOf(found, ({ hits }) => hits))} solicitudes` : "";
  return `${lead}: ${listed(told)}${rest}.`;
}

export const networkFloods: Rule = {
  id: "network-floods",
  threshold: `Una red (IPv4 /24, IPv6 /48; entre las 100 con más solicitudes) con ${leastFloodMinute} o más solicitudes por minuto y al menos ${formatShare(leastFloodShare, 0)} de todas en ${leastFloodMinutes} minutos o más (se unen si los separa uno), y fuera de ellos a lo más la cuarta parte de esa participación.`,
  find: (facts) => {
    const found = floods(facts);
    if (found.length === 0) return [];
    const { period, traffic } = facts.analysis;
    const hits = sumOf(found, (flood) => flood.hits);
    return [
      {
        severity: "warning",
        weight: 0.5 + shareOf(hits, traffic.hits) / 2,
        text: floodText(facts, found),
        recommendation:
          "Conviene limitar las solicitudes por dirección en el servidor o la red de distribución y, si no son equipos propios, describir el hecho en el reporte de incidencias; si lo son, declararlos con --internal.",
        evidence: {
          floods: found.slice(0, 20).map(({ startSecond, endSecond, ...flood }) => ({
            ...flood,
            start: isoInZone(startSecond, period.timeZone),
            end: isoInZone(endSecond, period.timeZone),
          })),
          total: found.length,
          hits,
          threshold: leastFloodShare,
        },
      },
    ];
  },
};

const leastFastRate = 60;
const leastFastHits = 300;
const leastFastTimes = 10;

export const fastVisitorsRule: Rule = {
  id: "fast-visitors",
  threshold: `Visitantes (dirección y navegador) con ${leastFastHits} o más solicitudes en una sesión de 3 minutos o más, ${leastFastRate} o más por minuto en promedio y al menos ${leastFastTimes} veces el promedio de las sesiones de esa duración.`,
  find: ({ analysis, evidence }) => {
    const { visitors, meanPerMinute } = evidence.fastVisitors;
    const rated = visitors.map((visitor) => ({ ...visitor, perMinute: (visitor.hits * 60) / visitor.seconds }));
    const usual = meanPerMinute ?? 0;
    const fast = rated.filter(
      ({ hits, perMinute }) => hits >= leastFastHits && perMinute >= leastFastRate && perMinute >= usual * leastFastTimes,
    );
    const [fastest] = fast;
    if (fastest === undefined || meanPerMinute === null) return [];
    const hits = sumOf(fast, (visitor) => visitor.hits);
    const share = shareOf(hits, analysis.traffic.hits);
    const networks = [...new Set(fast.map(({ network }) => printable(network)))];
    const shown = networks.slice(0, mostListed);
    const more = networks.length > shown.length ? ` y ${countOf(networks.length - shown.length, "red más", "redes más")}` : "";
    // The list of the fastest is cut: as many as it holds may be fewer than there are.
    const many = `${fast.length === 100 ? "Al menos " : ""}${formatCount(fast.length)} visitantes hicieron`;
    const lead = fast.length === 1 ? "Un visitante hizo" : many;
    const each = fast.length === 1 ? "" : " cada uno";
    return [
      {
        severity: "notice",
        weight: share,
        text: `${lead} ${leastFastRate} o más solicitudes por minuto${each} (hasta ${formatDecimal(fastest.perMinute)} en promedio durante ${formatDuration(fastest.seconds)}; lo usual en sesiones de 3 minutos o más es ${formatDecimal(meanPerMinute)}): ${countOf(hits, "solicitud", "solicitudes")}, ${formatShare(share)} del total. ${shown.length === 1 ? "Su red es" : "Sus redes son"} ${more === "" ? listed(shown) : shown.join(", ")}${more}.`,
        recommendation: "Conviene comprobar si se trata de programas y, en su caso, limitar las solicitudes por dirección.",
        evidence: {
          visitors: fast.length,
          hits,
          share,
          fastestPerMinute: fastest.perMinute,
          fastestSeconds: fastest.seconds,
          usualPerMinute: meanPerMinute,
          networks: networks.slice(0, 20),
          threshold: leastFastRate,
        },
      },
    ];
  },
};
