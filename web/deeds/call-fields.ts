// The single values of a call's profile as a form asks for them: where each stands, its words, and how it is read.

export type CallFieldKind =
  | "text"
  | "long"
  | "day"
  | "time"
  | "seconds"
  | "percent"
  | "yes-no"
  | "zone"
  | "lines"
  | "choice"
  | "means"
  | "measures";

export interface CallField {
  /** Where it stands in the profile: `window.start`. Its clause and note have the same name with `.clause`, `.note` behind it. */
  path: string;
  label: string;
  kind: CallFieldKind;
  hint?: string;
  /** A profile without it is of no use. */
  isKnown?: boolean;
  options?: readonly { value: string; title: string }[];
}

/** Times are local to the zone of the call. */
export const callGroups: readonly { title: string; fields: readonly CallField[] }[] = [
  {
    title: "Documento y elección",
    fields: [
      { path: "document", label: "Documento", kind: "text", isKnown: true, hint: "El nombre con que se cita en la memoria técnica." },
      { path: "institute.name", label: "Instituto", kind: "text", isKnown: true },
      {
        path: "institute.shortName",
        label: "Siglas del instituto",
        kind: "text",
        isKnown: true,
        hint: "IEM, IEEM, IEPC: las mismas de su organización.",
      },
      { path: "elections", label: "Elecciones", kind: "lines", isKnown: true, hint: "Una por renglón." },
      { path: "electionDate", label: "Día de la jornada electoral", kind: "day", isKnown: true },
      {
        path: "timeZone",
        label: "Zona horaria",
        kind: "zone",
        isKnown: true,
        hint: "Zona IANA en la que se leen todas las horas, p. ej. America/Mexico_City.",
      },
    ],
  },
  {
    title: "Operación del PREP",
    fields: [
      { path: "operation.start", label: "Inicio de la operación", kind: "time" },
      { path: "operation.end", label: "Fin de la operación", kind: "time" },
    ],
  },
  {
    title: "Periodo de publicación",
    fields: [
      { path: "window.start", label: "Inicio de la publicación", kind: "time" },
      { path: "window.earliestStart", label: "Inicio más temprano", kind: "time", hint: "Donde el inicio mismo no se fija." },
      { path: "window.end", label: "Fin de la publicación", kind: "time" },
      {
        path: "window.endKind",
        label: "El fin es",
        kind: "choice",
        isKnown: true,
        options: [
          { value: "minimum", title: "al menos hasta esa hora" },
          { value: "latest", title: "a más tardar hasta esa hora" },
        ],
      },
      { path: "window.minimumDuration", label: "Duración mínima, como la dice el documento", kind: "text" },
      { path: "window.earlyPublicationForbidden", label: "Se prohíbe publicar antes del inicio", kind: "yes-no" },
    ],
  },
  {
    title: "Cortes",
    fields: [
      { path: "lastCut.required", label: "El último corte sigue publicado", kind: "yes-no" },
      { path: "lastCut.start", label: "Último corte, desde", kind: "time" },
      { path: "lastCut.end", label: "Último corte, hasta", kind: "time" },
      { path: "cutEverySeconds", label: "Un corte nuevo cada", kind: "seconds", hint: "En segundos: 1200 son 20 minutos." },
      { path: "greatestDelaySeconds", label: "Retraso máximo de un corte", kind: "seconds", hint: "En segundos." },
    ],
  },
  {
    title: "Disponibilidad y registro",
    fields: [
      { path: "availability.target", label: "Disponibilidad pedida", kind: "percent", hint: "En por ciento: 99.9." },
      { path: "availability.basis", label: "Se mide", kind: "choice", options: [{ value: "monthly", title: "por mes" }] },
      { path: "recordedMeasures", label: "Medidas que el difusor debe registrar", kind: "measures", hint: "Una por renglón." },
      { path: "insidePortal", label: "La página puede estar dentro del portal", kind: "yes-no" },
    ],
  },
  {
    title: "Etapa «Jornada Electoral y difusión de resultados»",
    fields: [
      { path: "stage.title", label: "Nombre de la etapa", kind: "text" },
      { path: "stage.firstDay", label: "Primer día de la etapa", kind: "day" },
      { path: "stage.lastDay", label: "Último día de la etapa", kind: "day" },
    ],
  },
  {
    title: "Memoria técnica y bitácoras",
    fields: [
      { path: "memoria.required", label: "Se pide una memoria técnica", kind: "yes-no", isKnown: true },
      { path: "memoria.dueDate", label: "Último día para entregarla", kind: "day" },
      { path: "memoria.means", label: "Medio de entrega", kind: "means" },
      { path: "memoria.purpose", label: "Finalidad", kind: "long" },
      { path: "logs.firstDay", label: "Bitácoras: primer día", kind: "day" },
      { path: "logs.lastDay", label: "Bitácoras: último día", kind: "day" },
    ],
  },
];

export const callFields: readonly CallField[] = callGroups.flatMap(({ fields }) => fields);

/** Two halves of one value of the profile share its clause. */
export function citedPath(path: string): string {
  return path.startsWith("institute.") ? "institute" : path;
}

/** The parts that a memoria may have, in the usual order. */
export const memoriaSections = [
  { id: "incidencias", title: "Reporte de incidencias" },
  { id: "estadisticas", title: "Estadísticas de visitas" },
  { id: "analisis", title: "Análisis y conclusiones" },
  { id: "bitacoras", title: "Bitácoras de acceso" },
  { id: "comparacion", title: "Comparación con el promedio del portal" },
  { id: "comentarios", title: "Comentarios y sugerencias" },
] as const;

export const dutyUnits = [
  { value: "", title: "sin cantidad" },
  { value: "bit/s", title: "bit/s" },
  { value: "byte/s", title: "byte/s" },
  { value: "byte", title: "bytes" },
  { value: "second", title: "segundos" },
  { value: "version", title: "versión" },
] as const;

/** Rows that a form has beyond those that are filled in. */
export const spareRows = { announcedTests: 2, duties: 3 } as const;
export const mostRows = 60;
