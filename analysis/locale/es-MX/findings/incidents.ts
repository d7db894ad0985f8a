// Words of the findings on declared incidents, their trace in the traffic, and drops that none explains.
import { countOf, formatCount } from "../../../wording.ts";

export const trace = {
  method:
    "Lo esperado es la recta entre el promedio por minuto de los 30 minutos anteriores y el de los 30 posteriores (solicitudes de personas atendidas sin error del servidor), sin otras incidencias, sin los 10 primeros minutos de la publicación y solo en minutos cubiertos por la bitácora (15 o más a cada lado, con 5 o más solicitudes por minuto). Lo perdido es lo esperado menos lo atendido.",
  threshold: (deviations: number, errors: number): string =>
    `Con rastro: se perdió al menos la quinta parte de lo esperado, o lo atendido lo superó en la mitad, y la diferencia pasa de ${deviations} desviaciones estándar de los minutos vecinos; o hubo ${errors} errores 5xx o más y al menos 5 % de las solicitudes de personas con error.`,
};

export const traced = {
  lost: (hits: number, share: string): string => `unas ${formatCount(hits)} solicitudes perdidas (${share} de lo esperado)`,
  lostPages: (pageViews: number): string => `unas ${formatCount(pageViews)} páginas vistas perdidas`,
  excess: (hits: number): string => `unas ${formatCount(hits)} solicitudes de personas más de las esperadas`,
  errors: (errors: number): string => countOf(errors, "error del servidor", "errores del servidor"),
  incident: (number: number, moment: string, what: string): string => `la incidencia ${formatCount(number)}, del ${moment}, con ${what}`,
  text: (incidents: number, told: string, isCut: boolean): string =>
    `${countOf(incidents, "incidencia declarada dejó", "incidencias declaradas dejaron")} rastro en el tráfico${isCut ? ", sobre todo" : ":"} ${told}. Lo perdido o excedente es una estimación a partir de la demanda de los 30 minutos anteriores y posteriores.`,
  advice: "Conviene citar estas cifras como impacto en el reporte de incidencias.",
};

export const silent = {
  threshold:
    "Una degradación declarada en lapsos que la bitácora cubre, sin pérdida, exceso ni errores que pasen los umbrales del rastro (las caídas sin rastro se informan como diferencias entre fuentes).",
  incident: (number: number, moment: string, observed: number, expected: number, errors: number): string =>
    `la incidencia ${formatCount(number)}, del ${moment} (${countOf(observed, "solicitud de personas", "solicitudes de personas")}, ${formatCount(expected)} esperadas, ${countOf(errors, "error del servidor", "errores del servidor")})`,
  text: (incidents: number, listed: string, isCut: boolean): string =>
    `${countOf(incidents, "degradación declarada no dejó", "degradaciones declaradas no dejaron")} rastro en el tráfico${isCut ? ", entre ellas" : ":"} ${listed}.`,
  advice: "Conviene revisar su horario y su alcance en el reporte de incidencias.",
};

export const drops = {
  threshold:
    "Tres minutos seguidos o más (hasta 3 horas) cubiertos por la bitácora, cada uno con menos de 30 % de las solicitudes de personas que promedian tanto los 15 minutos anteriores como los 15 posteriores (20 o más por minuto), sin incidencia declarada ni interrupción de la bitácora a 2 minutos o menos.",
  text: (drops: number, moment: string, length: string, observed: number, usual: number): string => {
    const lead =
      drops === 1
        ? `La demanda cayó de golpe el ${moment} durante ${length}`
        : `La demanda cayó de golpe ${formatCount(drops)} veces; la mayor, el ${moment} durante ${length}`;
    return `${lead}: ${countOf(observed, "solicitud de personas", "solicitudes de personas")}, cuando lo habitual en ese momento eran unas ${formatCount(usual)}. Ninguna incidencia declarada lo explica.`;
  },
  span: (start: string, end: string): string => `inicio ${start}, fin ${end}`,
  advice: (listed: string): string =>
    `Conviene averiguar si hubo una falla de red o de registro y, en su caso, declarar la incidencia (${listed}).`,
};
