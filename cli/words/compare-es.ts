// The words of memoria compare in Spanish.

interface SizingMethod {
  growth: string | null;
  leftOut: number;
  from: "given" | "assumed" | "none";
  burst: string | null;
  isBurstKnown: boolean;
  isMeasured: boolean | null;
}

export const es = {
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
  otherPeriods:
    "Los periodos son de distinta clase y no empiezan en el mismo momento de la publicación: sus horas no se comparan una a una.",
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
