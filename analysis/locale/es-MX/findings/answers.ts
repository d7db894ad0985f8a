// Words of the findings on how answers were given: cache, response time, encryption.
import { countOf, formatCount } from "../../../wording.ts";

export const cacheLow = {
  threshold: (share: string, known: number): string =>
    `Menos de ${share} de las solicitudes de personas atendidas por la caché, si el estado de la caché consta en ${formatCount(known)} o más; la actualización automática no cuenta.`,
  path: (path: string, missed: number, known: number): string => `${path} (${formatCount(missed)} de ${formatCount(known)})`,
  text: (share: string, cached: number, known: number, listed: string): string =>
    `La caché atendió el ${share} de las solicitudes de personas (${formatCount(cached)} de ${formatCount(known)}, sin contar la actualización automática). Las rutas que más llegaron al origen: ${listed}.`,
  advice: "Conviene que la red de distribución guarde esas rutas, al menos unos segundos, y que no las separe por parámetros o cookies.",
};

export const polledFromCache = {
  threshold: (share: string, cached: number): string =>
    `Al menos ${share} de las solicitudes del archivo de resultados, y ${cached} o más, atendidas por la caché.`,
  asked: (clause: string | null): string => `, y la convocatoria pide que no se guarde${clause ? ` (${clause})` : ""}`,
  text: (share: string, path: string, cached: number, known: number, asked: string): string =>
    `El ${share} de las solicitudes de ${path} cuyo estado de caché consta (${formatCount(cached)} de ${formatCount(known)}) se atendió desde la caché${asked}: pudo mostrarse un corte anterior.`,
  advice: "Conviene excluir el archivo de resultados de la caché de la red de distribución, o purgarlo en cada corte.",
};

export const slowAnswers = {
  threshold: (timed: number, inAnHour: number): string =>
    `Percentil 95 del tiempo de respuesta de 1 s o más, en el periodo (${formatCount(timed)} respuestas medidas o más; es grave desde 3 s) o en una hora (${inAnHour} o más).`,
  worstHour: (moment: string, time: string, timed: number): string =>
    `La hora más lenta empezó el ${moment}: ${time} o más en una de cada veinte (${formatCount(timed)} medidas).`,
  overall: (time: string, timed: number): string =>
    `Una de cada veinte respuestas a personas tardó ${time} o más (${formatCount(timed)} medidas)`,
  inAnHour: (worst: string): string => `En una hora del periodo las respuestas a personas fueron lentas. ${worst}`,
  advice: "Conviene revisar la capacidad del servidor de origen y qué consultas pueden prepararse antes de cada corte.",
};

export const slowPaths = {
  threshold: (timed: number, share: string, times: number): string =>
    `Una ruta con ${timed} o más respuestas medidas, de las que al menos ${share} tardó 1 s o más, ${times} veces la proporción de las demás rutas.`,
  path: (path: string, share: string, timed: number): string => `${path} (${share} de ${countOf(timed, "respuesta", "respuestas")})`,
  text: (paths: number, listed: string): string =>
    `${paths === 1 ? "Una ruta tarda" : "Hay rutas que tardan"} 1 s o más mucho más a menudo que las demás: ${listed}.`,
  advice: "Conviene revisar cómo se producen esas respuestas y si pueden prepararse con anticipación.",
};

export const plainHttp = {
  threshold: (share: string, known: number): string =>
    `Al menos ${share} de las solicitudes de personas sin cifrar (HTTP), si las hay cifradas y el dato consta en ${known} o más.`,
  text: (share: string, plain: number, known: number): string =>
    `El ${share} de las solicitudes de personas (${formatCount(plain)} de ${formatCount(known)}) llegó sin cifrar (HTTP); el resto, por HTTPS.`,
  advice: "Conviene redirigir todo el sitio a HTTPS y anunciar solo esa dirección.",
};
