// Words of the charts: titles that tell the finding, subtitles with unit and period, and what a screen reader says.
import { countOf, formatDate } from "../../../analysis/index.ts";

const requests = (hits: number): string => countOf(hits, "solicitud", "solicitudes");

export const series = { hits: "Solicitudes", pageViews: "Páginas vistas", errors: "Errores 5xx" } as const;
export const visitsPerHour = "visitas por hora";
/** Over an axis: what it counts in each step. */
export function perStep(step: string): string {
  return `solicitudes ${step}`;
}
export function errorsPerStep(step: string): string {
  return `errores 5xx ${step}`;
}
export const windowStart = "inicio del periodo";
export const windowEnd = "fin del periodo";

const STEPS: Readonly<Record<number, string>> = {
  60: "por minuto",
  300: "cada 5 minutos",
  900: "cada 15 minutos",
  3600: "por hora",
  86400: "por día",
};

export function stepWords(stepSeconds: number): string {
  return STEPS[stepSeconds] ?? `cada ${stepSeconds} segundos`;
}

export function atMoment(time: string, day: string): string {
  return `a las ${time} del ${day}`;
}

export function onDay(day: string): string {
  return `el ${day}`;
}

export function fromTo(start: string, end: string, zone: string): string {
  return `del ${start}, al ${end} (${zone})`;
}

export function demandTitle(step: string, hits: number, moment: string): string {
  return `Demanda ${step}: máximo de ${requests(hits)}, ${moment}`;
}
export function demandSubtitle(step: string, period: string, hasVisits: boolean): string {
  return `Solicitudes y páginas vistas ${step}${hasVisits ? ", y visitas que comienzan en cada hora" : ""}; ${period}`;
}
export function bandRemark(hasDegradations: boolean): string {
  const dashed = hasDegradations ? "; con contorno, las degradaciones" : "";
  return `Franjas: incidencias declaradas, con su número${dashed}`;
}
export const laneRemark = "Bloques bajo la curva: tiempo sin servicio según cada fuente";
export function cutRemark(every: string, isOpenEnded: boolean): string {
  const open = isOpenEnded ? " (la convocatoria no fija el fin de la operación: se marcan 24 horas)" : "";
  return `Marcas finas: cortes previstos, cada ${every}${open}`;
}
/** Where the chart's step is not the minute: the peak minute is another figure. */
export function peakMinuteNote(hits: number, moment: string): string {
  return `. El minuto de mayor demanda, con ${requests(hits)}, fue ${moment.replace("a las", "el de las")}`;
}
export function demandAlt(hits: number, moment: string): string {
  return `Curva de solicitudes y páginas vistas en el periodo. El máximo es de ${requests(hits)}, ${moment}.`;
}

export function errorsTitle(errors: string, moment: string): string {
  return `Errores del servidor: ${errors} en el periodo, con máximo ${moment}`;
}
export function errorsSubtitle(step: string, period: string): string {
  return `Respuestas 5xx ${step}; ${period}`;
}
export function errorsAlt(errors: string, peak: string, moment: string): string {
  return `Barras de respuestas con error del servidor: ${errors} en total; el máximo, de ${peak}, ${moment}.`;
}

export function hoursTitle(moment: string, hits: number): string {
  return `Hora de mayor demanda: ${requests(hits)}, ${moment.replace("a las", "desde las")}`;
}
export function hoursSubtitle(period: string): string {
  return `Solicitudes por hora local; ${period}`;
}
export const perHour = "solicitudes por hora";
export const hoursSeries = { people: "De personas", automated: "Automatizadas y propias" } as const;
export function hoursAlt(moment: string, hits: string): string {
  return `Barras de solicitudes por hora, de personas y automatizadas. La mayor tiene ${hits}, ${moment.replace("a las", "desde las")}. Los valores están en la tabla siguiente.`;
}

export const comparisonSeries = { period: "Solicitudes del periodo", usual: "Habituales en esa hora" } as const;
export function comparisonTitle(times: string): string {
  return `El periodo tuvo ${times} veces las solicitudes habituales en las mismas horas`;
}
export function comparisonSubtitle(period: string): string {
  return `Solicitudes por hora local; la línea discontinua es el promedio habitual del portal; ${period}. Donde la línea se corta no hay bitácoras`;
}
export function comparisonAlt(times: string): string {
  return `Solicitudes de cada hora del periodo y las habituales del portal en la misma hora: en conjunto, ${times} veces. Los valores están en la tabla de datos.`;
}

export function durationTitle(share: string, limit: string): string {
  return `${share} de las visitas medibles duró menos de ${limit}`;
}
export function durationSubtitle(period: string): string {
  return `Visitas de dos o más páginas vistas, por duración (cada intervalo incluye su inicio y no su final); ${period}`;
}
export function durationAlt(rows: string): string {
  return `Barras de visitas por duración. ${rows}.`;
}
export function upTo(from: string, to: string): string {
  return `${from} a ${to}`;
}
export function orMore(from: string): string {
  return `${from} o más`;
}

export function pagesTitle(path: string, share: string): string {
  return `${path} concentra ${share} de las páginas vistas`;
}
export function pagesSubtitle(period: string): string {
  return `Páginas vistas por ruta; ${period}`;
}
export function devicesTitle(device: string, share: string): string {
  return `${device}: ${share} de los visitantes únicos`;
}
export function devicesSubtitle(period: string): string {
  return `Visitantes únicos estimados por tipo de equipo; ${period}`;
}
export function barsAlt(rows: string): string {
  return `Barras horizontales: ${rows}.`;
}
export const dataSummary = "Datos de la gráfica";

export const weekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const SHORT_WEEKDAYS = ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"];
const SHORT_MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
/** A day, "2024-12-08", in the margin of a chart: "dom 8 dic". */
export function shortDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${SHORT_WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${SHORT_MONTHS[date.getUTCMonth()]}`;
}
/** The same in a sentence: "domingo 8 de diciembre de 2024". */
export function longDay(day: string): string {
  const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
  return `${weekday} ${formatDate(`${day}T00:00:00Z`, "UTC")}`;
}
function clockHour(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}
export function heatCell(row: string, hour: number): string {
  return `${row}, de ${clockHour(hour)} a ${clockHour(hour + 1)} h`;
}
export const heatUnknown = "sin registro";
export function heatDayTitle(where: string, hits: string): string {
  return `Demanda por día y hora: la mayor, ${where}, con ${hits} solicitudes`;
}
export function heatWeekdayTitle(where: string, hits: string): string {
  return `Demanda por día de la semana y hora: la mayor, ${where}, con ${hits} solicitudes en promedio`;
}
export function heatSubtitle(isByWeekday: boolean, period: string): string {
  const what = isByWeekday ? "Promedio de solicitudes de cada hora local con registro" : "Solicitudes de cada hora local";
  return `${what}; ${period}`;
}
export function heatAlt(isByWeekday: boolean, where: string, hits: string): string {
  return `Cuadrícula de ${isByWeekday ? "días de la semana" : "días"} y horas, más oscura donde hubo más solicitudes. La mayor, ${where}, con ${hits}. El detalle por hora está en el anexo por-hora.csv.`;
}

/** The slider that goes through the values of a chart. */
export function readingLabel(title: string): string {
  return `Recorrer los valores de la gráfica: ${title}`;
}

/** Names of days and months on the axes. */
export const calendar = {
  days: ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
  shortDays: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
  months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  shortMonths: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"],
} as const;
/** How an axis writes dates and times. */
export const clock = { dateTime: "%x, %X", date: "%d/%m/%Y", time: "%H:%M:%S", periods: ["a. m.", "p. m."] } as const;
