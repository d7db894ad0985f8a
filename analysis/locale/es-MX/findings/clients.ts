// Words of the findings on who asked: floods, fast visitors, scanners, probes, and the audience.
import { countOf, formatCount } from "../../../wording.ts";

export const floods = {
  threshold: (perMinute: number, share: string, minutes: number): string =>
    `Una red (IPv4 /24, IPv6 /48; entre las 100 con más solicitudes) con ${perMinute} o más solicitudes por minuto y al menos ${share} de todas en ${minutes} minutos o más (se unen si los separa uno), y fuera de ellos a lo más la cuarta parte de esa participación.`,
  flood: (
    { network, addresses, hits, peakPerMinute }: { network: string; addresses: number; hits: number; peakPerMinute: number },
    told: { share: string; length: string; moment: string; usual: string },
  ): string =>
    `la red ${network} (${countOf(addresses, "dirección", "direcciones")}) hizo el ${told.share} de las solicitudes durante ${told.length} a partir del ${told.moment} (${formatCount(hits)} solicitudes, hasta ${formatCount(peakPerMinute)} por minuto; fuera de ese lapso, el ${told.usual})`,
  text: (floods: number, listed: string, allHits: number | null): string => {
    const lead = floods === 1 ? "Hubo una avalancha de solicitudes" : `Hubo avalanchas de solicitudes desde ${formatCount(floods)} redes`;
    return `${lead}: ${listed}${allHits === null ? "" : `; en total, ${formatCount(allHits)} solicitudes`}.`;
  },
  advice:
    "Conviene limitar las solicitudes por dirección en el servidor o la red de distribución y, si no son equipos propios, describir el hecho en el reporte de incidencias; si lo son, declararlos como propios del difusor.",
};

export const fastVisitors = {
  threshold: (hits: number, rate: number, times: number): string =>
    `Visitantes (dirección y navegador) con ${hits} o más solicitudes en una sesión de 3 minutos o más, ${rate} o más por minuto en promedio y al menos ${times} veces el promedio de las sesiones de esa duración.`,
  moreNetworks: (more: number): string => ` y ${countOf(more, "red más", "redes más")}`,
  text: (
    { visitors, isCut, hits, rate }: { visitors: number; isCut: boolean; hits: number; rate: number },
    told: { fastest: string; length: string; usual: string; share: string; networks: string; isOneNetwork: boolean },
  ): string => {
    const lead = visitors === 1 ? "Un visitante hizo" : `${isCut ? "Al menos " : ""}${formatCount(visitors)} visitantes hicieron`;
    return `${lead} ${rate} o más solicitudes por minuto${visitors === 1 ? "" : " cada uno"} (hasta ${told.fastest} en promedio durante ${told.length}; lo usual en sesiones de 3 minutos o más es ${told.usual}): ${countOf(hits, "solicitud", "solicitudes")}, ${told.share} del total. ${told.isOneNetwork ? "Su red es" : "Sus redes son"} ${told.networks}.`;
  },
  advice: "Conviene comprobar si se trata de programas y, en su caso, limitar las solicitudes por dirección.",
};

export const scanners = {
  threshold: (least: { probeHits: number; probePaths: number; refused: number; refusedPaths: number }, share: string): string =>
    `Direcciones con ${least.probeHits} o más solicitudes a ${least.probePaths} o más rutas que prueban los exploradores (wp-login, .env, phpmyadmin y semejantes), o con ${least.refused} o más solicitudes rechazadas (4xx), la mitad o más de las suyas, a ${least.refusedPaths} o más rutas; entre las 300 con más. Pide atención desde ${share} de las solicitudes.`,
  network: (network: string, addresses: number, hits: number): string =>
    `${network} (${countOf(addresses, "dirección", "direcciones")}, ${countOf(hits, "solicitud", "solicitudes")})`,
  text: (addresses: number, hits: number, share: string, first: string, last: string): string =>
    `${addresses === 1 ? "Una dirección exploró" : `${formatCount(addresses)} direcciones exploraron`} el sitio en busca de puntos débiles, con ${countOf(hits, "solicitud", "solicitudes")} (${share} del total) entre el ${first} y el ${last}.`,
  networks: (networks: number, listed: string, isCut: boolean): string =>
    `${isCut ? " Las redes con más:" : networks === 1 ? " Su red:" : " Sus redes:"} ${listed}.`,
  tried: (listed: string): string => ` Rutas de este tipo más pedidas por cualquier dirección: ${listed}.`,
  advice: "Conviene rechazar esas rutas en la red de distribución o en el cortafuegos de aplicaciones, sin que lleguen al servidor.",
};

export const exposed = {
  threshold:
    "Una sola respuesta de éxito (2xx) en una ruta que revela configuración, código o datos (.env, .git, phpmyadmin, respaldos y semejantes).",
  text: (answered: number, listed: string, isCut: boolean): string =>
    `El servidor respondió con éxito ${countOf(answered, "solicitud", "solicitudes")} a rutas que no deberían estar a la vista: ${listed}${isCut ? ", entre otras" : ""}.`,
  advice:
    "Conviene comprobar de inmediato qué se entregó y cerrar esas rutas; si el servidor responde con éxito a cualquier ruta, conviene que responda 404 a las que no existen.",
};

export const refused = {
  threshold: (share: string, hits: number): string =>
    `Al menos ${share} de las solicitudes del periodo con respuesta 4xx, y ${hits} o más.`,
  text: (share: string, hits: number): string =>
    `El ${share} de las solicitudes del periodo (${formatCount(hits)}) pidió algo inexistente o fue rechazado (4xx), lo que puede indicar exploración automatizada, límites por dirección o enlaces rotos.`,
  advice: "Conviene revisar las rutas más pedidas con error y las reglas de protección contra abuso.",
};

export const probes = {
  threshold: "Un visitante (dirección y navegador) activo más de 12 horas sin una pausa de 30 minutos.",
  activeTime: "el tiempo activo medio",
  visitDuration: "el tiempo de permanencia medio",
  change: (name: string, before: string, after: string): string => `${name} pasaría de ${before} a ${after}`,
  without: (visitors: number, changes: string | null): string => {
    const which = visitors === 1 ? "Sin él" : "Sin ellos";
    return changes === null ? ` ${which}, los promedios no cambiarían.` : ` ${which}, ${changes}.`;
  },
  declare: "Si son equipos propios, conviene declararlos como propios para que no cuenten.",
  /** `others`: visitors that the same networks hold beside them. */
  declareNetworks: (own: string, networks: number, others: number): string => {
    const that = networks === 1 ? "esa red" : "esas redes";
    const which = others === 1 ? "otro visitante, que también dejaría" : `otros ${formatCount(others)} visitantes, que también dejarían`;
    const warned =
      others === 0
        ? ` Ningún otro visitante del periodo está en ${that}.`
        : ` En ${that} hay ${which} de contar: es mejor indicar las direcciones exactas si se conocen.`;
    return `Si son equipos propios, conviene declararlos como propios del difusor (${own}) para que no cuenten.${warned}`;
  },
  text: (visitors: number, longest: string, hits: number, without: string, networks: readonly string[]): string =>
    `${visitors === 1 ? "Un visitante estuvo activo" : `${formatCount(visitors)} visitantes estuvieron activos`} más de 12 horas sin una pausa de 30 minutos (hasta ${longest}, ${countOf(hits, "solicitud", "solicitudes")}): puede tratarse de una sonda o de una pantalla encendida.${without} ${networks.length === 1 ? "Su red es" : "Las redes de los más largos son"} ${networks.join(", ")}.`,
};

export const loopback = {
  threshold: "Alguna página vista desde el propio servidor (127.0.0.0/8 o ::1).",
  text: (pageViews: number, visitors: number): string =>
    `${countOf(pageViews, "página vista proviene", "páginas vistas provienen")} del propio servidor (direcciones de bucle local, 127.0.0.0/8 y ::1) y ${visitors === 1 ? "cuenta como un visitante" : `cuentan como ${formatCount(visitors)} visitantes`}: suele ser una sonda que comprueba que el servicio responde.`,
  advice: "Conviene declarar esas direcciones (127.0.0.0/8 y ::1) como propias del difusor para que no cuenten.",
};

export const phones = {
  threshold: (share: string, visitors: number): string =>
    `Al menos ${share} de los visitantes únicos desde un teléfono, si hay ${visitors} o más con equipo conocido.`,
  text: (share: string, phones: number, total: number): string =>
    `El ${share} de los visitantes únicos (estimados) cuyo equipo se conoce consultó desde un teléfono (${formatCount(phones)} de ${formatCount(total)}).`,
  advice: "Conviene diseñar primero la versión para teléfono y probarla con una conexión lenta.",
};

export const outsideState = {
  threshold: (share: string, visitors: number): string =>
    `Al menos ${share} de los visitantes únicos de lugar conocido fuera del estado del instituto, si hay ${visitors} o más.`,
  text: (share: string, state: string, elsewhere: number, abroad: number, known: number): string =>
    `El ${share} de los visitantes únicos (estimados) de lugar conocido consultó desde fuera de ${state}: ${formatCount(elsewhere)} desde otros estados y ${formatCount(abroad)} desde el extranjero, de ${formatCount(known)}.`,
};

export const social = {
  threshold: (share: string, visits: number): string =>
    `Al menos ${share} de las visitas llegadas desde redes sociales, si hay ${visits} o más.`,
  text: (share: string, from: number, visits: number, listed: string, isCut: boolean): string =>
    `El ${share} de las visitas (${formatCount(from)} de ${formatCount(visits)}) llegó desde redes sociales${isCut ? ", sobre todo" : ":"} ${listed}.`,
  advice: "Conviene publicar en esas redes el enlace directo a los resultados, con su imagen y descripción, antes de la jornada.",
};

export const oldBrowsers = {
  threshold: (share: string, visitors: number, browsers: string): string =>
    `Al menos ${share} de los visitantes únicos, y ${visitors} o más, con un navegador sin actualizaciones (${browsers}).`,
  text: (visitors: number, share: string, listed: string): string =>
    `${countOf(visitors, "visitante único (estimado) usó", "visitantes únicos (estimados) usaron")} un navegador que ya no recibe actualizaciones o que reduce las páginas (${share}): ${listed}.`,
  advice: "Conviene que los resultados se lean también sin programas en la página.",
};
