// What the audit log's actions are called on a page: what was done, in words.

/** By the code in the log, in the groups in which they are filtered. */
export const auditGroups: readonly { title: string; actions: Readonly<Record<string, string>> }[] = [
  {
    title: "Entrada y cuentas",
    actions: {
      "session.opened": "Entró",
      "session.refused": "Intento de entrada rechazado",
      "session.closed": "Salió",
      "session.revoked": "Cerró otra de sus sesiones",
      "password.changed": "Cambió su contraseña",
      "password.link-made": "Hizo un enlace para contraseña nueva",
      "password.renewed": "Eligió contraseña nueva con un enlace",
      "token.made": "Creó un token",
      "token.revoked": "Retiró un token",
      "person.joined": "Abrió su cuenta con una invitación",
      "person.disabled": "Cerró una cuenta",
      "person.enabled": "Abrió de nuevo una cuenta",
      "invitation.made": "Hizo una invitación",
      "difusor.invited": "Invitó a un difusor",
      "invitation.withdrawn": "Retiró una invitación",
    },
  },
  {
    title: "Organizaciones",
    actions: {
      "organisation.made": "Dio de alta una organización",
      "organisation.changed": "Cambió los datos de una organización",
      "organisation.retired": "Dio de baja una organización",
      "organisation.resumed": "Reactivó una organización",
      "delivery.institute-known": "Asignó una memoria técnica a su instituto",
    },
  },
  {
    title: "Convocatorias",
    actions: {
      "call.made": "Registró una convocatoria",
      "call.amended": "Registró una modificación de una convocatoria",
      "call.changed": "Cambió una versión de una convocatoria",
      "call.removed": "Quitó una versión de una convocatoria",
    },
  },
  {
    title: "Memorias técnicas",
    actions: {
      "delivery.begun": "Empezó una memoria técnica",
      "delivery.made": "Empezó una memoria técnica",
      "delivery.hand-in-asked": "Pidió entregar una memoria técnica",
      "delivery.handed-in": "Entregó una memoria técnica",
      "delivery.reopened": "Empezó una versión nueva",
      "delivery.accepted": "Aceptó una memoria técnica",
      "delivery.returned": "Devolvió una memoria técnica",
      "settings.changed": "Cambió el periodo u otros datos",
      "upload.begun": "Empezó a subir una bitácora",
      "upload.received": "Subió una bitácora",
      "upload.withdrawn": "Retiró una bitácora",
      "upload.retried": "Pidió leer de nuevo una carga rechazada",
      "upload.reread": "Pidió leer de nuevo una bitácora",
      "file.taken-back": "Retiró de las cifras un archivo de bitácora",
      "file.read-again": "Pidió leer de nuevo un archivo de bitácora",
      "incidents.added": "Agregó incidencias",
      "incidents.declared-complete": "Declaró que la lista de incidencias está completa",
      "incidents.declaration-withdrawn": "Retiró la declaración de que la lista de incidencias está completa",
      "incident.changed": "Cambió una incidencia",
      "incident.removed": "Quitó una incidencia",
      "incident.reclassified": "Reclasificó una incidencia",
      "attachment.added": "Agregó una tabla (exclusiones, monitor o promedios)",
      "attachment.removed": "Quitó una tabla",
      "text.begun": "Empezó un texto",
      "text.saved": "Guardó un texto",
      "version.verified": "Comprobó los archivos de una versión",
      "originals.downloaded": "Descargó una versión con sus bitácoras originales",
      "originals.differed": "Una bitácora original ya no es la que se entregó",
      "election-report.asked": "Pidió el informe de la elección",
      "memorias.downloaded": "Descargó todas las memorias técnicas",
      "observation.made": "Hizo una observación",
      "observation.answered": "Contestó una observación",
      "observation.closed": "Cerró una observación",
    },
  },
  {
    title: "Almacén",
    actions: {
      "deletion.asked": "Pidió borrar una memoria técnica",
      "delivery.deleted": "Se borró una memoria técnica",
      "backup.asked": "Pidió un respaldo",
      "backup.downloaded": "Descargó un respaldo",
      "backup.removed": "Borró un respaldo",
      "backup.received": "Envió un respaldo al servidor",
      "check.asked": "Pidió revisar el almacén",
      "restore.asked": "Pidió desempacar un respaldo",
      "restore.discarded": "Descartó un respaldo desempacado",
      "store.exchange-asked": "Pidió poner otro almacén en lugar de este",
      "store.restored": "Puso este almacén, de un respaldo, en lugar de otro",
      "store.put-back": "Puso de nuevo este almacén, que estaba apartado",
      "store.removed": "Borró un almacén apartado",
    },
  },
];

const words = new Map(auditGroups.flatMap(({ actions }) => Object.entries(actions)));

/** In words; an action that this program does not know any more keeps its code. */
export function actionText(action: string): string {
  return words.get(action) ?? action;
}

export function isKnownAction(action: string): boolean {
  return words.has(action);
}

const detailNames: Readonly<Record<string, string>> = {
  role: "función",
  scopes: "permisos",
  organisation: "organización",
  kind: "tipo",
  name: "nombre",
  before: "antes",
  after: "después",
  count: "cantidad",
  reason: "motivo",
  version: "versión",
  number: "versión",
  institute: "instituto",
  incident: "incidencia",
  attachment: "tabla",
  section: "apartado",
  upload: "bitácora",
  file: "archivo",
  source: "fuente",
  purpose: "de cuándo es",
  format: "formato",
  timeZone: "zona horaria",
  untilDamage: "solo lo que precede al daño",
  leaveOut: "archivos que se dejan fuera",
  observation: "observación",
  manifestSha256: "SHA-256 de manifest.json",
  sha256: "SHA-256",
  proven: "coincide con lo entregado",
  differing: "difieren",
  versions: "versiones",
  withRestricted: "con los anexos restringidos",
  isNew: "difusor nuevo",
  hasLink: "con enlace",
  job: "trabajo",
  call: "convocatoria",
  bytes: "bytes",
  isLate: "extemporánea",
  by: "quién",
  of: "almacén del",
  backup: "respaldo",
};

/** Values that are codes of the program, by the name that they stand under: a file may be called `log` too. */
const detailValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: { edge: "frente al público", origin: "origen" },
  purpose: { log: "del periodo de publicación", baseline: "de antes, para el promedio habitual" },
  kind: { exclusions: "exclusiones", monitor: "monitor", averages: "promedios" },
};

export function isKnownDetail(name: string): boolean {
  return detailNames[name] !== undefined;
}

/** `nombre: X; siglas: Y`. */
export function detailText(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .map(([name, value]) => `${detailNames[name] ?? name}: ${detailValues[name]?.[String(value)] ?? valueText(value)}`)
    .join("; ");
}

function valueText(value: unknown): string {
  if (value === null) return "—";
  if (typeof value === "boolean") return value ? "sí" : "no";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
