// Words of the findings on the service: outages, disagreements, server errors, failing and missing pages.
import { countOf, formatCount } from "../../../wording.ts";

export const outages = {
  threshold: "Minutos con 20 o más solicitudes, de las que al menos la mitad recibió un error del servidor (5xx).",
  one: (length: string, moment: string): string => `de ${length}, que empezó el ${moment}`,
  several: (total: string, moment: string, longest: string): string =>
    `${total} en total; la más larga empezó el ${moment} y duró ${longest}`,
  text: (outages: number, which: string): string =>
    `La bitácora muestra ${outages === 1 ? "una interrupción" : `${formatCount(outages)} interrupciones`} (minutos con 20 o más solicitudes y al menos la mitad con error del servidor), ${which}.`,
  advice: (outages: number): string =>
    `Conviene documentar la causa raíz ${outages === 1 ? "" : "de cada una "}y las medidas para que no se repita.`,
};

export const disagreement = {
  threshold:
    "Diferencia mayor de 2 minutos entre lo declarado y la bitácora, o de 5 minutos con el monitor; o una interrupción que solo una fuente conoce.",
  declaredNotSeen: (moment: string, declared: string, byMonitor: boolean): string =>
    `La interrupción declarada del ${moment} (${declared}) no ${byMonitor ? "la registró el monitor" : "aparece como interrupción en la bitácora"}.`,
  seenNotDeclared: (moment: string, seen: string, byMonitor: boolean): string =>
    `${byMonitor ? "El monitor registró" : "La bitácora muestra"} una interrupción el ${moment} (${seen}) que no fue declarada.`,
  differentLength: (moment: string, declared: string, seen: string, byMonitor: boolean): string =>
    `La interrupción del ${moment} se declaró de ${declared} y ${byMonitor ? `el monitor la midió de ${seen}` : `en la bitácora dura ${seen}`}.`,
  observersDiffer: (moment: string, log: string, monitor: string): string =>
    `A partir del ${moment}, la bitácora muestra ${log} sin servicio y el monitor ${monitor}, en tiempo que ambos cubren.`,
  advice: "Conviene aclarar la diferencia en el reporte de incidencias antes de entregar.",
};

export const serverErrors = {
  threshold: (share: string, errors: number, grave: string): string =>
    `Más de ${share} de las solicitudes, y ${errors} o más; es grave desde ${grave}.`,
  text: (errors: number, share: string): string =>
    `${countOf(errors, "solicitud del periodo", "solicitudes del periodo")} (${share}) recibieron un error del servidor (5xx).`,
  advice: "Conviene revisar la capacidad del servidor de origen y las respuestas de contingencia de la red de distribución.",
};

export const bursts = {
  threshold: (requests: number, errors: number, share: string, burst: number): string =>
    `Minutos con ${requests} o más solicitudes, ${errors} errores 5xx o más y al menos ${share} de ellas con error; rachas de ${burst} errores o más que no tocan una interrupción (huecos de hasta 2 minutos se unen).`,
  incidents: (numbers: readonly string[], listed: string): string =>
    `${numbers.length === 1 ? "la incidencia declarada" : "las incidencias declaradas"} ${listed}`,
  paths: (listed: string): string => ` Las rutas con más errores de personas: ${listed}.`,
  when: (moment: string, length: string, errors: number, requests: number, share: string): string =>
    `${moment}: en ${length}, ${formatCount(errors)} de ${formatCount(requests)} solicitudes (${share}) recibieron un error del servidor`,
  one: (when: string, paths: string): string => `Hubo una racha de errores sin llegar a interrupción el ${when}.${paths}`,
  several: (bursts: number, errors: number, when: string, paths: string): string =>
    `Hubo ${formatCount(bursts)} rachas de errores sin llegar a interrupción, con ${formatCount(errors)} errores del servidor en total. La mayor empezó el ${when}.${paths}`,
  allDeclared: (bursts: number, incidents: string): string => ` ${bursts === 1 ? "Coincide" : "Coinciden"} con ${incidents}.`,
  noneDeclared: " Ninguna incidencia declarada lo explica.",
  someDeclared: (undeclared: number): string =>
    ` ${countOf(undeclared, "racha no coincide", "rachas no coinciden")} con ninguna incidencia declarada.`,
  advice: "Conviene averiguar la causa y, si corresponde, declarar la incidencia como degradación.",
};

export const failingPages = {
  threshold: (errors: number, share: string, times: number, grave: string): string =>
    `Una página con ${errors} o más errores 5xx a personas, que son al menos ${share} de los intentos de verla y ${times} veces la proporción de las demás páginas; los errores dentro de interrupciones y avalanchas, que son de todo el sitio, no cuentan. Es grave desde ${grave} de los intentos de ver páginas.`,
  more: (pages: number): string => ` Hay ${countOf(pages, "página más", "páginas más")} en ese caso.`,
  text: (page: string, errors: number, tries: number, apart: boolean, share: string, others: string): string =>
    `La página ${page} respondió con error del servidor ${formatCount(errors)} de ${countOf(tries, "vez", "veces")} que la pidieron personas${apart ? ", sin contar interrupciones ni avalanchas" : ""} (${share}; las demás páginas, el ${others}).`,
  advice: "Conviene revisar esa página por separado: su programa, sus datos o su consulta a la base de datos.",
};

export const brokenLinks = {
  threshold: (hits: number, addresses: number): string =>
    `Una página inexistente (404, 410) pedida ${hits} veces o más, desde ${addresses} direcciones o más, a partir de una página del propio sitio.`,
  page: (path: string, hits: number, from: string): string => `${path} (${countOf(hits, "vez", "veces")}, desde ${from})`,
  text: (pages: number, listed: string, isCut: boolean): string => {
    const lead =
      pages === 1
        ? "Un enlace del propio sitio lleva a una página inexistente"
        : `${formatCount(pages)} páginas inexistentes están enlazadas desde el propio sitio`;
    return `${lead}${isCut ? "; las más pedidas son" : ":"} ${listed}.`;
  },
  advice: (pages: number): string =>
    `Conviene corregir ${pages === 1 ? "el enlace" : "los enlaces"} o publicar ${pages === 1 ? "la página" : "las páginas"}.`,
};

export const missingPages = {
  threshold: (hits: number, addresses: number, share: string): string =>
    `Una página inexistente (404, 410) pedida por personas ${hits} veces o más, desde ${addresses} direcciones o más y al menos ${share} de las páginas vistas, sin enlace conocido del propio sitio.`,
  page: (path: string, hits: number): string => `${path} (${formatCount(hits)} veces)`,
  text: (pages: number, listed: string, isCut: boolean): string =>
    `Muchas personas pidieron ${pages === 1 ? "una página que no existe" : `${formatCount(pages)} páginas que no existen`}: ${listed}${isCut ? ", entre otras" : ""}.`,
  advice: "Conviene publicar una redirección hacia los resultados y corregir la dirección que se haya difundido.",
};
