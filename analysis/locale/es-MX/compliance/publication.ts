// Words of the checked clauses on the publication: its hours, its cuts, its availability and the logs asked for.
import { countOf, formatCount } from "../../../wording.ts";

export const clauses = {
  noNumber: "sin número",
  declared: ", hora declarada por el difusor",
  derived: ", hora derivada de otros valores de la convocatoria",
};

export const early = {
  requirement: (bound: string, origin: string): string => `Nada se publica antes del ${bound}${origin}`,
  cleared: (bound: string, tests: string): string =>
    `Las bitácoras de todas las fuentes cubren la jornada desde las 00:00 h hasta el ${bound} sin una respuesta exitosa a páginas ni al archivo de resultados${tests}.`,
  unknown: (bound: string, unknown: string, tests: string): string =>
    `No hay respuestas exitosas anteriores al ${bound}, pero antes de esa hora hay ${unknown} de la jornada sin registro de todas las fuentes: el silencio no prueba que no se publicó${tests}. Lo mostrarían las bitácoras completas de ese día.`,
  found: (bound: string, parts: readonly string[], tests: string): string =>
    `Hay respuestas exitosas antes del ${bound}: ${parts.join("; ")}${tests}. La bitácora no dice qué mostraban, y una página de espera también responde 200: lo confirma quien revisa.`,
  electionDay: (amounts: string, first: string, last: string): string =>
    `el día de la jornada, ${amounts}, ${first === last ? `a las ${first}` : `de las ${first} a las ${last}`}`,
  earlierDays: (amounts: string, first: string, last: string): string =>
    `en días anteriores, ${amounts}, ${first === last ? `al ${first}` : `del ${first} al ${last}`}`,
  amounts: (pages: number, polled: number, file: string): string =>
    [
      ...(pages === 0 ? [] : [`${countOf(pages, "respuesta", "respuestas")} de páginas`]),
      ...(polled === 0 ? [] : [`${countOf(polled, "respuesta", "respuestas")} de ${file}`]),
    ].join(" y "),
  tests: (answers: number): string =>
    answers === 0 ? "" : `; aparte, ${countOf(answers, "respuesta", "respuestas")} en pruebas o simulacros anunciados, que no cuentan`,
};

export const publication = {
  start: (start: string, origin: string): string => `La publicación empieza el ${start}${origin}`,
  openStart: "La publicación empieza a la hora fijada",
  noStart: (note: string | null): string =>
    `La convocatoria no fija la hora de inicio y no se declaró${note === null ? "" : ` (${note})`}. Falta declararla.`,
  noAnswerFrom: (bound: string): string => `No hay una respuesta exitosa a partir del ${bound}`,
  wholeLogs: "Lo mostrarían las bitácoras completas o la medición de un monitor.",
  firstAnswer: (bound: string, hour: string): string => `La primera respuesta exitosa a partir del ${bound} es de las ${hour}`,
  after: (seen: string, delay: string): string => `${seen}, ${delay} después`,
  monitor: "Lo mostraría la medición de un monitor.",
  /** `duration`: in the words of the call. */
  keptAsStated: (duration: string): string => `La publicación se mantiene ${duration}`,
  kept: (until: string): string => `La publicación se mantiene ${until}`,
  untilFixed: "hasta la hora fijada",
  untilAtLeast: (end: string): string => `al menos hasta el ${end}`,
  noEnd: "La convocatoria no fija la hora en que termina el mínimo de publicación y no se declaró. Falta declararla.",
  fullerLogs: "Lo mostrarían bitácoras más completas o la medición de un monitor.",
  noAnswerBefore: (bound: string): string => `No hay una respuesta exitosa antes del fin del mínimo, el ${bound}`,
  aroundEnd: (bound: string, last: string, after: string): string =>
    `El mínimo termina el ${bound}: la última respuesta exitosa anterior es del ${last}, y la primera a partir de esa hora, de las ${after}.`,
  lastAnswer: (last: string, early: string, bound: string): string =>
    `La última respuesta exitosa es del ${last}, ${early} antes del fin del mínimo, el ${bound}`,
  outage: (told: string, down: string): string =>
    `${told}; en ese tiempo la bitácora muestra ${down} sin servicio (minutos con 20 solicitudes o más y la mitad o más con error del servidor)`,
  atTheHour: (outage: string): string => `${outage}, a la hora misma o a menos de 5 min de ella.`,
  farFromTheHour: (outage: string): string => `${outage}, lejos de esa hora. Lo confirma quien revisa.`,
  failures: (told: string, failed: number): string =>
    `${told}; en ese tiempo hay ${countOf(failed, "respuesta fallida", "respuestas fallidas")}. Lo confirma quien revisa.`,
  silence: (told: string, wouldShow: string): string =>
    `${told}; en ese tiempo no hay respuestas fallidas, y el silencio no es una interrupción. ${wouldShow}`,
};

export const lastCut = {
  unbounded:
    "La convocatoria no fija entre qué horas, y una bitácora no dice qué corte se mostraba. Lo mostraría una copia fechada de la página.",
  anyRequirement: "Se publica el último corte disponible",
  requirement: (start: string, end: string): string => `El último corte sigue publicado del ${start}, al ${end}`,
  noAnswer: "no hay una respuesta exitosa en ese tiempo",
  lastAnswer: (moment: string): string => `la última respuesta exitosa es del ${moment}`,
  down: (end: string, last: string, down: string): string =>
    `Hasta el ${end}, ${last}; después, la bitácora muestra ${down} sin servicio, a la hora misma o a menos de 5 min de ella.`,
  changed: (file: string, changes: number, first: string): string =>
    `El tamaño de ${file} cambió ${countOf(changes, "vez", "veces")} cuando ya debía ser el último corte, la primera el ${first}. Lo confirma quien revisa.`,
  stays: (file: string, end: string, last: string): string =>
    `${file} se sirvió con un mismo tamaño hasta el ${end} o después, y las bitácoras cubren todo ese tiempo; ${last}. El tamaño muestra que el archivo no cambió, no qué corte contenía.`,
  unseen: (end: string, last: string, unreadableFile: string | null): string =>
    `Hasta el ${end}, ${last}. ${unreadableFile === null ? "Las bitácoras o las solicitudes no alcanzan a cubrir todo ese tiempo" : `La bitácora no permite seguir el tamaño de ${unreadableFile}`}, y no dice qué corte se mostraba. Lo mostraría una copia fechada de la página.`,
};

export const cadence = {
  requirement: (every: string): string => `Un corte nuevo cada ${every}`,
  noStart: "No se conoce la hora de inicio, desde la cual se cuentan los cortes. Falta declararla.",
  unsized: (file: string): string =>
    `Las bitácoras no registran el tamaño de ${file}, en cuyos cambios se verían los cortes. Lo mostraría un registro de la hora de cada corte recibido.`,
  unanswered: (file: string): string =>
    `No hay respuestas completas de ${file} cuyos cambios de tamaño mostrarían los cortes; si la ruta de los resultados es otra, falta indicarla.`,
  mixed: (file: string, source: string, share: string, returns: number): string =>
    `Los tamaños de ${file} en la fuente ${source} no distinguen un corte de otro (en ${share} de los minutos no domina uno que se mantenga; ${countOf(returns, "regreso", "regresos")} a un tamaño anterior), como ocurre con compresión negociada o con pocas solicitudes. Lo mostraría un registro de la hora de cada corte recibido.`,
  seen: (file: string, sizes: number, start: string, end: string, source: string | null): string =>
    `El archivo ${file} tuvo ${countOf(sizes, "tamaño", "tamaños sucesivos")} del ${start} al ${end}${source === null ? "" : `, en la fuente ${source}`}`,
  sign: "El tamaño es un indicio del corte: dos cortes pueden medir lo mismo",
  widest: (gap: string, from: string, to: string, day: string): string =>
    `; la mayor separación, de ${gap}, va de las ${from} a las ${to} del ${day}`,
  missed: (missed: number): string => ` (${countOf(missed, "actualización seguida", "actualizaciones seguidas")} sin cambio visible)`,
  late: (widest: string, sign: string): string => `${widest}. ${sign}; lo confirma quien revisa.`,
  onTime: (widest: string, margin: string): string => `${widest}, con un margen de ${margin}.`,
  stopped: (last: string): string => `Después del ${last} no se ven cambios: la bitácora no dice si fue por el 100 % de las actas`,
  tooFew: "Las solicitudes al archivo no bastan para fijar la hora de cada cambio",
  openEnd: ", y la convocatoria no fija la hora de cierre",
  frozen: (seen: string, length: string, sign: string): string =>
    `${seen}, y se sirvió con un mismo tamaño durante ${length}. ${sign}; lo confirma quien revisa.`,
  unchanged: (seen: string, sign: string): string => `${seen}: no hay cambios entre los cuales medir. ${sign}.`,
  delay: (most: string): string => `Cada corte se publica con un retraso de ${most} a lo más`,
  delayUnseen:
    "Una bitácora de acceso muestra cuándo se pidió un corte, no cuándo lo envió el instituto. Lo mostrarían el registro de recepción de los paquetes o un monitor que lea la hora del corte.",
};

export const availabilityTarget = {
  sources: { declared: "declarada", log: "observada en la bitácora", monitor: "medida por monitor" },
  verdicts: { cumple: "cumple", incumple: "incumple", "no-verificable": "no verificable" },
  requirement: (target: string, monthly: boolean): string => `Disponibilidad de ${target}${monthly ? " mensual" : ""}`,
  nothing: "No hay incidencias declaradas, bitácoras ni monitor que digan algo de ese tiempo.",
  deciders: (monthly: boolean): string =>
    monthly
      ? "Decide la fuente menos favorable de los meses naturales; el periodo de publicación se muestra a su lado"
      : "Decide la fuente menos favorable",
  window: "el periodo de publicación",
  notComplete: ", sin saber si la lista está completa",
  unknown: (time: string): string => ` y ${time} sin registro`,
  allowed: (time: string): string => `, de ${time} permitidos`,
  result: (source: string, period: string, down: string, verdict: string): string => `${source} en ${period}: ${down} (${verdict})`,
  down: (share: string, down: string, unknown: string, allowed: string): string => `${share}${down} sin servicio${unknown}${allowed}`,
};

export const askedLogs = {
  requirement: (first: string, last: string): string => `Bitácoras de acceso del ${first} al ${last}`,
  none: "Ningún archivo entregado tiene líneas de esos días.",
  emptyDays: (have: string, all: string, days: number, named: string): string =>
    `${have} de ${all} horas tienen líneas; ${countOf(days, "día no tiene", "días no tienen")} ninguna: ${named}. O faltan archivos, o el servicio no recibió solicitudes: lo confirma quien revisa.`,
  whole: (hours: string, sources: number): string =>
    `Las ${hours} horas tienen líneas en ${sources === 1 ? "la fuente entregada" : `cada una de las ${formatCount(sources)} fuentes entregadas`}.`,
  gaps: (have: string, all: string, gaps: string): string =>
    `${have} de ${all} horas tienen líneas en alguna fuente. Sin líneas: ${gaps}. Una hora sin líneas puede ser una hora sin solicitudes.`,
  moreSources: (more: number): string => ` y ${countOf(more, "fuente más", "fuentes más")}`,
  gap: (start: string, end: string): string => `del ${start}, al ${end}`,
  moreGaps: (more: number): string => ` y ${countOf(more, "tramo más", "tramos más")}`,
};
