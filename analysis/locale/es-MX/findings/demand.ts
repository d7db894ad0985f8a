// Words of the findings on demand: its peak and rhythm, its course, and what programs ask for.
import { countOf, formatCount } from "../../../wording.ts";

export const peak = {
  threshold: (leastHits: number, leastTimes: number, startMinutes: number): string =>
    `Minuto de mayor demanda con ${leastHits} o más solicitudes y al menos ${leastTimes} veces el promedio del periodo. Se relaciona con un corte si cae en la primera quinta parte del intervalo entre cortes, y con el inicio de la publicación en sus primeros ${startMinutes} minutos; se dice si una sola red hizo la mitad o más.`,
  atStart: (minutes: number): string =>
    minutes === 0
      ? ", en el minuto en que inicia la publicación"
      : `, a ${countOf(minutes, "minuto", "minutos")} del inicio de la publicación`,
  afterCut: (minutes: number, time: string): string =>
    `, ${minutes === 0 ? "en el minuto" : `${countOf(minutes, "minuto", "minutos")} después`} del corte programado para las ${time}`,
  singleNetwork: (share: string, network: string): string => ` El ${share} de ellas llegó de una sola red (${network}).`,
  text: (moment: string, hits: number, times: string, mean: string): string =>
    `La mayor demanda se registró el ${moment}, con ${countOf(hits, "solicitud", "solicitudes")} en un minuto: ${times} veces el promedio del periodo (${mean} por minuto)`,
  findOut: "Conviene averiguar qué equipo las hizo, y no dimensionar la siguiente elección por ese minuto.",
  size: (perSecond: number): string =>
    `Conviene dimensionar la siguiente elección para sostener al menos ${countOf(perSecond, "solicitud", "solicitudes")} por segundo durante un minuto, con margen.`,
};

export const cutRhythm = {
  threshold: (cycles: number, perMinute: number, rise: number): string =>
    `Al menos ${cycles} intervalos entre cortes cubiertos y con ${perMinute} o más solicitudes por minuto; un mismo minuto del intervalo que promedia ${rise} veces el resto y lo supera en tres de cada cuatro.`,
  text: (minute: number, times: string, risen: number, cycles: number): string =>
    `${minute === 0 ? "En el minuto de cada corte" : `${countOf(minute, "minuto", "minutos")} después de cada corte`} programado hay en promedio ${times} veces las solicitudes de un minuto cualquiera (${formatCount(risen)} de ${formatCount(cycles)} intervalos entre cortes): la demanda sigue el ritmo de los cortes.`,
  advice:
    "Conviene repartir la actualización automática con un retraso al azar de unos segundos y renovar las copias de la red de distribución antes de anunciar cada corte.",
};

export const hourRhythm = {
  threshold: (cycles: number, perMinute: number, minutes: number, rise: number): string =>
    `Solo si no se conoce la cadencia de los cortes: al menos ${cycles} horas cubiertas y con ${perMinute} o más solicitudes por minuto; los primeros ${minutes} minutos de la hora promedian ${rise} veces el resto y lo superan en tres de cada cuatro.`,
  text: (minutes: number, times: string, risen: number, cycles: number): string =>
    `En los primeros ${minutes} minutos de cada hora hay en promedio ${times} veces las solicitudes de un lapso cualquiera (${formatCount(risen)} de ${formatCount(cycles)} horas), lo que puede deberse a cortes o a menciones en noticieros.`,
};

export const concentration = {
  threshold: (visits: number): string => `Al menos ${visits} visitas, y la mitad de ellas iniciada en la primera cuarta parte del periodo.`,
  text: (visits: number, half: string, length: string): string =>
    `La mitad de las ${formatCount(visits)} visitas del periodo había iniciado antes del ${half}, ${length} después de su comienzo.`,
  early: (hours: number, share: string, visits: number): string =>
    ` En las primeras ${hours} horas de la publicación inició el ${share} (${formatCount(visits)}).`,
  advice: "Conviene concentrar la guardia técnica y la capacidad contratada en esas primeras horas.",
};

export const decay = {
  threshold: (hits: number): string =>
    `Cuarto de hora de mayor demanda con ${hits} o más solicitudes de personas, y dos cuartos de hora seguidos posteriores, cubiertos por la bitácora, con la mitad o menos; los que toca una avalancha de solicitudes no cuentan como máximo.`,
  text: (hits: number, moment: string, length: string): string =>
    `La demanda de personas bajó a la mitad de su máximo (${formatCount(hits)} solicitudes en el cuarto de hora que inició el ${moment}) en ${length}.`,
};

export const secondPeak = {
  threshold: (hits: number, share: string, rise: number): string =>
    `Después de bajar a la mitad, un cuarto de hora con ${hits} o más solicitudes de personas, a dos horas o más del máximo, con al menos ${share} de él y ${rise} veces el menor de los cuartos de hora intermedios.`,
  text: (moment: string, hits: number, share: string, height: string): string =>
    `La demanda volvió a subir: el cuarto de hora que inició el ${moment} tuvo ${formatCount(hits)} solicitudes de personas, el ${share} de las del máximo (${height}).`,
};

export const trend = {
  threshold: (perHour: number): string =>
    `Periodo de seis horas o más, cubierto entero por la bitácora; último y primer tercio que difieren al doble o más, el mayor con ${perHour} o más solicitudes de personas por hora.`,
  text: (isFalling: boolean, first: string, third: string, last: string): string =>
    `La demanda ${isFalling ? "bajó" : "subió"} a lo largo del periodo: de ${first} solicitudes de personas por hora en su primer tercio (${third}) a ${last} en el último.`,
};

export const days = {
  threshold: (visits: number, most: number): string => `Al menos ${visits} visitas en dos días o más; se citan los ${most} días con más.`,
  day: (date: string, share: string, visits: number): string => `el ${date} inició el ${share} (${formatCount(visits)})`,
  rest: (more: number): string => ` y el resto, en ${countOf(more, "día más", "días más")}`,
  text: (told: string, rest: string): string => `Visitas por día: ${told}${rest}.`,
};

export const automated = {
  threshold: (share: string, hits: number): string => `Al menos ${share} de las solicitudes del periodo, si hay ${hits} o más.`,
  text: (share: string, hits: number): string =>
    `El ${share} de las solicitudes del periodo (${formatCount(hits)}) fueron automatizadas o propias del difusor; no cuentan como visitantes ni como visitas.`,
};

export const polling = {
  threshold: (hits: number): string =>
    `Alguna actualización automática, si hay ${hits} o más solicitudes de personas; se recomienda desde la mitad de ellas.`,
  text: (share: string, hits: number, of: number): string =>
    `La actualización automática de resultados fue el ${share} de las solicitudes de personas del periodo (${formatCount(hits)} de ${formatCount(of)}).`,
  advice: "Conviene espaciar la actualización automática y repartirla con un retraso al azar en el minuto de cada corte.",
};
