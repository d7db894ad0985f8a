// What a visitor can be told went wrong: one table of codes, statuses and words, for pages and for the API (RFC 9457).
import type { Language } from "../../analysis/index.ts";
import type { UserError } from "../../ingest/index.ts";
import { errorMessage } from "../../report/index.ts";
import { refusalIn } from "../locale/refusals.ts";

const table = {
  "not-found": { status: 404, title: "No se encontró", detail: "La dirección no existe, o no corresponde a esta cuenta." },
  "not-allowed": {
    status: 403,
    title: "No corresponde a esta cuenta",
    detail: "Esta página es para otras funciones. Se puede volver al inicio.",
  },
  "sign-in": {
    status: 401,
    title: "Hace falta entrar",
    detail: "Se requiere una sesión, o un token vigente con el permiso que corresponde.",
  },
  "form-expired": {
    status: 403,
    title: "La página caducó",
    detail:
      "El formulario se abrió en otra sesión o hace mucho tiempo. Nada se guardó: se puede volver, copiar lo escrito, recargar la página y enviarlo de nuevo.",
  },
  "link-expired": {
    status: 410,
    title: "La invitación ya no sirve",
    detail: "El enlace ya se usó, venció o fue retirado. Quien lo envió puede hacer otro.",
  },
  "too-many": { status: 429, title: "Demasiados intentos", detail: "Por seguridad hay que esperar 15 minutos antes de intentar de nuevo." },
  invalid: { status: 422, title: "Falta o no se entiende un dato", detail: "" },
  "too-large": { status: 413, title: "Demasiado grande", detail: "Lo enviado supera el límite de esta página." },
  conflict: { status: 409, title: "Alguien más lo cambió", detail: "" },
  closed: { status: 409, title: "La memoria ya no se puede cambiar", detail: "Fue aceptada por el instituto." },
  "not-intact": { status: 409, title: "Ya no es lo que se entregó", detail: "" },
  busy: {
    status: 503,
    title: "El servidor está ocupado",
    detail: "Hay demasiado trabajo en espera. Nada se perdió: se puede intentar en unos minutos.",
  },
  "disk-full": {
    status: 507,
    title: "No hay espacio en el disco del servidor",
    detail: "Nada de lo que ya estaba guardado se perdió. Quien administra el servidor debe liberar espacio.",
  },
} as const;

export type ProblemCode = keyof typeof table;

/** What programs are told that ask for English: titles, and the details that no route says in words of its own. */
const english: Readonly<Record<ProblemCode, { title: string; detail: string }>> = {
  "not-found": { title: "Not found", detail: "The address does not exist, or is not within reach of this account." },
  "not-allowed": { title: "Not for this account", detail: "This address is for other roles, or the token lacks the scope." },
  "sign-in": { title: "Sign in first", detail: "A session is required, or a valid token with the scope that this needs." },
  "form-expired": { title: "The page has expired", detail: "The request came without the token of its page. Nothing was saved." },
  "link-expired": {
    title: "The invitation is no longer valid",
    detail: "The link was used, has expired or was withdrawn. Whoever sent it can make another.",
  },
  "too-many": { title: "Too many attempts", detail: "For safety, wait 15 minutes before you try again." },
  invalid: { title: "A value is missing or not understood", detail: "" },
  "too-large": { title: "Too large", detail: "What was sent is beyond the limit of this address." },
  conflict: { title: "Somebody else changed it", detail: "" },
  closed: { title: "The memoria can no longer be changed", detail: "The institute accepted it." },
  "not-intact": { title: "No longer what was handed in", detail: "" },
  busy: { title: "The server is busy", detail: "Too much work is waiting. Nothing was lost: try again in some minutes." },
  "disk-full": {
    title: "No room on the server's disk",
    detail: "Nothing that was saved is lost. Whoever runs the server has to free some room.",
  },
};

/** What is told: Spanish whose English stands in web/locale/refusals.ts, or an error that has words in both languages. */
export type Saying = string | UserError;

export function sayingIn(saying: Saying, language: Language): string {
  return typeof saying === "string" ? refusalIn(saying, language) : errorMessage(saying, language);
}

/** Thrown by any route; `detail`, plain text, stands in for the table's: one saying, or several in a row. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly #said: readonly Saying[] | null;

  constructor(code: ProblemCode, detail?: Saying | readonly Saying[]) {
    const said = detail === undefined ? null : [detail].flat();
    super(said === null ? table[code].detail : told(said, "es"));
    this.#said = said;
    this.code = code;
    this.status = table[code].status;
    this.title = table[code].title;
    this.detail = this.message;
  }
  told(language: Language): { title: string; detail: string } {
    if (language === "es") return { title: this.title, detail: this.detail };
    return {
      title: english[this.code].title,
      detail: this.#said === null ? english[this.code].detail : told(this.#said, language),
    };
  }
}

function told(said: readonly Saying[], language: Language): string {
  return said.map((each) => sayingIn(each, language)).join(" ");
}
