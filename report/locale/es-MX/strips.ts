// Words of the strips of availability: a strip a day and source, and the sources side by side around an outage.
import type { Column } from "../../document.ts";

export const states = {
  up: "con servicio",
  down: "sin servicio",
  degraded: "degradación",
  unknown: "sin registro",
  excluded: "tiempo excluido",
} as const;

const SOURCE_WORDS = { declared: "declarados", log: "en la bitácora", monitor: "en el monitor" } as const;
type Source = keyof typeof SOURCE_WORDS;

function joined(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} y ${parts.at(-1)}`;
}

/** Each source with its downtime in words. */
export function calendarTitle(down: { source: Source; words: string }[]): string {
  return `Tiempo sin servicio: ${joined(down.map(({ source, words }) => `${words} ${SOURCE_WORDS[source]}`))}`;
}
export const calendarUnknown = "No hay registros que cubran el periodo: no se sabe si hubo interrupciones";
export const calendarQuiet = "Ninguna fuente registra tiempo sin servicio";
/** `shown` null: all days. */
export function calendarSubtitle(period: string, shown: { days: number; of: number } | null): string {
  const part =
    shown === null ? "" : `. Se muestran ${shown.days} de ${shown.of} días: los que tienen algo distinto de servicio, y los primeros`;
  return `Una franja por día y fuente, en horas locales; ${period}${part}`;
}
export function calendarAlt(facts: string): string {
  return `Franjas por día y fuente, de 0 a 24 horas, con el tiempo con servicio, sin servicio y sin registro. ${facts}. Los tiempos de cada día están en los datos de la gráfica.`;
}
export const calendarCaption = "Tiempo sin servicio y sin registro, por día y fuente";
export const calendarColumns: Column[] = [
  { title: "Día", kind: "text" },
  { title: "Fuente", kind: "text" },
  { title: "Sin servicio", kind: "number" },
  { title: "Degradación", kind: "number" },
  { title: "Sin registro", kind: "number" },
  { title: "Excluido", kind: "number" },
];
export function calendarNote(left: number): string {
  return left === 0 ? "" : `Se dejan fuera ${left} renglones; las interrupciones están completas en la tabla de interrupciones.`;
}

export function storyTitle(kind: string, parts: { source: Source; words: string }[]): string {
  return `${kind}: ${joined(parts.map(({ source, words }) => `${words} ${SOURCE_WORDS[source]}`))}`;
}
export function storySubtitle(start: string, end: string, zone: string): string {
  return `Las fuentes en el mismo lapso, del ${start}, al ${end} (${zone})`;
}
export function storyAlt(facts: string): string {
  return `Franjas alineadas de cada fuente en el mismo lapso. ${facts}.`;
}
/** Beside a strip: what it adds up to. */
export function downFor(time: string): string {
  return `${time} sin servicio`;
}
export function storyFact(source: string, down: string): string {
  return `${source}: ${down}`;
}
export function storiesLeftOut(shown: number, total: number): string {
  return `Se grafican las ${shown} diferencias mayores de ${total}; la tabla las tiene todas.`;
}
