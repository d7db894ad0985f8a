// Words of the comparison of elections and of the report of one election.

export const unknown = "no disponible";

interface SizingMethod {
  growth: string | null;
  leftOut: number;
  margin: string;
  from: "given" | "assumed" | "none";
  burst: string | null;
  isBurstKnown: boolean;
  isMeasured: boolean | null;
}

const words = {
  measured:
    "El ancho de banda sale de los bytes de respuesta que registra la bitácora en el minuto con más datos, según el cual cada descarga cuenta entera en el minuto de su línea; los encabezados y el cifrado se añaden.",
  meanSize:
    "El ancho de banda se estimó con el tamaño medio de las respuestas en la hora del minuto de mayor demanda, pues el análisis no registra los bytes por minuto.",
};

export const comparison = {
  title: "Comparación de elecciones",
  subtitle: "Tráfico, disponibilidad y tamaño estimado de la siguiente",
  name: "Elección y difusor",
  captions: {
    traffic: "Tráfico de cada elección",
    common: "En las horas comunes",
    perHour: "Promedio por hora con registro",
    peaks: "Demanda máxima",
    refreshes: "Actualizaciones automáticas y caché",
    stay: "Tiempo de permanencia y tiempo activo",
    places: "Lugares y equipos (proporción de visitantes únicos)",
    availability: "Disponibilidad en el periodo",
    incidents: "Incidencias declaradas, por causa",
    growth: "Crecimiento entre elecciones del mismo difusor (veces)",
    load: "Carga conjunta de cada elección",
    observed: "Lo observado",
    sizing: "Tamaño estimado para la siguiente elección",
  },
  columns: {
    traffic: [
      "Periodo",
      "Horas con registro",
      "Solicitudes",
      "De personas",
      "Páginas vistas",
      "Visitas",
      "Visitantes únicos (estimados)",
      "Datos",
    ],
    perHour: ["Solicitudes", "De personas", "Páginas vistas", "Visitas"],
    common: ["Solicitudes", "De personas", "Páginas vistas", "Visitas", "Datos"],
    peaks: ["Minuto de mayor demanda", "Solicitudes", "Por segundo", "Segundo mayor", "Minuto con más datos", "Ancho de banda"],
    refreshes: ["Actualizaciones automáticas", "De las solicitudes", "Atendidas por la caché"],
    stay: ["Permanencia, media", "Permanencia, mediana", "Tiempo activo, media", "Tiempo activo, mediana"],
    places: ["Países", "Estados", "Equipos"],
    availability: ["Fuente", "Disponibilidad", "Sin servicio", "Sin registro", "Cobertura", "Veredicto"],
    incidents: ["Causa", "Incidencias", "Duración"],
    growth: [
      "A",
      "Horas comunes",
      "Solicitudes",
      "Páginas vistas",
      "Visitas",
      "Visitantes únicos",
      "Minuto mayor",
      "Ancho de banda",
      "Permanencia",
    ],
    load: ["Memoria", "Solicitudes", "Proporción", "Minuto de mayor demanda conjunta", "Por segundo en él"],
    observed: ["Medida", "Mínimo", "Mediana", "Máximo", "Casos"],
    sizing: ["Medida", "Mayor observado", "Crecimiento", "Margen", "Estimación"],
  },
  observedRows: [
    "Solicitudes por segundo en el minuto mayor",
    "Crecimiento del minuto mayor (veces)",
    "Segundo mayor entre el promedio del minuto de mayor demanda (veces)",
    "Ancho de banda del minuto con más datos",
  ],
  sizingRows: {
    sustained: "Solicitudes por segundo, sostenidas un minuto",
    burst: "Solicitudes por segundo, en el peor segundo",
    bandwidth: "Ancho de banda, sostenido un minuto",
    origin: (share: string): string => `Solicitudes por segundo que llegarían al origen (caché: ${share}, la menor observada)`,
    election: "Solicitudes por segundo de todos los difusores de una elección juntos",
    servers: (capacity: string): string => `Servidores de ${capacity} solicitudes por segundo, para el peor segundo y sin reserva`,
  },
  commonSubtitle: "Visitas que empiezan en las horas que registran todas las bitácoras comparadas",
  during: (cause: string): string => `en una incidencia declarada: ${cause.toLocaleLowerCase("es")}`,
  peakDuring: "El mayor minuto observado cae en una incidencia declarada: puede no ser demanda de lectores.",
  from: "De",
  call: "Convocatoria",
  allOfThem: "Todas las comparadas",
  atLeast: "al menos ",
  hoursOf: (told: string, all: string): string => `${told} de ${all}`,
  estimated: (rate: string): string => `${rate} (estimado)`,
  noCommonHours: "Las bitácoras comparadas no registran ninguna hora en común, contada desde el inicio de cada periodo.",
  otherPeriods:
    "Los periodos son de distinta clase y no empiezan en el mismo momento de la publicación: sus horas no se comparan una a una. Para compararlas hace falta analizar cada memoria en el mismo periodo.",
  commonHours: (count: string, places: string, isOneOut: boolean): string =>
    `Horas comunes: las ${count} horas completas que registran todas las bitácoras comparadas (hora ${places}, contadas desde el inicio de cada periodo).${isOneOut ? " Quedan fuera las memorias de las que no se sabe qué horas registran." : ""}`,
  growthText:
    "Solicitudes, páginas vistas y visitas: razón en las horas comunes de las dos memorias. Los visitantes únicos no se suman por horas: su razón consta solo si las dos registran las mismas horas.",
  otherInstitutes: "Entre elecciones de institutos distintos la razón es también la de sus electorados.",
  verdict: "Veredicto",
  noGrowth: "Sin dos elecciones del mismo difusor no hay crecimiento que medir.",
  lengthsDiffer:
    "Los periodos no registran las mismas horas: sus totales y sus promedios por hora no son comparables, pues un periodo largo tiene más horas de poca demanda. Lo son las cifras de las horas comunes y las del minuto de mayor demanda.",
  noIncidents: "Ninguna declarada",
  method({ growth, leftOut, margin, from, burst, isBurstKnown, isMeasured }: SizingMethod): string {
    const extra = {
      none: "sin margen añadido",
      given: `por un margen de ${margin}, indicado por quien compara`,
      assumed: `por un margen de ${margin}, supuesto: no sale de los datos`,
    }[from];
    return [
      `Método: lo mayor observado en una memoria, ${growth === null ? "sin crecimiento observado entre elecciones del mismo difusor" : `por el mayor crecimiento observado del minuto de mayor demanda (${growth}, y nunca menos de 1)`}, ${extra}.`,
      ...(leftOut === 0 ? [] : ["No cuenta el crecimiento desde un minuto de menos de 60 solicitudes: tan pocas son azar."]),
      ...(isBurstKnown ? [] : ["El peor segundo no se conoce."]),
      ...(burst === null
        ? []
        : [`Donde una memoria no registra el segundo mayor se toma su minuto mayor por ${burst}, la mayor razón observada.`]),
      ...(isMeasured === null ? [] : [isMeasured ? words.measured : words.meanSize]),
    ].join(" ");
  },
} as const;

export const election = {
  title: "Informe de la elección",
  runningHead: "Informe de la elección",
  handedIn: (handedIn: number, all: number | null): string =>
    all === null
      ? `${handedIn} ${handedIn === 1 ? "memoria técnica entregada" : "memorias técnicas entregadas"}`
      : `${handedIn} de ${all} ${all === 1 ? "memoria técnica entregada" : "memorias técnicas entregadas"}`,
  coverTerms: { date: "Jornada electoral", due: "Fecha límite", generated: "Fecha de elaboración", zone: "Zona horaria" },
  summary: "Resumen",
  receipts: "Quién entregó y cuándo",
  availability: "Disponibilidad por difusor",
  incidents: "Incidencias por causa",
  traffic: "Tráfico y demanda",
  clauses: "Cumplimiento de las cláusulas",
  sources: "De qué se hizo este informe",
  sourcesText:
    "Cada cifra sale del análisis congelado con la memoria que se entregó; la huella identifica a cada una. Los visitantes únicos de varios difusores no se suman: una persona pudo consultar a varios.",
  columns: {
    receipts: ["Difusor", "Versión", "Entregada", "Plazo", "Estado"],
    availability: {
      difusor: "Difusor",
      amount: {
        declared: "Disponibilidad declarada",
        log: "Disponibilidad observada",
        monitor: "Disponibilidad medida",
      },
    },
    incidents: ["Causa", "Incidencias", "Difusores", "Duración"],
    traffic: [
      "Difusor",
      "Solicitudes",
      "De todas",
      "Páginas vistas",
      "Visitas",
      "Visitantes únicos (estimados)",
      "Minuto de mayor demanda",
      "Solicitudes en él",
      "Ancho de banda máximo",
    ],
    clauses: ["Requisito", "Cláusula", "Cumple", "Incumple", "No verificable", "Indicio"],
    byDifusor: ["Difusor", "Cumple", "Incumple", "No verificable", "Indicio"],
    sources: ["Difusor", "SHA-256 de manifest.json"],
  },
  noSource: "no consta",
  downFor: (duration: string): string => `${duration} sin servicio`,
  untold: (duration: string): string => `${duration} sin registro`,
  lateOf: (count: string): string => `${count} fuera del plazo`,
  lateNotTold: "no consta cuántas fuera del plazo",
  noIncidents: "Ninguna memoria declara incidencias.",
  jointPeak: (perSecond: string, unknown: number, all: number): string =>
    `El minuto de mayor demanda del total es el de todos los difusores juntos, ${perSecond} solicitudes por segundo${unknown === 0 ? "" : `; es lo menos que hubo: ${unknown} de ${all} no tienen registro de ese minuto`}. El ancho de banda máximo es el del minuto con más datos de cada difusor.`,
  late: "Fuera del plazo",
  inTime: "Dentro del plazo",
  notHandedIn: "No ha entregado",
  overdue: "Plazo vencido",
  open: "En plazo",
  notTold: "No consta",
  total: "Total",
  states: { preparacion: "En preparación", entregada: "Entregada", aceptada: "Aceptada", devuelta: "Devuelta" } as Record<string, string>,
  visitsChart: "Visitas por difusor",
  downChart: "Tiempo sin servicio en el periodo de publicación, observado en la bitácora",
  chartSubtitle: (unit: string): string => `${unit}, en el periodo de cada memoria`,
} as const;
