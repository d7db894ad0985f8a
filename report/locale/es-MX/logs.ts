// Words of the sections on log files, the ledger of lines and the annexes' integrity.
import { formatCount } from "../../../analysis/index.ts";

export const title = "Bitácoras de acceso";
export const intro =
  "Las bitácoras originales son un anexo de acceso restringido. Cada archivo se identifica por su huella SHA-256, que permite comprobar que el analizado es el entregado.";
export const filesCaption = "Archivos analizados";
export const fileColumns = {
  name: "Archivo",
  source: "Fuente",
  format: "Formato",
  bytes: "Tamaño",
  first: "Primera línea",
  last: "Última línea",
  lines: "Líneas",
} as const;
export const hashesCaption = "Huella SHA-256 de cada archivo";
export const hashColumn = "SHA-256";
export const leftOutCaption = "Contenido de archivos comprimidos que no se leyó";
export const leftOutColumns = { name: "Archivo", bytes: "Tamaño", reason: "Por qué no se leyó", hash: "SHA-256" } as const;
export const leftOutReasons = {
  debris: "Resto del sistema",
  hidden: "Elemento oculto",
  link: "Enlace o dispositivo",
  folder: "Carpeta vacía",
  asked: "Se indicó dejarlo fuera",
} as const;
export function leftOutNote(shown: number, all: number): string {
  return shown === all
    ? "Ninguna cifra lo cuenta."
    : `Ninguna cifra lo cuenta. Se muestran ${formatCount(shown)} de ${formatCount(all)}; el anexo archivos-no-leidos.csv los contiene todos.`;
}
export const pending = "Este apartado está pendiente: no se han entregado bitácoras de acceso. Las proporciona el difusor.";
export const pendingItem = "Faltan las bitácoras de acceso; las proporciona el difusor.";
export function requestedDays(first: string, last: string, clause: string | null): string {
  const days = first === last ? `las bitácoras del ${first}` : `las bitácoras del ${first} al ${last}, inclusive`;
  return `La convocatoria pide ${days}${clause === null ? "" : ` (cláusula ${clause})`}.`;
}

export function lackingDays(first: string, last: string, from: string, to: string): string {
  return `Las bitácoras entregadas van del ${from} al ${to} y no cubren todos los días pedidos, del ${first} al ${last}; las faltantes las proporciona el difusor.`;
}

export const ledgerTitle = "Balance de líneas";
export const ledgerIntro =
  "Cada línea de cada archivo termina en una sola clase. Ninguna se descarta sin contarla, y la suma de las clases es el total de líneas leídas.";
export const ledgerCaption = "Líneas por archivo y clase, de todo lo cargado";
export const ledgerColumns = {
  file: "Archivo",
  read: "Leídas",
  hits: "Solicitudes",
  blank: "En blanco",
  directives: "Directivas",
  rejected: "No reconocidas",
  duplicates: "Repetidas",
} as const;
export const total = "Total";
export function balance(lines: {
  read: number;
  hits: number;
  blank: number;
  directives: number;
  rejected: number;
  duplicates: number;
}): string {
  const { read, hits, blank, directives, rejected, duplicates } = lines;
  return (
    `${formatCount(read)} líneas leídas = ${formatCount(hits)} solicitudes + ${formatCount(blank)} en blanco + ${formatCount(directives)} directivas + ` +
    `${formatCount(rejected)} no reconocidas + ${formatCount(duplicates)} repetidas.`
  );
}
export function unbalanced(difference: number): string {
  return `Las clases no suman el total: hay una diferencia de ${formatCount(difference)} líneas, que debe aclararse antes de entregar la memoria.`;
}
export const reasonsCaption = "Líneas no reconocidas, por motivo, de todo lo cargado";
export const reasonColumns = { reason: "Motivo", lines: "Líneas" } as const;
export const noRejected = "No hubo líneas no reconocidas.";
export const kindsCaption = "Solicitudes en el alcance, por clase, de todo lo cargado";
export const kindColumns = { kind: "Clase", hits: "Solicitudes", share: "Parte" } as const;
export const scopeCaption = "De las solicitudes cargadas a las del periodo";
export const scopeColumns = { part: "Solicitudes", hits: "Cantidad" } as const;
export const scopeRows = {
  loaded: "Cargadas de todas las bitácoras",
  originHits: "Menos: del servidor de origen, detrás de la red de distribución",
  outOfScope: "Menos: ajenas al PREP, fuera del alcance indicado",
  outsidePeriod: "Menos: fuera del periodo",
  period: "Del periodo, base de las estadísticas",
} as const;
export const warningsTitle = "Advertencias";

export function onlyFormat(format: string): string {
  return `Todos los archivos están en el formato ${format}.`;
}
