// Words of the warnings: what to know before trusting a figure.
import { countOf, formatCount } from "../../wording.ts";

export const period = {
  unbounded: (bounds: readonly ("start" | "end")[], byHits: boolean): string => {
    const side = bounds.map((bound) => (bound === "start" ? "el inicio" : "el final")).join(" ni ");
    return `La convocatoria no fija ${side} del periodo de publicación y no se declaró: sus cifras no se calculan${byHits ? " y se usa el periodo que cubren las bitácoras" : ""}.`;
  },
  press: "La versión de la convocatoria que se usa se conoce solo por la prensa.",
  noHits: (first: string, last: string): string => `Las bitácoras no tienen solicitudes en el periodo: van del ${first} al ${last}.`,
  sparse: "La mayor parte del periodo no tiene solicitudes: conviene acotarlo.",
  outOfScope: "Ninguna solicitud queda dentro del alcance indicado: conviene revisarlo.",
  allInternal: "Todas las solicitudes son de direcciones propias del difusor: conviene revisar la lista.",
  loneHits: (hits: number, first: string): string =>
    `${countOf(hits, "solicitud", "solicitudes")} de todo lo cargado ${hits === 1 ? "está" : "están"} a más de 30 días de las demás (la primera, del ${first}).`,
};

export const lines = {
  rejected: (lines: number, share: string): string =>
    `${countOf(lines, "línea", "líneas")} (${share}) ${lines === 1 ? "no se reconoció; se conserva con su motivo y no cuenta" : "no se reconocieron; se conservan con su motivo y no cuentan"}.`,
  duplicates: (lines: number): string =>
    `${countOf(lines, "línea", "líneas")} ${lines === 1 ? "se entregó más de una vez y cuenta" : "se entregaron más de una vez y cuentan"} una sola.`,
  replaced: (lines: number): string =>
    `${countOf(lines, "línea", "líneas")} ${lines === 1 ? "traía" : "traían"} bytes ilegibles, que se sustituyeron por una marca visible.`,
  empty: (files: number, names: string): string => `${countOf(files, "archivo estaba vacío", "archivos estaban vacíos")}: ${names}.`,
};

export const input = {
  mixedFile: (name: string, format: string, other: string): string => `${name} (${format}, con líneas de ${other})`,
  mixed: (files: number, names: string): string =>
    `${countOf(files, "archivo", "archivos")} ${files === 1 ? "mezcla" : "mezclan"} dos formatos, y las líneas del segundo no se leen: ${names}.`,
  sampled: (hits: number): string =>
    `${countOf(hits, "solicitud", "solicitudes")} ${hits === 1 ? "viene de datos muestreados y representa" : "vienen de datos muestreados y representan"} a más de una: las cifras cuentan solo las registradas.`,
  damagedFile: (name: string, offset: number): string => `${name} (byte ${formatCount(offset)})`,
  damaged: (files: number, names: string): string =>
    `${formatCount(files)} ${files === 1 ? "archivo estaba dañado y se leyó" : "archivos estaban dañados y se leyeron"} solo hasta el daño: ${names}.`,
  leftOut: (files: number, names: string): string =>
    `${countOf(files, "archivo de lo entregado se dejó fuera por indicación expresa y no se leyó", "archivos de lo entregado se dejaron fuera por indicación expresa y no se leyeron")}: ${names}.`,
  unmeant: (files: number, names: string): string =>
    `${countOf(files, "elemento de los archivos comprimidos no se leyó, por no ser bitácora", "elementos de los archivos comprimidos no se leyeron, por no ser bitácoras")} (restos del sistema, elementos ocultos, enlaces o carpetas vacías): ${names}.`,
  more: (files: number): string => ` y ${formatCount(files)} más`,
};

export const records = {
  agentless: (share: string): string =>
    `El ${share} de las solicitudes no trae el campo de navegador y equipo: en ellas un visitante es una dirección IP y ninguna se reconoce como automatizada.`,
  proxies: (forwarded: number, peers: number): string =>
    `${countOf(forwarded, "solicitud trae", "solicitudes traen")} X-Forwarded-For y llegan de ${countOf(peers, "dirección", "direcciones")}, y por ${peers === 1 ? "ella" : "ellas"} se cuentan los visitantes. Si hay intermediarios propios, falta declararlos como de confianza.`,
  byteless: (hits: number): string =>
    `${countOf(hits, "solicitud atendida no registra", "solicitudes atendidas no registran")} los bytes enviados, o no se pueden leer: los datos transferidos son solo los de las que los registran.`,
  methodless: (formats: string): string =>
    `El formato ${formats} no registra el método de la solicitud: sus páginas vistas se cuentan como si todas fueran GET.`,
};

/** Of incidents by their numbers in the memoria. */
export const incidentNotes = {
  /** `says`: what holds of one, and of several. */
  each: (numbers: readonly number[], says: readonly [one: string, several: string]): string =>
    numbers.length === 1
      ? `La incidencia ${numbers[0]} ${says[0]}.`
      : `Las incidencias ${numbers.slice(0, -1).join(", ")} y ${numbers.at(-1)} ${says[1]}.`,
  openEnded: [
    "no tiene hora de término y se cuenta hasta el final de cada periodo",
    "no tienen hora de término y se cuentan hasta el final de cada periodo",
  ] as [one: string, several: string],
  unweighted: [
    "es una degradación sin peso y queda fuera de la cifra ponderada",
    "son degradaciones sin peso y quedan fuera de la cifra ponderada",
  ] as [one: string, several: string],
  outside: (start: string, end: string): [one: string, several: string] => {
    const period = `del ${start}, al ${end}`;
    return [
      `queda fuera del periodo (${period}) y de los meses que se muestran: no cuenta en la disponibilidad. Conviene revisar su fecha`,
      `quedan fuera del periodo (${period}) y de los meses que se muestran: no cuentan en la disponibilidad. Conviene revisar sus fechas`,
    ];
  },
  uncovered: [
    "queda fuera de lo que cubren las bitácoras y los monitores: ningún registro puede confirmarla",
    "quedan fuera de lo que cubren las bitácoras y los monitores: ningún registro puede confirmarlas",
  ] as [one: string, several: string],
  pair: (first: number, second: number): string => `${first} y ${second}`,
  pairs: (named: readonly string[], more: number): string =>
    `Las incidencias ${named.join("; ")}${more > 0 ? ` (y ${more} pares más)` : ""}`,
  overlap: (pairs: string): string =>
    `${pairs} son caídas del mismo componente que se traslapan: el tiempo común cuenta una sola vez. Conviene revisar sus horas.`,
  effectDiffers: (pairs: string): string =>
    `${pairs} son del mismo tipo y componente y se traslapan, una con efecto de caída y la otra sin efecto: la caída cuenta. Conviene revisarlas.`,
  reopened: (pairs: string): string =>
    `${pairs} son caídas del mismo componente, y la primera no tiene hora de término aunque la segunda comienza después: la primera cuenta hasta el final de cada periodo. Conviene declarar cuándo terminó.`,
};

export const sources = {
  sharedRequests: (compared: number, agreement: string, runnerUp: string): string =>
    `por ${countOf(compared, "solicitud registrada", "solicitudes registradas")} en ambas: ${agreement} tiene esa diferencia y ${runnerUp} la que le sigue`,
  demandShape: (length: string, agreement: string, runnerUp: string): string =>
    `por la forma de su demanda a lo largo de ${length}: correlación de ${agreement}, y de ${runnerUp} con el siguiente desfase en horas`,
  skew: (source: string, skew: { time: string; isAhead: boolean; isWholeHours: boolean }, reference: string, evidence: string): string =>
    `El reloj de la fuente ${source} va ${skew.time} ${skew.isAhead ? "adelantado" : "atrasado"} respecto de ${reference} (${evidence}). Sus horas se toman como están escritas: conviene corregirlo antes de firmar.${skew.isWholeHours ? " Es lo que se ve cuando se lee con una zona horaria equivocada." : ""}`,
  sharedPair: (first: string, second: string, share: string): string => `${first} y ${second} (${share} de las de la menor)`,
  sharedHits: (pairs: string, more: number): string =>
    `Hay fuentes con solicitudes idénticas, hasta en la hora, la dirección, el agente, la respuesta y los bytes: ${pairs}${more > 0 ? `; y ${more} pares más` : ""}. Cuentan en las dos. Si una es copia de la otra, conviene retirarla, o indicar las dos como una sola fuente; si una está detrás de la otra, indicarla como de origen.`,
  holes: (holes: number, start: string, end: string): string =>
    holes === 1 ? `, del ${start}, al ${end}` : `, en ${holes} lapsos; el primero, del ${start}, al ${end}`,
  incomplete: (missing: string, share: string, where: string): string =>
    `Las bitácoras no cubren ${missing} del periodo (cobertura de ${share})${where}: de ese tiempo no hay cifras, y no se sabe si hubo servicio.`,
};
