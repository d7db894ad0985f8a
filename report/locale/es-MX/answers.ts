// Words on ways through the site, on how requests were answered, and on the sources' clocks.
import type { Column } from "../../document.ts";

const text = (title: string): Column => ({ title, kind: "text" });
const code = (title: string): Column => ({ title, kind: "code" });
const number = (title: string): Column => ({ title, kind: "number" });

export const waysTitle = "Entradas, salidas y recorridos";
export const noWays = "No hay visitas que comiencen en el periodo.";
export const entryCaption = "Páginas de entrada";
export const exitCaption = "Páginas de salida";
export const pathsCaption = "Recorridos más frecuentes";
export const entryColumns: Column[] = [code("Primera página de la visita"), number("Visitas"), number("Parte")];
export const exitColumns: Column[] = [code("Última página de la visita"), number("Visitas"), number("Parte")];
export const pathsColumns: Column[] = [code("Primeras páginas de la visita"), number("Visitas"), number("Parte")];
/** Between the pages of a way. */
export const between = " › ";
export const pathsNote =
  "Hasta tres páginas seguidas; volver a cargar la misma no cuenta. Un recorrido de una página es una visita que no pasó a otra.";
export function ofPeriod(period: string): string {
  return `De las visitas que comienzan en el periodo (${period}).`;
}
/** `isCut`: the list itself keeps the first ones only. */
export function leftOut(shown: number, total: number, annex: string, isCut: boolean): string {
  return isCut
    ? `Se muestran las primeras ${shown}; las primeras ${total} están en el anexo ${annex}.`
    : `Se muestran ${shown} de ${total}; la lista completa está en el anexo ${annex}.`;
}

export const statusesCaption = "Respuestas por código de estado HTTP";
export const statusesColumns: Column[] = [text("Código"), number("Solicitudes"), number("Parte")];
export const noStatus = "sin código";
export const methodsCaption = "Solicitudes por método";
export const protocolsCaption = "Solicitudes por protocolo";
export const namedColumns = (name: string): Column[] => [text(name), number("Solicitudes"), number("Parte")];
export const method = "Método";
export const protocol = "Protocolo";
const NAMES: Readonly<Record<string, string>> = { other: "otro", unknown: "no registrado" };
export function answerName(name: string): string {
  return NAMES[name] ?? name;
}

export const timesCaption = "Tiempo de respuesta";
export const timesColumns: Column[] = [text("Medida"), number("Todas las solicitudes"), number("Páginas vistas")];
export const timesRows = {
  count: "Solicitudes con tiempo registrado",
  p50: "Mediana: la mitad tardó esto o menos",
  p90: "90 de cada 100 tardaron esto o menos",
  p95: "95 de cada 100 tardaron esto o menos",
  p99: "99 de cada 100 tardaron esto o menos",
  max: "La más lenta",
} as const;
export const noTimes = "Las bitácoras no registran el tiempo de respuesta.";
export const notRecorded = "no registrado";
export const secureTls = "Por conexión cifrada (TLS)";
export const securePlain = "Sin cifrar";
export const secureUnknown = "La bitácora no lo dice";
export const secureCaption = "Solicitudes por conexión cifrada";
export const secureColumns: Column[] = [text("Conexión"), number("Solicitudes"), number("Parte")];
export const noSecure = "Las bitácoras no registran si la conexión fue cifrada.";
export function cacheSentence(answers: string, cacheHits: string, share: string, period: string): string {
  return `De ${answers} solicitudes con resultado de la caché registrado, la caché atendió ${cacheHits} (${share}); ${period}.`;
}
export const noCache = "Las bitácoras no registran el resultado de la caché.";

export const figures = {
  secure: "Solicitudes por conexión cifrada (de las que se sabe)",
  cache: "Solicitudes que atendió la caché (de las que se sabe)",
  p50: "Tiempo de respuesta, mediana",
  p95: "Tiempo de respuesta, 95 de cada 100",
} as const;

export const sourcesCaption = "Fuentes y sus relojes, de todo lo cargado";
export const sourcesColumns: Column[] = [text("Fuente"), text("Papel"), number("Archivos"), number("Solicitudes"), text("Reloj")];
export const clockReference = "referencia";
export const clockUnknown = "no se puede saber";
export const clockEqual = "coincide con la referencia";
export const clockEqualHours = "coincide en la hora con la referencia";
export function clockAhead(duration: string): string {
  return `adelantado ${duration}`;
}
export function clockBehind(duration: string): string {
  return `atrasado ${duration}`;
}
export function sourcesNote(reference: string): string {
  return `Los relojes se comparan con el de ${reference}, por las solicitudes que ambas fuentes registran o, si no las hay, por la forma de su demanda, que solo distingue horas enteras.`;
}
