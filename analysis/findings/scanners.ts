// Scanners: addresses that try the usual doors, doors that opened, and the share of requests that were refused.
import { isoInZone } from "../../ingest/index.ts";
import { countOf, formatCount, formatShare, printable } from "../wording.ts";
import type { Prober } from "./evidence-types.ts";
import { listed, momentOf, type Rule, shareOf, sumOf } from "./finding.ts";
import { disclosurePathPattern } from "./probe-paths.ts";
import { shownPath } from "./server-errors.ts";

const leastProbeHits = 5;
const leastProbePaths = 3;
const leastRefused = 20;
const leastRefusedShare = 0.5;
const leastRefusedPaths = 10;
const noticedShare = 0.01;
const mostListed = 3;

function isScanner({ probeHits, probePaths, hits, totalHits, paths }: Prober): boolean {
  const triesDoors = probeHits >= leastProbeHits && probePaths >= leastProbePaths;
  return triesDoors || (hits >= leastRefused && hits >= totalHits * leastRefusedShare && paths >= leastRefusedPaths);
}

function byNetwork(scanners: readonly Prober[]): { network: string; addresses: number; hits: number }[] {
  return [...Map.groupBy(scanners, ({ network }) => network)]
    .map(([network, of]) => ({ network: printable(network), addresses: of.length, hits: sumOf(of, ({ hits }) => hits) }))
    .sort((a, b) => b.hits - a.hits || (a.network < b.network ? -1 : 1));
}

export const scanners: Rule = {
  id: "scanners",
  threshold: `Direcciones con ${leastProbeHits} o más solicitudes a ${leastProbePaths} o más rutas que prueban los exploradores (wp-login, .env, phpmyadmin y semejantes), o con ${leastRefused} o más solicitudes rechazadas (4xx), la mitad o más de las suyas, a ${leastRefusedPaths} o más rutas; entre las 300 con más. Pide atención desde ${formatShare(noticedShare, 0)} de las solicitudes.`,
  find: ({ analysis, evidence }) => {
    const found = evidence.probers.filter(isScanner);
    if (found.length === 0) return [];
    const hits = sumOf(found, (scanner) => scanner.hits);
    const share = shareOf(hits, analysis.traffic.hits);
    const [first, last] = [Math.min(...found.map((s) => s.firstSecond)), Math.max(...found.map((s) => s.lastSecond))];
    const networks = byNetwork(found);
    const paths = evidence.probedPaths.filter(({ isProbe }) => isProbe).slice(0, mostListed);
    const told = networks
      .slice(0, mostListed)
      .map(
        ({ network, addresses, hits: of }) =>
          `${network} (${countOf(addresses, "dirección", "direcciones")}, ${countOf(of, "solicitud", "solicitudes")})`,
      );
    const lead = found.length === 1 ? "Una dirección exploró" : `${formatCount(found.length)} direcciones exploraron`;
    const most = networks.length > told.length ? " Las redes con más:" : networks.length === 1 ? " Su red:" : " Sus redes:";
    const tried =
      paths.length === 0
        ? ""
        : ` Rutas de este tipo más pedidas por cualquier dirección: ${listed(paths.map(({ path, hits: of }) => `${shownPath(path)} (${formatCount(of)})`))}.`;
    return [
      {
        severity: share >= noticedShare ? "notice" : "info",
        weight: share,
        text: `${lead} el sitio en busca de puntos débiles, con ${countOf(hits, "solicitud", "solicitudes")} (${formatShare(share)} del total) entre el ${momentOf(analysis, first)} y el ${momentOf(analysis, last)}.${most} ${listed(told)}.${tried}`,
        recommendation:
          "Conviene rechazar esas rutas en la red de distribución o en el cortafuegos de aplicaciones, sin que lleguen al servidor.",
        evidence: {
          addresses: found.length,
          hits,
          share,
          firstAt: isoInZone(first, analysis.period.timeZone),
          lastAt: isoInZone(last, analysis.period.timeZone),
          networks: networks.slice(0, 20),
          paths: paths.map(({ path, hits: of, answered }) => ({ path: shownPath(path), hits: of, answered })),
          threshold: leastProbeHits,
        },
      },
    ];
  },
};

export const exposedProbes: Rule = {
  id: "exposed-probes",
  threshold:
    "Una sola respuesta de éxito (2xx) en una ruta que revela configuración, código o datos (.env, .git, phpmyadmin, respaldos y semejantes).",
  find: ({ evidence }) => {
    const open = evidence.probedPaths.filter(({ path, answered }) => answered > 0 && disclosurePathPattern.test(path));
    if (open.length === 0) return [];
    const answered = sumOf(open, (path) => path.answered);
    const told = open.slice(0, mostListed).map((path) => `${shownPath(path.path)} (${formatCount(path.answered)})`);
    const most = open.length > told.length ? ", entre otras" : "";
    return [
      {
        severity: "warning",
        weight: 0.95,
        text: `El servidor respondió con éxito ${countOf(answered, "solicitud", "solicitudes")} a rutas que no deberían estar a la vista: ${listed(told)}${most}.`,
        recommendation:
          "Conviene comprobar de inmediato qué se entregó y cerrar esas rutas; si el servidor responde con éxito a cualquier ruta, conviene que responda 404 a las que no existen.",
        evidence: {
          answered,
          paths: open.slice(0, 20).map((path) => ({ path: shownPath(path.path), answered: path.answered })),
          threshold: 1,
        },
      },
    ];
  },
};

const refusedThreshold = 0.05;
const leastRefusedHits = 20;

export const refusedRequests: Rule = {
  id: "refused-requests",
  threshold: `Al menos ${formatShare(refusedThreshold, 0)} de las solicitudes del periodo con respuesta 4xx, y ${leastRefusedHits} o más.`,
  find: ({ analysis: { traffic } }) => {
    const refused = traffic.statusClasses["4xx"];
    const share = shareOf(refused, traffic.hits);
    if (share < refusedThreshold || refused < leastRefusedHits) return [];
    return [
      {
        severity: "notice",
        weight: share,
        text: `El ${formatShare(share)} de las solicitudes del periodo (${formatCount(refused)}) pidió algo inexistente o fue rechazado (4xx), lo que puede indicar exploración automatizada, límites por dirección o enlaces rotos.`,
        recommendation: "Conviene revisar las rutas más pedidas con error y las reglas de protección contra abuso.",
        evidence: { refused, share, threshold: refusedThreshold },
      },
    ];
  },
};
