// Pages that fail: one that errs far more than the rest, links of the site that lead nowhere, and pages that many ask for in vain.
import type { Interval } from "../intervals.ts";
import { countOf, formatCount, formatShare } from "../wording.ts";
import type { MissingPage } from "./evidence-types.ts";
import { type Draft, type Facts, listed, type Rule, shareOf, sumOf } from "./finding.ts";
import { floods } from "./floods.ts";
import { isProbePath } from "./probe-paths.ts";
import { shownPath } from "./server-errors.ts";

const leastPageErrors = 20;
const leastPageShare = 0.05;
const leastTimesOthers = 5;
const gravestPageShare = 0.01;
const mostListed = 3;

/** Outages of the log and floods: then it is not one page that fails. */
function generalFailures(facts: Facts): Interval[] {
  const outages = facts.analysis.availability.outages.filter(({ source }) => source === "log");
  return [
    ...outages.map(({ start, end }) => ({ startSecond: Date.parse(start) / 1000, endSecond: Date.parse(end) / 1000 })),
    ...floods(facts),
  ];
}

export const failingPages: Rule = {
  id: "failing-pages",
  threshold: `Una página con ${leastPageErrors} o más errores 5xx a personas, que son al menos ${formatShare(leastPageShare, 0)} de los intentos de verla y ${leastTimesOthers} veces la proporción de las demás páginas; los errores dentro de interrupciones y avalanchas, que son de todo el sitio, no cuentan. Es grave desde ${formatShare(gravestPageShare, 0)} de los intentos de ver páginas.`,
  find: (facts) => {
    const { evidence, analysis } = facts;
    const errors = new Map<string, number>();
    const failures = generalFailures(facts);
    const isGeneral = (minute: number): boolean => failures.some((span) => minute * 60 >= span.startSecond && minute * 60 < span.endSecond);
    for (const { path, isPage, minute, errors5xx } of evidence.errorPaths)
      if (isPage && !isGeneral(minute)) errors.set(path, (errors.get(path) ?? 0) + errors5xx);
    const seen = new Map(evidence.pages.map(({ path, pageViews }) => [path, pageViews]));
    const allErrors = sumOf([...errors.values()], (count) => count);
    const allTries = allErrors + analysis.traffic.pageViews;
    const failing = [...errors]
      .map(([path, count]) => ({ path, errors: count, tries: count + (seen.get(path) ?? 0) }))
      .filter(({ errors: count, tries }) => {
        const others = shareOf(allErrors - count, allTries - tries);
        return count >= leastPageErrors && count >= tries * leastPageShare && count / tries >= others * leastTimesOthers;
      })
      .sort((a, b) => b.errors - a.errors || (a.path < b.path ? -1 : 1));
    return failing.slice(0, mostListed).map(({ path, errors: count, tries }, place): Draft => {
      const others = shareOf(allErrors - count, allTries - tries);
      const more =
        place === mostListed - 1 && failing.length > mostListed
          ? ` Hay ${countOf(failing.length - mostListed, "página más", "páginas más")} en ese caso.`
          : "";
      return {
        id: place === 0 ? "failing-pages" : `failing-pages-${place + 1}`,
        severity: count >= allTries * gravestPageShare ? "warning" : "notice",
        weight: shareOf(count, analysis.traffic.hits),
        text: `La página ${shownPath(path)} respondió con error del servidor ${formatCount(count)} de ${countOf(tries, "vez", "veces")} que la pidieron personas${failures.length > 0 ? ", sin contar interrupciones ni avalanchas" : ""} (${formatShare(count / tries)}; las demás páginas, el ${formatShare(others)}).${more}`,
        recommendation: "Conviene revisar esa página por separado: su programa, sus datos o su consulta a la base de datos.",
        evidence: { path: shownPath(path), errors: count, tries, share: count / tries, othersShare: others, threshold: leastPageShare },
      };
    });
  },
};

const leastBrokenHits = 5;
const leastBrokenAddresses = 3;

/** Rows of one path as one; its addresses are at least those of its greatest row. */
function byPath(rows: readonly MissingPage[]): { path: string; hits: number; addresses: number; from: string | null }[] {
  return [...Map.groupBy(rows, ({ path }) => path)]
    .map(([path, of]) => ({
      path,
      hits: sumOf(of, ({ hits }) => hits),
      addresses: Math.max(...of.map(({ addresses }) => addresses)),
      from: of[0]?.referrer ?? null,
    }))
    .sort((a, b) => b.hits - a.hits || (a.path < b.path ? -1 : 1));
}

export const brokenLinks: Rule = {
  id: "broken-links",
  threshold: `Una página inexistente (404, 410) pedida ${leastBrokenHits} veces o más, desde ${leastBrokenAddresses} direcciones o más, a partir de una página del propio sitio.`,
  find: ({ evidence, analysis }) => {
    if (evidence.ownHost === null) return [];
    const own = evidence.missingPages.filter(({ referrerHost, path }) => referrerHost === evidence.ownHost && !isProbePath(path));
    const broken = byPath(own).filter(({ hits, addresses }) => hits >= leastBrokenHits && addresses >= leastBrokenAddresses);
    if (broken.length === 0) return [];
    const hits = sumOf(broken, (page) => page.hits);
    const told = broken
      .slice(0, mostListed)
      .map((page) => `${shownPath(page.path)} (${countOf(page.hits, "vez", "veces")}, desde ${shownPath(page.from ?? "")})`);
    const lead =
      broken.length === 1
        ? "Un enlace del propio sitio lleva a una página inexistente"
        : `${formatCount(broken.length)} páginas inexistentes están enlazadas desde el propio sitio`;
    const most = broken.length > told.length ? "; las más pedidas son" : "";
    return [
      {
        severity: "notice",
        weight: shareOf(hits, analysis.traffic.hits),
        text: `${lead}${most === "" ? ":" : most} ${listed(told)}.`,
        recommendation: `Conviene corregir ${broken.length === 1 ? "el enlace" : "los enlaces"} o publicar ${broken.length === 1 ? "la página" : "las páginas"}.`,
        evidence: {
          hits,
          pages: broken.slice(0, 20).map(({ path, from, ...page }) => ({ path: shownPath(path), from: shownPath(from ?? ""), ...page })),
          total: broken.length,
          ownHost: evidence.ownHost,
          threshold: leastBrokenHits,
        },
      },
    ];
  },
};

const leastMissingHits = 50;
const leastMissingAddresses = 10;
const leastMissingShare = 0.01;

export const missingPagesRule: Rule = {
  id: "missing-pages",
  threshold: `Una página inexistente (404, 410) pedida por personas ${leastMissingHits} veces o más, desde ${leastMissingAddresses} direcciones o más y al menos ${formatShare(leastMissingShare, 0)} de las páginas vistas, sin enlace conocido del propio sitio.`,
  find: ({ evidence, analysis }) => {
    const foreign = evidence.missingPages.filter(
      ({ referrerHost, path }) => (evidence.ownHost === null || referrerHost !== evidence.ownHost) && !isProbePath(path),
    );
    const wanted = byPath(foreign).filter(
      ({ hits, addresses }) =>
        hits >= leastMissingHits && addresses >= leastMissingAddresses && hits >= analysis.traffic.pageViews * leastMissingShare,
    );
    if (wanted.length === 0) return [];
    const hits = sumOf(wanted, (page) => page.hits);
    const told = wanted.slice(0, mostListed).map((page) => `${shownPath(page.path)} (${formatCount(page.hits)} veces)`);
    return [
      {
        severity: "notice",
        weight: shareOf(hits, analysis.traffic.hits),
        text: `Muchas personas pidieron ${wanted.length === 1 ? "una página que no existe" : `${formatCount(wanted.length)} páginas que no existen`}: ${listed(told)}${wanted.length > told.length ? ", entre otras" : ""}.`,
        recommendation: "Conviene publicar una redirección hacia los resultados y corregir la dirección que se haya difundido.",
        evidence: {
          hits,
          pages: wanted.slice(0, 20).map(({ path, hits: of, addresses }) => ({ path: shownPath(path), hits: of, addresses })),
          threshold: leastMissingHits,
        },
      },
    ];
  },
};
