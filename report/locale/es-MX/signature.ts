// Words of the sheet that is signed: what is declared, what came out, and the places for those who sign and receive.
import { countOf, formatCount } from "../../../analysis/index.ts";

export const title = "Hoja de firma";

/** Who presents what to whom. `call` is the document of the call with its name and version. */
export function lead(difusor: string | null, institute: string, call: string, period: string): string {
  const who = difusor === null ? "del difusor" : `de ${difusor}`;
  return `Quien suscribe, en representación ${who}, presenta ante la autoridad electoral (${institute}) la memoria técnica que responde a ${call}, sobre el periodo ${period}, y hace constar:`;
}

export const call = (document: string, id: string, version: string): string => `«${document}» (${id}, versión ${version})`;

export const isTrue = "Que la información declarada en esta memoria es veraz.";

/** Where the figures come from; `section` is the number of the one where each file stands with its source and bounds. */
export function logs(files: number, size: string, section: string): string {
  if (files === 0) return "Que no se entregan bitácoras: ninguna cifra de visitas se apoya en ellas.";
  return files === 1
    ? `Que las cifras provienen de una bitácora (${size}), la original del servicio, identificada por su huella SHA-256 (apartado ${section}).`
    : `Que las cifras provienen de ${formatCount(files)} bitácoras (${size}), las originales del servicio, cada una identificada por su huella SHA-256 (apartado ${section}).`;
}

/** The statement on the incidents, only where the difusor made it; where not, that it is not made. */
export function incidents(count: number, isComplete: boolean): string {
  const listed = count === 0 ? "sin ninguna incidencia" : `con ${countOf(count, "incidencia", "incidencias")}`;
  return isComplete
    ? `Que la lista de incidencias está completa, ${listed}, para ese periodo y para los meses naturales que se muestran.`
    : `No se afirma que la lista de incidencias, ${listed}, esté completa.`;
}

export const files =
  "Que la firma ampara cada archivo de la memoria: manifest.json lista sus huellas, y la suya se imprime al pie (en memoria.pdf).";

export function pending(count: number): string {
  return `La memoria se presenta con ${countOf(count, "pendiente", "pendientes")}, ${count === 1 ? "señalado" : "señalados"} en su apartado.`;
}

/** One period besides the memoria's own: what each source says of it. */
export function periodLine(period: string, results: readonly { source: string; figure: string; verdict: string }[]): string {
  return `${period}: ${results.map(({ source, figure, verdict }) => `${source}, ${figure} (${verdict})`).join("; ")}.`;
}

/** The figures of the period in one line. */
export function figures(entries: readonly { label: string; value: string }[]): string {
  return `**Cifras del periodo.** ${entries.map(({ label, value }) => `${label}: ${value}`).join("; ")}.`;
}

export const noFigures = "**Cifras del periodo.** No hay solicitudes del periodo en lo entregado.";

export const logsTitle = "Bitácoras y su huella SHA-256";

export function moreLogs(count: number, isAll: boolean, section: string): string {
  const more = isAll ? "" : " más";
  return `${countOf(count, "bitácora", "bitácoras")}${more}, con su huella, en «${section}» y en manifest.json.`;
}

/** Who fills in what, by hand; the last has a box for the stamp and no lines. */
export const parties = {
  difusor: { title: "Por el difusor", fields: ["Nombre", "Cargo", "Lugar y fecha", "Firma"] },
  institute: { title: "Recibe por el instituto", fields: ["Nombre y cargo", "Fecha y hora", "Versión y acuse", "Firma"] },
  stamp: "Sello del instituto",
} as const;
