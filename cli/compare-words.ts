// The words of memoria compare, in Spanish and in English.

interface SizingMethod {
  growth: string | null;
  leftOut: number;
  from: "given" | "assumed" | "none";
  burst: string | null;
  isBurstKnown: boolean;
  isMeasured: boolean | null;
}

const es = {
  title: "Entregas lado a lado, por el inicio de su periodo",
  name: "entrega",
  who: ["entrega", "difusor", "convocatoria", "periodo", "inicio", "fin", "horas", "horas con registro"],
  traffic: ["entrega", "solicitudes", "de personas", "páginas vistas", "visitas", "visitantes únicos", "datos"],
  common: ["en las horas comunes", "solicitudes", "de personas", "páginas vistas", "visitas", "datos"],
  perHour: ["por hora con registro", "solicitudes", "de personas", "páginas vistas", "visitas"],
  times: ["entrega", "permanencia (media)", "permanencia (mediana)", "tiempo activo (media)", "tiempo activo (mediana)"],
  peaks: [
    "entrega",
    "minuto de mayor demanda",
    "solicitudes",
    "por segundo",
    "segundo mayor",
    "factor",
    "datos en la hora mayor",
    "minuto con más datos",
    "ancho de banda",
  ],
  refreshes: ["entrega", "actualizaciones automáticas", "de las solicitudes", "atendidas por la caché"],
  places: ["entrega", "países", "estados", "equipos"],
  availability: ["entrega", "fuente", "disponibilidad", "sin servicio", "sin registro", "cobertura", "veredicto"],
  sources: { declared: "declarada por el difusor", log: "observada en la bitácora", monitor: "medida por monitor" } as Record<
    string,
    string
  >,
  growthTitle: "Crecimiento entre elecciones del mismo difusor (razón del segundo al primero)",
  growth: [
    "de",
    "a",
    "horas comunes",
    "solicitudes",
    "páginas vistas",
    "visitas",
    "visitantes únicos",
    "minuto mayor",
    "ancho de banda",
    "permanencia",
  ],
  growthText:
    "Solicitudes, páginas vistas y visitas, en las horas comunes de las dos; visitantes únicos, solo si las dos registran las mismas horas.",
  otherInstitutes: "Entre elecciones de institutos distintos la razón es también la de sus electorados.",
  loadTitle: "Carga conjunta de los difusores de una elección",
  load: ["convocatoria", "entrega", "solicitudes", "proporción", "minuto mayor conjunto", "por segundo"],
  during: (cause: string): string => `en incidencia declarada: ${cause}`,
  all: "(todas)",
  atLeast: (rate: string): string => `al menos ${rate}`,
  estimated: (rate: string): string => `${rate} (estimado)`,
  commonHours: (count: number, places: string): string =>
    count === 0
      ? "Las bitácoras no registran ninguna hora en común, contada desde el inicio de cada periodo."
      : `Horas comunes: las ${count} horas completas que registran todas (hora ${places} desde el inicio de cada periodo).`,
  noGrowth: "Sin dos elecciones del mismo difusor no hay crecimiento que medir.",
  lengthsDiffer:
    "Los periodos no registran las mismas horas: son comparables las cifras de las horas comunes y las del minuto de mayor demanda; no los totales ni los promedios por hora, pues un periodo largo tiene más horas de poca demanda.",
  sizingTitle: "Tamaño estimado para la siguiente elección",
  spread: ["de lo observado", "mínimo", "mediana", "máximo", "casos"],
  spreadRows: [
    "solicitudes por segundo en el minuto mayor",
    "crecimiento del minuto mayor",
    "segundo mayor entre el promedio del minuto mayor",
    "ancho de banda del minuto con más datos",
  ],
  estimateHead: ["estimación", "mayor observado", "crecimiento", "margen", "siguiente elección"],
  estimate: {
    sustained: "solicitudes por segundo, sostenidas un minuto",
    burst: "solicitudes por segundo, en el peor segundo",
    bandwidth: "ancho de banda, sostenido un minuto",
    origin: (share: string): string => `solicitudes por segundo al origen (caché: ${share}, la menor observada)`,
    election: "solicitudes por segundo de todos los difusores de una elección",
    servers: (capacity: string): string => `servidores de ${capacity} solicitudes por segundo, sin reserva`,
  },
  method: ({ growth, leftOut, from, burst, isBurstKnown, isMeasured }: SizingMethod): string =>
    [
      growth === null
        ? "Método: lo mayor observado, sin crecimiento observado entre elecciones del mismo difusor,"
        : `Método: lo mayor observado, por el mayor crecimiento observado del minuto mayor (${growth}, y nunca menos de 1),`,
      {
        none: "sin margen añadido (se añade con --margin).",
        given: "por el margen indicado con --margin.",
        assumed: "por un margen supuesto, que no sale de los datos (se cambia con --margin).",
      }[from],
      ...(leftOut === 0 ? [] : ["No cuenta el crecimiento desde un minuto de menos de 60 solicitudes: tan pocas son azar."]),
      ...(isBurstKnown ? [] : ["El peor segundo no se conoce: los análisis no lo registran."]),
      ...(burst === null
        ? []
        : [`Donde un análisis no registra el segundo mayor: su minuto mayor por ${burst}, la mayor razón observada.`]),
      ...(isMeasured === null
        ? []
        : [
            isMeasured
              ? "El ancho de banda sale de los bytes de respuesta del minuto con más datos, sin encabezados ni cifrado."
              : "El ancho de banda se estimó con el tamaño medio de las respuestas en la hora del minuto mayor.",
          ]),
    ].join(" "),
  unknown: "no disponible",
  noDifusor: "(sin nombre)",
  csv: [
    "entrega",
    "difusor",
    "convocatoria",
    "periodo",
    "inicio",
    "fin",
    "horas",
    "horas_cubiertas",
    "solicitudes",
    "solicitudes_de_personas",
    "paginas_vistas",
    "visitas",
    "visitantes_unicos",
    "bytes",
    "solicitudes_por_hora",
    "solicitudes_de_personas_por_hora",
    "paginas_vistas_por_hora",
    "visitas_por_hora",
    "permanencia_media_s",
    "permanencia_mediana_s",
    "tiempo_activo_medio_s",
    "tiempo_activo_mediano_s",
    "minuto_mayor",
    "solicitudes_del_minuto_mayor",
    "solicitudes_por_segundo_del_minuto_mayor",
    "solicitudes_del_segundo_mayor",
    "bytes_de_la_hora_mayor",
    "bits_por_segundo_de_la_hora_mayor",
    "bits_por_segundo_del_minuto_mayor_estimados",
    "paises",
    "estados",
    "ciudades",
    "equipos",
    "disponibilidad_declarada",
    "veredicto_declarada",
    "disponibilidad_bitacora",
    "veredicto_bitacora",
    "disponibilidad_monitor",
    "veredicto_monitor",
    "crecimiento_desde",
    "crecimiento_solicitudes",
    "crecimiento_solicitudes_por_hora",
    "crecimiento_minuto_mayor",
    "horas_comunes_con_la_anterior",
    "crecimiento_solicitudes_en_horas_comunes",
    "minuto_con_mas_datos",
    "bytes_del_minuto_con_mas_datos",
    "bits_por_segundo_del_minuto_con_mas_datos",
    "actualizaciones_automaticas",
    "proporcion_de_cache",
    "solicitudes_en_horas_comunes",
    "paginas_vistas_en_horas_comunes",
    "visitas_en_horas_comunes",
    "bytes_en_horas_comunes",
  ],
};

type CompareWords = typeof es;

const en: CompareWords = {
  title: "Deliveries side by side, by the start of their periods",
  name: "delivery",
  who: ["delivery", "difusor", "call", "period", "start", "end", "hours", "hours told"],
  traffic: ["delivery", "hits", "human", "page views", "visits", "unique visitors", "data"],
  common: ["in the hours in common", "hits", "human", "page views", "visits", "data"],
  perHour: ["per hour told", "hits", "human", "page views", "visits"],
  times: ["delivery", "visit duration (mean)", "visit duration (median)", "active time (mean)", "active time (median)"],
  peaks: [
    "delivery",
    "peak minute",
    "hits",
    "a second",
    "peak second",
    "factor",
    "data in the peak hour",
    "minute with most data",
    "bandwidth",
  ],
  refreshes: ["delivery", "refreshes", "of the hits", "given by the cache"],
  places: ["delivery", "countries", "states", "devices"],
  availability: ["delivery", "source", "availability", "down", "unknown", "coverage", "verdict"],
  sources: { declared: "declared", log: "seen in the log", monitor: "monitored" },
  growthTitle: "Growth between elections of the same difusor (ratio of the second to the first)",
  growth: [
    "from",
    "to",
    "hours in common",
    "hits",
    "page views",
    "visits",
    "unique visitors",
    "peak minute",
    "bandwidth",
    "visit duration",
  ],
  growthText:
    "Hits, page views and visits, in the hours that both have in common; unique visitors, only where both tell of the same hours.",
  otherInstitutes: "Between elections of different institutes the ratio is also that of their electorates.",
  loadTitle: "Joint load of the difusores of one election",
  load: ["call", "delivery", "hits", "share", "joint peak minute", "a second"],
  during: (cause) => `in a declared incident: ${cause}`,
  all: "(all)",
  atLeast: (rate) => `at least ${rate}`,
  estimated: (rate) => `${rate} (estimated)`,
  commonHours: (count, places) =>
    count === 0
      ? "The logs have no hour in common, counted from the start of each period."
      : `Hours in common: the ${count} whole hours that all logs tell of (hour ${places} from the start of each period).`,
  noGrowth: "Without two elections of one difusor there is no growth to measure.",
  lengthsDiffer:
    "The logs do not tell of the same hours: figures of the hours in common and of the peak minute can be compared; totals and means per hour cannot, as a long period has more hours of little demand.",
  sizingTitle: "Estimated size for the next election",
  spread: ["of what was seen", "least", "median", "most", "cases"],
  spreadRows: [
    "hits a second in the peak minute",
    "growth of the peak minute",
    "peak second over the mean of the peak minute",
    "bandwidth of the minute with most data",
  ],
  estimateHead: ["estimate", "most seen", "growth", "margin", "next election"],
  estimate: {
    sustained: "hits a second, for a whole minute",
    burst: "hits a second, in the worst second",
    bandwidth: "bandwidth, for a whole minute",
    origin: (share) => `hits a second to the origin (cache: ${share}, the least seen)`,
    election: "hits a second of all difusores of one election",
    servers: (capacity) => `servers of ${capacity} hits a second, without a spare`,
  },
  method: ({ growth, leftOut, from, burst, isBurstKnown, isMeasured }) =>
    [
      growth === null
        ? "Method: the most seen, without any growth seen between elections of one difusor,"
        : `Method: the most seen, by the greatest growth of the peak minute seen between elections (${growth}, never under 1),`,
      {
        none: "without a margin (--margin adds one).",
        given: "by the margin given with --margin.",
        assumed: "by an assumed margin, not derived from data (--margin changes it).",
      }[from],
      ...(leftOut === 0 ? [] : ["Growth from a minute of under 60 hits does not count: so few are chance."]),
      ...(isBurstKnown ? [] : ["The worst second is unknown: the analyses do not record it."]),
      ...(burst === null
        ? []
        : [`Where an analysis does not record its peak second: its peak minute by ${burst}, the greatest ratio seen.`]),
      ...(isMeasured === null
        ? []
        : [
            isMeasured
              ? "Bandwidth is of the answered bytes of the minute with most data, without headers or encryption."
              : "Bandwidth was estimated by the mean size of an answer in the hour of the peak minute.",
          ]),
    ].join(" "),
  unknown: "unknown",
  noDifusor: "(no name)",
  csv: [
    "delivery",
    "difusor",
    "call",
    "period",
    "start",
    "end",
    "hours",
    "hours_covered",
    "hits",
    "human_hits",
    "page_views",
    "visits",
    "unique_visitors",
    "bytes",
    "hits_per_hour",
    "human_hits_per_hour",
    "page_views_per_hour",
    "visits_per_hour",
    "visit_duration_mean_s",
    "visit_duration_median_s",
    "active_time_mean_s",
    "active_time_median_s",
    "peak_minute",
    "peak_minute_hits",
    "peak_minute_hits_per_second",
    "peak_second_hits",
    "peak_hour_bytes",
    "peak_hour_bits_per_second",
    "peak_minute_bits_per_second_estimated",
    "countries",
    "states",
    "cities",
    "devices",
    "availability_declared",
    "verdict_declared",
    "availability_log",
    "verdict_log",
    "availability_monitor",
    "verdict_monitor",
    "growth_from",
    "growth_hits",
    "growth_hits_per_hour",
    "growth_peak_minute",
    "hours_in_common_with_the_one_before",
    "growth_hits_in_common_hours",
    "minute_with_most_bytes",
    "bytes_of_the_minute_with_most_bytes",
    "bits_per_second_of_the_minute_with_most_bytes",
    "refreshes",
    "cache_share",
    "hits_in_common_hours",
    "page_views_in_common_hours",
    "visits_in_common_hours",
    "bytes_in_common_hours",
  ],
};

export const compareWords: Record<"es" | "en", CompareWords> = { es, en };
