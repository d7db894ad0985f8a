// The incident records of each scenario, as the difusor's staff would write them, and their CSV.
import { handwrittenTime, isoTime, localSecond } from "./clock.ts";

/** One row of incidencias.csv, under its Spanish headings. */
export interface IncidentRow {
  inicio: string;
  fin: string;
  tipo: "interrupcion" | "falla-pagina" | "conectividad" | "ataque" | "otro";
  descripcion: string;
  causa_raiz: string;
  impacto: string;
  medidas: string;
  efecto: "caida" | "degradacion" | "ninguno";
  peso: string;
  componente: string;
  fuente: string;
}

const HEADINGS: readonly (keyof IncidentRow)[] = [
  ...(["inicio", "fin", "tipo", "descripcion", "causa_raiz", "impacto", "medidas"] as const),
  ...(["efecto", "peso", "componente", "fuente"] as const),
];

/** Staff write whole minutes, and not quite the ones that the log shows. */
const OUTAGE: IncidentRow = {
  inicio: isoTime(localSecond(8, 21, 18)),
  fin: isoTime(localSecond(8, 21, 42)),
  tipo: "interrupcion",
  descripcion: "El sitio respondió con error 503 a casi todas las consultas.",
  causa_raiz: "Se agotaron las conexiones del servidor de aplicaciones después del corte de las 21:10.",
  impacto: "Los resultados no pudieron consultarse; los lectores vieron una página de error.",
  medidas: "Se amplió el número de conexiones, se reinició el servicio y se activó una copia estática.",
  efecto: "caida",
  peso: "",
  componente: "servidor de aplicaciones",
  fuente: "bitácora de guardia",
};

const DEGRADATION: IncidentRow = {
  inicio: handwrittenTime(localSecond(9, 0, 12)),
  fin: handwrittenTime(localSecond(9, 0, 20)),
  tipo: "falla-pagina",
  descripcion: "Una de cada cinco consultas falló mientras se cambiaba un nodo.",
  causa_raiz: 'El nodo nuevo entró al balanceador antes de estar "listo".',
  impacto: "Algunas páginas tuvieron que recargarse.",
  medidas: "Se retiró el nodo y se corrigió la comprobación de salud.",
  efecto: "degradacion",
  peso: "0.3",
  componente: "balanceador",
  fuente: "bitácora de guardia",
};

const ATTACK: IncidentRow = {
  inicio: isoTime(localSecond(8, 21, 33)),
  fin: isoTime(localSecond(8, 21, 46)),
  tipo: "ataque",
  descripcion: "Avalancha de consultas a /ayuntamiento/irimbo desde unas cuarenta direcciones, con exploración de vulnerabilidades.",
  causa_raiz: "Ataque de denegación de servicio; origen desconocido.",
  impacto: "Respuestas 429 y 503 a una parte de los lectores durante doce minutos.",
  medidas: "Límite de consultas por dirección y bloqueo de las direcciones de origen.",
  efecto: "degradacion",
  peso: "0.2",
  componente: "servidor web",
  fuente: "proveedor de protección DDoS",
};

const HARMLESS: IncidentRow = {
  inicio: handwrittenTime(localSecond(8, 22, 41)),
  fin: handwrittenTime(localSecond(8, 22, 44)),
  tipo: "conectividad",
  descripcion: "Intermitencia en el enlace de respaldo; el principal no se vio afectado.",
  causa_raiz: "",
  impacto: "Ninguno para los lectores.",
  medidas: "Se dio aviso al proveedor.",
  efecto: "ninguno",
  peso: "",
  componente: "enlace de respaldo",
  fuente: "bitácora de guardia",
};

/** The records that the difusor wrote in that scenario, in order of time. */
export function incidentsOf(scenario: "normal" | "outage" | "attack"): readonly IncidentRow[] {
  if (scenario === "outage") return [OUTAGE, DEGRADATION];
  return scenario === "attack" ? [ATTACK, HARMLESS] : [HARMLESS];
}

function csvField(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The text of incidencias.csv. */
export function incidentsCsv(rows: readonly IncidentRow[]): string {
  const lines = rows.map((row) => HEADINGS.map((heading) => csvField(row[heading])).join(","));
  return `${[HEADINGS.join(","), ...lines].join("\n")}\n`;
}
