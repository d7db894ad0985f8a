// What a visitor can be told went wrong: one table of codes, statuses and words, for pages and for the API (RFC 9457).

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
      "El formulario se abrió en otra sesión o hace mucho tiempo. Nada se guardó: se puede volver, recargar la página y enviarlo de nuevo.",
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

/** Thrown by any route; `detail` in Spanish, plain text, stands in for the table's. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;

  constructor(code: ProblemCode, detail?: string) {
    super(detail ?? table[code].detail);
    this.code = code;
    this.status = table[code].status;
    this.title = table[code].title;
    this.detail = this.message;
  }
}
