// Words of the comparison of elections and of the report of one election.

export const unknown = "no disponible";

export const comparison = {
  title: "Comparación de elecciones",
  subtitle: "Tráfico, disponibilidad y tamaño estimado de la siguiente",
  name: "Elección y difusor",
  captions: {
    traffic: "Tráfico de cada elección",
    perHour: "Por hora cubierta por las bitácoras",
    peaks: "Demanda máxima",
    stay: "Tiempo de permanencia y tiempo activo",
    places: "Lugares y equipos (proporción de visitantes únicos)",
    availability: "Disponibilidad en el periodo",
    incidents: "Incidencias declaradas, por causa",
    growth: "Crecimiento entre elecciones del mismo difusor (veces)",
    observed: "Lo observado",
    sizing: "Tamaño estimado para la siguiente elección",
  },
  columns: {
    traffic: ["Periodo", "Horas", "Solicitudes", "De personas", "Páginas vistas", "Visitas", "Visitantes únicos (estimados)", "Datos"],
    perHour: ["Solicitudes", "De personas", "Páginas vistas", "Visitas"],
    peaks: ["Minuto de mayor demanda", "Solicitudes", "Por segundo", "Segundo mayor", "Ancho de banda (estimado)"],
    stay: ["Permanencia, media", "Permanencia, mediana", "Tiempo activo, media", "Tiempo activo, mediana"],
    places: ["Países", "Estados", "Equipos"],
    availability: ["Fuente", "Disponibilidad", "Sin servicio", "Sin registro", "Cobertura", "Veredicto"],
    incidents: ["Causa", "Incidencias", "Duración"],
    growth: ["A", "Solicitudes", "Visitas", "Solicitudes por hora", "Visitas por hora", "Minuto mayor", "Permanencia"],
    observed: ["Medida", "Mínimo", "Mediana", "Máximo", "Casos"],
    sizing: ["Medida", "Estimación"],
  },
  observedRows: [
    "Solicitudes por segundo en el minuto mayor",
    "Crecimiento del minuto mayor (veces)",
    "Segundo mayor entre el promedio de su minuto (veces)",
    "Ancho de banda del minuto mayor",
  ],
  sizingRows: ["Solicitudes por segundo, sostenidas un minuto", "Solicitudes por segundo, en el peor segundo", "Ancho de banda"],
  verdict: "Veredicto",
  noGrowth: "Sin dos elecciones del mismo difusor no hay crecimiento que medir.",
  lengthsDiffer: "Los periodos duran distinto: solo son comparables las cifras por hora y las del minuto de mayor demanda.",
  noIncidents: "Ninguna declarada",
  method(growth: string | null, margin: string, from: "given" | "assumed" | "none", burst: string | null): string {
    const grown =
      growth === null
        ? "sin crecimiento observado entre elecciones del mismo difusor"
        : `por el mayor crecimiento observado entre elecciones (${growth}, y nunca menos de 1)`;
    const extra = {
      none: "sin margen añadido",
      given: `por un margen de ${margin}, indicado por quien compara`,
      assumed: `por un margen de ${margin}, supuesto: no sale de los datos`,
    }[from];
    const second =
      burst === null
        ? "El peor segundo no se conoce."
        : `El peor segundo: por ${burst}, la mayor razón observada entre un segundo y el promedio de su minuto.`;
    return `Método: el mayor minuto observado, en solicitudes por segundo, ${grown}, ${extra}. ${second} El ancho de banda usa el tamaño medio de las respuestas en la hora de ese minuto.`;
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
    availability: ["Difusor", "Periodo", "Fuente", "Veredicto", "Disponibilidad", "Sin servicio", "Cobertura"],
    incidents: ["Causa", "Incidencias", "Difusores", "Duración"],
    traffic: [
      "Difusor",
      "Solicitudes",
      "Páginas vistas",
      "Visitas",
      "Visitantes únicos (estimados)",
      "Minuto de mayor demanda",
      "Solicitudes en él",
    ],
    clauses: ["Requisito", "Cláusula", "Cumple", "Incumple", "No verificable", "Indicio"],
    byDifusor: ["Difusor", "Cumple", "Incumple", "No verificable", "Indicio"],
    sources: ["Difusor", "SHA-256 de manifest.json"],
  },
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
