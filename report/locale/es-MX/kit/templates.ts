// Words of the templates that a difusor fills in before and during election night.

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
    allowed: "Fecha y hora local: aaaa-mm-dd hh:mm o dd/mm/aaaa hh:mm (también con segundos)",
    widthCharacters: 18,
  },
  fin: { required: false, allowed: "Igual que inicio; se escribe fin o duracion", widthCharacters: 18 },
  duracion: { required: false, allowed: "hh:mm o hh:mm:ss; si hay fin, se deja vacía", widthCharacters: 12 },
  tipo: { required: true, allowed: "", widthCharacters: 15 },
  descripcion: { required: true, allowed: "Qué se vio", widthCharacters: 50 },
  causa_raiz: { required: false, allowed: "La causa, si se conoce; si no, se deja vacía", widthCharacters: 30 },
  impacto: { required: false, allowed: "Cómo afectó a la difusión de los resultados", widthCharacters: 30 },
  medidas: { required: false, allowed: "Qué se hizo para resolver o mitigar", widthCharacters: 30 },
  efecto: { required: true, allowed: "", widthCharacters: 14 },
  peso: {
    required: false,
    allowed: "Parte del servicio que se perdió, de 0 a 1 (0.5 es la mitad); vacía si no se sabe",
    widthCharacters: 8,
  },
  componente: { required: false, allowed: "Servidor, enlace o servicio afectado", widthCharacters: 20 },
  fuente: { required: false, allowed: "Quién o qué lo detectó", widthCharacters: 20 },
} as const satisfies Readonly<Record<string, ColumnWords>>;

/** The row that is to be deleted. */
export const incidentExample = {
  duracion: "",
  tipo: "otro",
  descripcion: "EJEMPLO: HAY QUE BORRAR ESTE RENGLÓN. La página tardó en mostrar el corte de las 21:10.",
  causa_raiz: "Ejemplo: la causa, si se conoce",
  impacto: "Ejemplo: cómo afectó a la difusión",
  medidas: "Ejemplo: qué se hizo",
  efecto: "ninguno",
  peso: "",
  componente: "Ejemplo: servidor 1",
  fuente: "Ejemplo: monitor",
} as const;

export const yes = "sí";
export const no = "no";
export const sheetName = "Incidencias";
export const guideName = "Valores permitidos";
export const guideHeadings = ["Columna", "Obligatoria", "Qué se escribe"] as const;
export const monitorExample = "EJEMPLO: HAY QUE BORRAR ESTE RENGLÓN";
