// Words of the charts: titles that tell the finding, subtitles with unit and period, and what a screen reader says.

export const series = { hits: "Solicitudes", pageViews: "Páginas vistas" } as const;
export const windowStart = "inicio";
export const windowEnd = "fin";

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

export function demandTitle(step: string, at: string): string {
  return `Demanda ${step}: máximo a las ${at}`;
}
export function demandSubtitle(step: string, zone: string, bands: boolean): string {
  return `Solicitudes y páginas vistas ${step}; ${zone}${bands ? ". En ámbar, las incidencias declaradas con efecto en el servicio" : ""}`;
}
export function demandAlt(hits: string, at: string, dayAt: string): string {
  return `Curva de solicitudes y páginas vistas en el periodo. El máximo es de ${hits} solicitudes, el ${dayAt} a las ${at}.`;
}

export function errorsTitle(errors: string, at: string): string {
  return `Errores del servidor: ${errors} en el periodo, con máximo a las ${at}`;
}
export function errorsSubtitle(step: string, zone: string): string {
  return `Respuestas 5xx ${step}; ${zone}`;
}
export function errorsAlt(errors: string, peak: string, at: string): string {
  return `Barras de respuestas con error del servidor: ${errors} en total; el máximo, de ${peak}, a las ${at}.`;
}

export function hoursTitle(at: string, hits: string): string {
  return `Hora de mayor demanda: la de las ${at}, con ${hits} solicitudes`;
}
export function hoursSubtitle(zone: string): string {
  return `Solicitudes de personas y automatizadas por hora; ${zone}`;
}
export const hoursAlt = "Barras de solicitudes por hora. Los valores están en la tabla siguiente.";

export function durationTitle(share: string, limit: string): string {
  return `${share} de las visitas medibles dura menos de ${limit}`;
}
export function durationSubtitle(period: string): string {
  return `Visitas de dos o más páginas vistas, por duración; ${period}`;
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
export function placesTitle(place: string, share: string): string {
  return `${place}: ${share} de los visitantes únicos de México`;
}
export function placesSubtitle(period: string): string {
  return `Visitantes únicos estimados por estado; ${period}`;
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
