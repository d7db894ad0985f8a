// Clients that are no readers: what the averages would be without probes that never pause, and the server's calls to itself.
import { countOf, formatCount, formatDuration, printable } from "../wording.ts";
import type { ProbeVisitors } from "./evidence-types.ts";
import { listed, type Rule, shareOf } from "./finding.ts";
import { probeSeconds } from "./gather-probes.ts";

function change(name: string, before: number | null, after: number | null): string[] {
  if (before === null || after === null || Math.round(before) === Math.round(after)) return [];
  return [`${name} pasaría de ${formatDuration(Math.round(before))} a ${formatDuration(Math.round(after))}`];
}

function withoutThem({ averages, visitors }: ProbeVisitors): string {
  const { with: before, without: after } = averages;
  const changes = [
    ...change("el tiempo activo medio", before.activeTimeMean, after.activeTimeMean),
    ...change("el tiempo de permanencia medio", before.visitDurationMean, after.visitDurationMean),
  ];
  const which = visitors === 1 ? "Sin él" : "Sin ellos";
  return changes.length === 0 ? ` ${which}, los promedios no cambiarían.` : ` ${which}, ${listed(changes)}.`;
}

function advice({ internal }: ProbeVisitors): string {
  const options = internal.map(({ network }) => `--internal ${printable(network)}`);
  if (options.length === 0) return "Si son equipos propios, conviene declararlos como propios para que no cuenten.";
  const others = internal.reduce((sum, network) => sum + network.otherVisitors, 0);
  const which = others === 1 ? "otro visitante, que también dejaría" : `otros ${formatCount(others)} visitantes, que también dejarían`;
  const warned =
    others === 0
      ? ` Ningún otro visitante del periodo está en ${internal.length === 1 ? "esa red" : "esas redes"}.`
      : ` En ${internal.length === 1 ? "esa red" : "esas redes"} hay ${which} de contar: es mejor indicar las direcciones exactas si se conocen.`;
  return `Si son equipos propios, conviene declararlos (${options.join(" ")}) para que no cuenten.${warned}`;
}

export const probeVisitsRule: Rule = {
  id: "probe-visits",
  threshold: "Un visitante (dirección y navegador) activo más de 12 horas sin una pausa de 30 minutos.",
  find: ({ analysis, evidence: { probes } }) => {
    if (probes.visitors === 0) return [];
    const { internal, ...told } = probes;
    return [
      {
        severity: "notice",
        weight: shareOf(probes.hits, analysis.traffic.hits),
        text: `${probes.visitors === 1 ? "Un visitante estuvo activo" : `${formatCount(probes.visitors)} visitantes estuvieron activos`} más de 12 horas sin una pausa de 30 minutos (hasta ${formatDuration(probes.longestSeconds)}, ${countOf(probes.hits, "solicitud", "solicitudes")}): puede tratarse de una sonda o de una pantalla encendida.${withoutThem(probes)} ${probes.networks.length === 1 ? "Su red es" : "Las redes de los más largos son"} ${probes.networks.map(printable).join(", ")}.`,
        recommendation: advice(probes),
        evidence: { ...told, internal, thresholdSeconds: probeSeconds },
      },
    ];
  },
};

export const loopbackViewsRule: Rule = {
  id: "loopback-views",
  threshold: "Alguna página vista desde el propio servidor (127.0.0.0/8 o ::1).",
  find: ({ analysis, evidence: { loopback } }) => {
    const { pageViews, visitors } = loopback;
    if (pageViews === 0) return [];
    return [
      {
        severity: "notice",
        weight: shareOf(pageViews, analysis.traffic.pageViews),
        text: `${countOf(pageViews, "página vista proviene", "páginas vistas provienen")} del propio servidor (direcciones de bucle local, 127.0.0.0/8 y ::1) y ${visitors === 1 ? "cuenta como un visitante" : `cuentan como ${formatCount(visitors)} visitantes`}: suele ser una sonda que comprueba que el servicio responde.`,
        recommendation:
          "Conviene declarar esas direcciones como propias del difusor (--internal 127.0.0.0/8 y --internal ::1) para que no cuenten.",
        evidence: { ...loopback },
      },
    ];
  },
};
