// Words of the templates that a difusor fills in before and during election night. The columns and their codes are those that the reader takes.

interface ColumnWords {
  required: boolean;
  /** What a cell takes; of `tipo` and `efecto` the values follow from the reader. */
  allowed: string;
  widthCharacters: number;
}

/** The columns in their order. */
export const incidentColumns = {
  inicio: {
    required: true,
    allowed: "Start: local date and time, yyyy-mm-dd hh:mm or dd/mm/yyyy hh:mm (also with seconds)",
    widthCharacters: 18,
  },
  fin: { required: false, allowed: "End: like inicio; either fin or duracion is written", widthCharacters: 18 },
  duracion: { required: false, allowed: "Duration: hh:mm or hh:mm:ss; left empty if there is an end", widthCharacters: 12 },
  tipo: { required: true, allowed: "", widthCharacters: 15 },
  descripcion: { required: true, allowed: "Description: what was seen", widthCharacters: 50 },
  causa_raiz: { required: false, allowed: "Root cause, if known; left empty if not", widthCharacters: 30 },
  impacto: { required: false, allowed: "How it affected the publication of the results", widthCharacters: 30 },
  medidas: { required: false, allowed: "Measures: what was done to resolve or mitigate it", widthCharacters: 30 },
  efecto: { required: true, allowed: "", widthCharacters: 14 },
  peso: {
    required: false,
    allowed: "Weight: part of the service that was lost, from 0 to 1 (0.5 is half); empty if not known",
    widthCharacters: 8,
  },
  componente: { required: false, allowed: "Server, link or service affected", widthCharacters: 20 },
  fuente: { required: false, allowed: "Who or what noticed it", widthCharacters: 20 },
} as const satisfies Readonly<Record<string, ColumnWords>>;

/** The row that is to be deleted. */
export const incidentExample = {
  duracion: "",
  tipo: "otro",
  descripcion: "EXAMPLE: DELETE THIS ROW. The page was slow to show the cut of 21:10.",
  causa_raiz: "Example: the cause, if known",
  impacto: "Example: how it affected the publication",
  medidas: "Example: what was done",
  efecto: "ninguno",
  peso: "",
  componente: "Example: server 1",
  fuente: "Example: monitor",
} as const;

export const yes = "yes";
export const no = "no";
export const sheetName = "Incidents";
export const guideName = "Allowed values";
export const guideHeadings = ["Column", "Required", "What is written"] as const;
export const monitorExample = "EXAMPLE: DELETE THIS ROW";
