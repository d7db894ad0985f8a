// Words of the receipt that a difusor gets for a memoria that was handed in.

export const title = "Acuse de recepción de memoria técnica";
export const subject = "Memoria técnica entregada";
export const runningHead = "Acuse de recepción";
export const terms = {
  institute: "Instituto",
  difusor: "Difusor",
  call: "Convocatoria",
  version: "Versión",
  at: "Recibida",
  due: "Fecha límite",
  inTime: "Oportunidad",
} as const;
export const inTime = "Dentro del plazo";
export const late = "Fuera del plazo (extemporánea)";
export const dueUntil = (date: string): string => `${date}, hasta terminar el día`;
export const noDue = "La convocatoria no fija fecha límite";
export const statement =
  "Se recibió la memoria técnica que identifican las huellas digitales siguientes. Lo recibido no se modifica; una versión posterior recibe otro acuse.";
export const hashesTitle = "Huellas digitales (SHA-256)";
export const manifestTerm = "manifest.json";
export const pdfTerm = "memoria.pdf";
export const filesTitle = "Archivos recibidos";
export const fileLines = (count: string, names: string): string => `${count}: ${names}.`;
export const verifyTitle = "Cómo comprobarlo";
export const verify = [
  "Con «sha256sum memoria.pdf manifest.json» se obtienen las dos huellas de este acuse.",
  "Con «memoria verify CARPETA» se comprueba además que cada archivo sea el que enumera manifest.json.",
] as const;
