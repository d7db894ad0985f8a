// Words of the section on visits: figures, tables, places, devices, answers, automated hits.
import type { Column } from "../../document.ts";

const text = (title: string): Column => ({ title, kind: "text" });
const number = (title: string): Column => ({ title, kind: "number" });

export const title = "Estadísticas de visitas";
export const noHits = "No hay solicitudes en el periodo con las cuales calcular estadísticas.";
export function loadedElsewhere(hits: string, first: string, last: string): string {
  return `Las bitácoras entregadas contienen ${hits} solicitudes, del ${first} al ${last}, fuera del periodo que se informa.`;
}
export const noHitsPending = "Faltan bitácoras con solicitudes del periodo; las proporciona el difusor.";
export const noGeographyPending = "Falta la geolocalización de los visitantes: el análisis se hizo sin base de datos geográfica.";

export const figuresTitle = "Cifras principales";
export const figuresCaption = "Cifras del periodo";
export const figuresColumns: Column[] = [text("Medida"), number("Valor")];
export const figures = {
  hits: "Solicitudes (todas)",
  humanHits: "Solicitudes de personas",
  automated: "Solicitudes automatizadas y propias",
  pageViews: "Páginas vistas",
  visits: "Visitas",
  bounces: "Visitas de una sola página",
  pagesPerVisit: "Páginas por visita",
  uniqueVisitors: "Visitantes únicos (estimados)",
  stay: "Tiempo de permanencia (media por visita medible)",
  distinctAddresses: "Direcciones IP distintas",
  bytes: "Datos transferidos",
  peakMinute: "Minuto de mayor demanda",
  peakHour: "Hora de mayor demanda",
  peakBytesMinute: "Minuto con más datos (ancho de banda)",
  requestSuccess: "Solicitudes sin error del servidor",
} as const;

export const demandTitle = "Demanda";
export const noCurve = "Las solicitudes del periodo son muy pocas para trazar una curva de demanda.";
export const hoursCaption = "Demanda por hora";
export const daysCaption = "Demanda por día";
export const hoursColumns: Column[] = [
  text("Hora"),
  number("Solicitudes"),
  number("De personas"),
  number("Páginas vistas"),
  number("Visitas"),
  number("Visitantes"),
  number("Errores 5xx"),
];
export const daysColumns: Column[] = [
  text("Día"),
  number("Solicitudes"),
  number("De personas"),
  number("Páginas vistas"),
  number("Visitas"),
  number("Visitantes"),
  number("Errores 5xx"),
];
export const hoursNote = "Las horas sin solicitudes no se enlistan. Los visitantes de una hora no se suman con los de otra.";
export const daysNote =
  "Los días sin solicitudes no se enlistan. Los visitantes de un día no se suman con los de otro. El detalle por hora está en el anexo por-hora.csv.";

export const errorsTitle = "Respuestas y errores del servidor";
export const noErrors = "No hubo respuestas con error del servidor (5xx) en el periodo.";
export const statusCaption = "Respuestas por clase de código de estado HTTP";
export const statusColumns: Column[] = [text("Clase"), number("Solicitudes"), number("Parte")];

export const pagesTitle = "Páginas más visitadas";
export const pagesCaption = "Páginas más visitadas";
export const pagesColumns: Column[] = [
  { title: "Ruta", kind: "code" },
  number("Páginas vistas"),
  number("Visitantes"),
  number("Tiempo medio en la página"),
];
export const noPages = "No hay páginas vistas en el periodo.";
export const shortenedPaths = "Las rutas más largas se abrevian (…); están completas en el anexo paginas.csv.";
/** The path "/" as it reads in a title. */
export const homePage = "La página de inicio";

export const stayTitle = "Tiempo de permanencia y tiempo activo";
export const stayMean = "Permanencia media, por visita medible";
export const stayMedian = "Permanencia mediana, por visita medible";
export const stayWithSingle = "Media con las visitas de una sola página como 0";
export const singlePageShare = "Visitas de una sola página";
export const activeMean = "Tiempo activo medio, por sesión";
export const activeMedian = "Tiempo activo mediano, por sesión";
export const stayCaption = "Tiempo de permanencia y tiempo activo";
export const stayColumns: Column[] = [text("Medida"), number("Valor"), number("Visitas o sesiones")];
export const stayNote =
  "La permanencia va de la primera a la última página vista de cada visita con dos o más. El tiempo activo incluye las actualizaciones automáticas de la página y por ello registra también a quien permanece leyendo; sus sesiones pueden no tener páginas vistas y por eso no son tantas como las visitas.";
export const durationFallbackTitle = "Duración de las visitas medibles";
export const durationCaption = "Visitas medibles por duración";
export const durationColumns: Column[] = [text("Duración"), number("Visitas"), number("Parte")];

export const placesTitle = "Lugar de los visitantes";
export const countriesCaption = "Visitantes únicos y solicitudes por país";
export const statesCaption = "Visitantes únicos y solicitudes por estado de México";
export const citiesCaption = "Visitantes únicos y solicitudes por ciudad";
export const nameColumns = (name: string, counted: string): Column[] => [
  text(name),
  number("Visitantes únicos"),
  number("Parte"),
  number(counted),
  number("Parte"),
];
/** What the second figure of a list counts: of places all hits, of equipment those of people, of sites of origin page views. */
export const counted = { places: "Solicitudes (todas)", agents: "Solicitudes de personas", referrers: "Páginas vistas" } as const;
export const total = "Total";
export const country = "País";
export const state = "Estado";
export const city = "Ciudad";
export const noGeography = "El análisis se hizo sin base de datos geográfica; el lugar de los visitantes no está disponible.";
export const noPlaces = "No hay visitantes cuyo lugar informar.";
export function geographySource(database: string, version: string, checksum: string, builtAt: string | null): string {
  return `Base de datos geográfica: ${database}, versión ${version}, huella ${checksum}${builtAt === null ? "" : `, del ${builtAt}`}.`;
}
export const databaseAgeUnknown =
  "La base de datos no dice su fecha, por lo que no se conoce el tiempo transcurrido entre ella y la elección.";
export function unknownStateShare(share: string): string {
  return `El estado de ${share} de los visitantes únicos de México no se pudo identificar.`;
}
/** The licence asks for the provider's own words. */
export function licenceNotice(notice: string): string {
  return `Aviso de licencia del proveedor, en inglés: “${notice.replace(/\.$/u, "")}”.`;
}
export function databaseAge(days: string): string {
  return `Entre la base de datos y el periodo median ${days} días.`;
}

export const agentsTitle = "Equipos, sistemas y navegadores";
export const devicesCaption = "Visitantes únicos y solicitudes de personas por tipo de equipo";
export const systemsCaption = "Visitantes únicos y solicitudes de personas por sistema operativo";
export const browsersCaption = "Visitantes únicos y solicitudes de personas por navegador";
export const device = "Equipo";
export const system = "Sistema";
export const browser = "Navegador";
export const noAgents = "Las bitácoras no registran el navegador, o no hay visitantes en el periodo.";

export const referrersTitle = "Sitios de procedencia";
export const referrersCaption = "Visitantes únicos y páginas vistas por sitio de procedencia";
export const referrer = "Sitio";
export const referrersNote =
  "Sitio de la página desde la que se llegó a cada página vista, incluido el propio sitio. Un visitante puede proceder de varios, por lo que las partes de visitantes, sobre el total de visitantes únicos, pueden sumar más de 100 %.";
export const noReferrers = "Las bitácoras no registran sitios de procedencia, o no hay visitantes en el periodo.";

export const botsTitle = "Solicitudes automatizadas";
export const botsCaption = "Solicitudes automatizadas, por programa y motivo";
export const botsColumns: Column[] = [text("Programa"), text("Motivo"), number("Solicitudes")];
export const noBots = "No se reconocieron solicitudes automatizadas en el periodo.";

export const periodsTitle = "Otros periodos";
export const periodsCaption = "Las mismas medidas en cada periodo con nombre";
export const periodsColumns: Column[] = [
  text("Periodo"),
  number("Visitas"),
  number("Visitantes únicos"),
  number("Páginas vistas"),
  number("Solicitudes"),
  number("Permanencia media"),
];

export function firstOf(shown: number, total: number): string {
  return `Se muestran ${shown} de ${total}; las demás están en analysis.json.`;
}
/** `isCut`: the list itself keeps the first ones only. */
export function leftOut(shown: number, total: number, annex: string, isCut: boolean): string {
  const rest = isCut ? `las primeras ${total} están en el anexo ${annex}` : `la lista completa está en el anexo ${annex}`;
  return isCut ? `Se muestran las primeras ${shown}; ${rest}.` : `Se muestran ${shown} de ${total}; ${rest}.`;
}
