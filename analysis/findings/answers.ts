// How answers were given, where the format tells: from the cache, in what time, over TLS.
import { isoInZone } from "../../ingest/index.ts";
import { countOf, formatCount, formatDateTime, formatDecimal, formatShare } from "../wording.ts";
import type { AnswerTraits, TimedAnswers } from "./evidence-types.ts";
import { type Draft, type Facts, listed, type Rule, shareOf, sumOf } from "./finding.ts";
import { shownPath } from "./server-errors.ts";

const leastCacheKnown = 1000;
const lowCacheShare = 0.7;
const mostListed = 3;

export const cacheLow: Rule = {
  id: "cache-low",
  threshold: `Menos de ${formatShare(lowCacheShare, 0)} de las solicitudes de personas atendidas por la caché, si el estado de la caché consta en ${formatCount(leastCacheKnown)} o más; la actualización automática no cuenta.`,
  find: ({ evidence, analysis }) => {
    const answers = evidence.answers.filter(({ isPolling }) => !isPolling);
    const known = sumOf(answers, ({ cacheKnown }) => cacheKnown);
    const cached = sumOf(answers, (answer) => answer.cached);
    const share = shareOf(cached, known);
    if (known < leastCacheKnown || share >= lowCacheShare) return [];
    const missed = (answer: AnswerTraits): number => answer.cacheKnown - answer.cached;
    const heaviest = answers
      .filter((answer) => answer.path !== null && missed(answer) > 0)
      .sort((a, b) => missed(b) - missed(a))
      .slice(0, mostListed);
    const told = heaviest.map(
      (answer) => `${shownPath(answer.path ?? "")} (${formatCount(missed(answer))} de ${formatCount(answer.cacheKnown)})`,
    );
    return [
      {
        severity: "notice",
        weight: shareOf(known - cached, analysis.traffic.hits) / 2,
        text: `La caché atendió el ${formatShare(share)} de las solicitudes de personas (${formatCount(cached)} de ${formatCount(known)}, sin contar la actualización automática). Las rutas que más llegaron al origen: ${listed(told)}.`,
        recommendation:
          "Conviene que la red de distribución guarde esas rutas, al menos unos segundos, y que no las separe por parámetros o cookies.",
        evidence: {
          known,
          cached,
          share,
          paths: heaviest.map((answer) => ({ path: shownPath(answer.path ?? ""), missed: missed(answer), known: answer.cacheKnown })),
          threshold: lowCacheShare,
        },
      },
    ];
  },
};

const leastPolledCached = 20;
const polledCachedShare = 0.01;

export const polledFromCache: Rule = {
  id: "polled-from-cache",
  threshold: `Al menos ${formatShare(polledCachedShare, 0)} de las solicitudes del archivo de resultados, y ${leastPolledCached} o más, atendidas por la caché.`,
  find: ({ evidence, analysis, convocatoria }) => {
    const path = analysis.parameters.resultPath;
    const answer = evidence.answers.find((candidate) => candidate.path === path);
    const share = answer === undefined ? 0 : shareOf(answer.cached, answer.cacheKnown);
    if (answer === undefined || answer.cached < leastPolledCached || share < polledCachedShare) return [];
    const duty = convocatoria?.duties.find(({ id }) => id === "cache-control");
    const clause = duty?.clause ? ` (${duty.clause})` : "";
    const asked = duty === undefined ? "" : `, y la convocatoria pide que no se guarde${clause}`;
    return [
      {
        severity: duty === undefined ? "notice" : "warning",
        weight: shareOf(answer.cached, analysis.traffic.hits),
        text: `El ${formatShare(share)} de las solicitudes de ${shownPath(path)} cuyo estado de caché consta (${formatCount(answer.cached)} de ${formatCount(answer.cacheKnown)}) se atendió desde la caché${asked}: pudo mostrarse un corte anterior.`,
        recommendation: "Conviene excluir el archivo de resultados de la caché de la red de distribución, o purgarlo en cada corte.",
        evidence: { path: shownPath(path), cached: answer.cached, known: answer.cacheKnown, share, threshold: polledCachedShare },
      },
    ];
  },
};

const leastTimed = 1000;
const leastTimedHour = 200;
const slowUs = 1_000_000;
const verySlowUs = 3_000_000;

/** The 95th percentile by nearest rank, of times rounded down to two figures: at least so much. Null of no answers. */
function p95Us(times: readonly Pick<TimedAnswers, "floorUs" | "hits">[]): number | null {
  const rank = Math.ceil(sumOf(times, ({ hits }) => hits) * 0.95);
  let passed = 0;
  for (const { floorUs, hits } of times.toSorted((a, b) => a.floorUs - b.floorUs)) {
    passed += hits;
    if (passed >= rank) return floorUs;
  }
  return null;
}

function secondsOf(us: number): string {
  return `${formatDecimal(us / 1e6)} s`;
}

function worstHour({ evidence }: Facts): { hourSecond: number; p95: number; hits: number } | null {
  const hours = [...Map.groupBy(evidence.times, ({ hourSecond }) => hourSecond)].map(([hourSecond, times]) => ({
    hourSecond,
    p95: p95Us(times) ?? 0,
    hits: sumOf(times, ({ hits }) => hits),
  }));
  const full = hours.filter(({ hits }) => hits >= leastTimedHour);
  return full.reduce<(typeof full)[number] | null>((worst, hour) => (worst && worst.p95 >= hour.p95 ? worst : hour), null);
}

export const slowAnswers: Rule = {
  id: "slow-answers",
  threshold: `Percentil 95 del tiempo de respuesta de 1 s o más, en el periodo (${formatCount(leastTimed)} respuestas medidas o más; es grave desde 3 s) o en una hora (${leastTimedHour} o más).`,
  find: (facts) => {
    const timed = sumOf(facts.evidence.times, ({ hits }) => hits);
    const overall = p95Us(facts.evidence.times);
    const hour = worstHour(facts);
    const slow = overall !== null && timed >= leastTimed && overall >= slowUs;
    if (overall === null || (!slow && (hour === null || hour.p95 < slowUs))) return [];
    const { timeZone } = facts.analysis.period;
    const at = hour === null ? null : isoInZone(hour.hourSecond, timeZone);
    const worst =
      hour === null || at === null
        ? ""
        : `La hora más lenta empezó el ${formatDateTime(at, timeZone)}: ${secondsOf(hour.p95)} o más en una de cada veinte (${formatCount(hour.hits)} medidas).`;
    const share = shareOf(
      sumOf(facts.evidence.times, ({ floorUs, hits }) => (floorUs >= slowUs ? hits : 0)),
      timed,
    );
    const all = `Una de cada veinte respuestas a personas tardó ${secondsOf(overall)} o más (${formatCount(timed)} medidas)`;
    const text = slow ? `${all}. ${worst}`.trim() : `En una hora del periodo las respuestas a personas fueron lentas. ${worst}`;
    return [
      {
        severity: slow && overall >= verySlowUs ? "warning" : "notice",
        weight: share,
        text,
        recommendation: "Conviene revisar la capacidad del servidor de origen y qué consultas pueden prepararse antes de cada corte.",
        evidence: {
          p95Us: overall,
          timed,
          slowShare: share,
          worstHourAt: at,
          worstHourP95Us: hour?.p95 ?? null,
          worstHourTimed: hour?.hits ?? null,
          thresholdUs: slowUs,
        },
      },
    ];
  },
};

const leastTimedPath = 100;
const slowPathShare = 0.05;
const slowPathTimes = 3;

export const slowPaths: Rule = {
  id: "slow-paths",
  threshold: `Una ruta con ${leastTimedPath} o más respuestas medidas, de las que al menos ${formatShare(slowPathShare, 0)} tardó 1 s o más, ${slowPathTimes} veces la proporción de las demás rutas.`,
  find: ({ evidence }) => {
    const timed = sumOf(evidence.answers, (answer) => answer.timed);
    const slow = sumOf(evidence.answers, (answer) => answer.slow);
    const others = (answer: AnswerTraits): number => shareOf(slow - answer.slow, timed - answer.timed);
    const found = evidence.answers
      .filter((answer) => {
        const share = shareOf(answer.slow, answer.timed);
        return answer.path !== null && answer.timed >= leastTimedPath && share >= slowPathShare && share >= others(answer) * slowPathTimes;
      })
      .sort((a, b) => b.slow - a.slow)
      .slice(0, mostListed);
    if (found.length === 0) return [];
    const told = found.map(
      (answer) =>
        `${shownPath(answer.path ?? "")} (${formatShare(answer.slow / answer.timed)} de ${countOf(answer.timed, "respuesta", "respuestas")})`,
    );
    return [
      {
        severity: "notice",
        weight: shareOf(
          sumOf(found, (answer) => answer.slow),
          timed,
        ),
        text: `${found.length === 1 ? "Una ruta tarda" : "Hay rutas que tardan"} 1 s o más mucho más a menudo que las demás: ${listed(told)}.`,
        recommendation: "Conviene revisar cómo se producen esas respuestas y si pueden prepararse con anticipación.",
        evidence: {
          paths: found.map((answer) => ({
            path: shownPath(answer.path ?? ""),
            slow: answer.slow,
            timed: answer.timed,
            othersShare: others(answer),
          })),
          threshold: slowPathShare,
        },
      },
    ] satisfies Draft[];
  },
};

const leastSecureKnown = 100;
const plainThreshold = 0.01;

export const plainHttp: Rule = {
  id: "plain-http",
  threshold: `Al menos ${formatShare(plainThreshold, 0)} de las solicitudes de personas sin cifrar (HTTP), si las hay cifradas y el dato consta en ${leastSecureKnown} o más.`,
  find: ({ evidence }) => {
    const known = sumOf(evidence.answers, ({ secureKnown }) => secureKnown);
    const secure = sumOf(evidence.answers, (answer) => answer.secure);
    const share = shareOf(known - secure, known);
    if (known < leastSecureKnown || secure === 0 || share < plainThreshold) return [];
    return [
      {
        severity: "notice",
        weight: share / 2,
        text: `El ${formatShare(share)} de las solicitudes de personas (${formatCount(known - secure)} de ${formatCount(known)}) llegó sin cifrar (HTTP); el resto, por HTTPS.`,
        recommendation: "Conviene redirigir todo el sitio a HTTPS y anunciar solo esa dirección.",
        evidence: { plain: known - secure, known, share, threshold: plainThreshold },
      },
    ];
  },
};
