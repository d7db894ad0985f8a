// What is wrong with a store, what of it is safe and what to do: a few plain sentences for each kind of trouble, in both languages.
import { printable } from "../../analysis/index.ts";
import type { StoreTrouble } from "../../ingest/index.ts";
import type { Language } from "./errors.ts";

type Code = StoreTrouble["code"];
type Outcome = StoreTrouble["outcome"];

interface TroubleWords {
  /** `place`: the file; `logs`: the names of the logs in it, or empty. */
  what: Record<Code, (place: string, logs: string) => string>;
  /** What is safe and what to do, when nothing was done. */
  advice: Record<Code, string>;
  outcome: Record<Exclude<Outcome, "found">, string>;
  logs: (names: string, more: number) => string;
}

const restoreEs = "Conviene restaurar el último respaldo con memoria restore";
const repairEs = "memoria doctor --repair";

const es: TroubleWords = {
  what: {
    "catalog-damaged": (place) => `El catálogo ${place} está dañado.`,
    "catalog-rows": (place) => `Los registros de la entrega en ${place} no son los que se escribieron.`,
    "database-damaged": (place) => `La base de datos ${place} está dañada.`,
    "raw-missing": (place, logs) => `Falta el original ${place}${logs}.`,
    "raw-damaged": (place, logs) => `El original ${place}${logs} no coincide con su huella SHA-256.`,
    "batch-missing": (place, logs) => `Faltan las líneas leídas ${place}${logs}.`,
    "batch-damaged": (place, logs) => `Las líneas leídas ${place}${logs} no son las que se escribieron.`,
    "batch-miscounted": (place, logs) => `Las líneas leídas ${place}${logs} no coinciden con el balance.`,
    "batch-unrecorded": (place) => `De ${place} no hay huella registrada: lo escribió una versión anterior.`,
    unsealed: () => "Los registros de la entrega no tienen sello: los escribió una versión anterior.",
    "rollups-damaged": (place) => `El resultado guardado ${place} no es el que se escribió.`,
    "key-missing": (place) => `Falta la llave de seudónimos ${place}.`,
    "key-damaged": (place) => `La llave de seudónimos ${place} no es la que se creó.`,
    "key-exposed": (place) => `Otras cuentas del equipo pueden leer la llave de seudónimos ${place}.`,
    "unknown-file": (place) => `El catálogo no conoce ${place}.`,
    leftover: (place) => `${place} quedó de un trabajo interrumpido.`,
  },
  advice: {
    "catalog-damaged": `Ninguna cifra se toma de lo dañado; los originales que no se mencionan abajo están completos. ${restoreEs}, o cargar de nuevo los originales en otro almacén.`,
    "catalog-rows": `Ninguna cifra se toma de esta entrega; las demás entregas no cambian. ${restoreEs}, o cargar de nuevo los originales en otro almacén.`,
    "database-damaged": `Las bitácoras y sus cifras no dependen de ella. ${restoreEs}.`,
    "raw-missing":
      "Las cifras no cambian: salen de las líneas ya leídas; falta la evidencia. Conviene restaurar un respaldo que la tenga, o retirar el archivo con memoria undo y entregarlo de nuevo.",
    "raw-damaged":
      "Las cifras no cambian: salen de las líneas ya leídas; la evidencia no sirve. Conviene restaurar un respaldo que la tenga, o retirar el archivo con memoria undo y entregarlo de nuevo.",
    "batch-missing": `Ninguna cifra se toma de lo dañado. Se rehacen a partir de los originales con ${repairEs}.`,
    "batch-damaged": `Ninguna cifra se toma de lo dañado. Se rehacen a partir de los originales con ${repairEs}.`,
    "batch-miscounted": `Se rehacen a partir de los originales con ${repairEs}.`,
    "batch-unrecorded": `Se leen y coinciden con el balance. Para tener huella, ${repairEs} las rehace a partir de los originales.`,
    unsealed: `Con ${repairEs} se sellan como están.`,
    "rollups-damaged": `Nada se pierde: se calcula de nuevo cuando haga falta. Se quita con ${repairEs}.`,
    "key-missing": `Las cifras no cambian. El siguiente análisis crea otra llave y los seudónimos son otros. ${restoreEs} si deben ser los mismos; si se destruyó a propósito, ${repairEs} lo anota.`,
    "key-damaged": `Las cifras no cambian; mientras tanto no se escribe ningún seudónimo. ${restoreEs}, o borrar la llave para que se cree otra.`,
    "key-exposed": `Se cierra con ${repairEs}.`,
    "unknown-file": `Ninguna cifra lo cuenta. Lo que quedó de una carga interrumpida se quita con ${repairEs}; lo demás conviene revisarlo y moverlo.`,
    leftover: `Nada lo necesita. Se quita con ${repairEs}.`,
  },
  outcome: {
    repaired: "Se reparó.",
    busy: "No se reparó, porque otro proceso escribe en la entrega. Conviene esperar y repetir la orden.",
    raw: "No se puede rehacer: tampoco está completo el original. Conviene restaurar un respaldo, o retirar los archivos con memoria undo y entregarlos de nuevo.",
    reading:
      "No se rehízo: esta versión lee el original de otra manera que la que lo cargó. Conviene usar memoria reparse con cada archivo.",
  },
  logs: (names, more) => ` (${names}${more > 0 ? ` y ${more} más` : ""})`,
};

const restoreEn = "Restore the last backup with memoria restore";
const repairEn = "memoria doctor --repair";

const en: TroubleWords = {
  what: {
    "catalog-damaged": (place) => `The catalog ${place} is damaged.`,
    "catalog-rows": (place) => `The records of the delivery in ${place} are not those that were written.`,
    "database-damaged": (place) => `The database ${place} is damaged.`,
    "raw-missing": (place, logs) => `The original ${place}${logs} is missing.`,
    "raw-damaged": (place, logs) => `The original ${place}${logs} does not fit its SHA-256.`,
    "batch-missing": (place, logs) => `The parsed lines ${place}${logs} are missing.`,
    "batch-damaged": (place, logs) => `The parsed lines ${place}${logs} are not those that were written.`,
    "batch-miscounted": (place, logs) => `The parsed lines ${place}${logs} do not fit the ledger.`,
    "batch-unrecorded": (place) => `The checksum of ${place} is not recorded: an earlier version wrote it.`,
    unsealed: () => "The records of the delivery are not sealed: an earlier version wrote them.",
    "rollups-damaged": (place) => `The kept result ${place} is not the one that was written.`,
    "key-missing": (place) => `The key of pseudonyms ${place} is missing.`,
    "key-damaged": (place) => `The key of pseudonyms ${place} is not the one that was made.`,
    "key-exposed": (place) => `Other accounts of this machine can read the key of pseudonyms ${place}.`,
    "unknown-file": (place) => `The catalog does not know ${place}.`,
    leftover: (place) => `${place} is left of work that was cut off.`,
  },
  advice: {
    "catalog-damaged": `No figure is taken from what is damaged; originals that are not named below are whole. ${restoreEn}, or ingest the originals into another store.`,
    "catalog-rows": `No figure is taken from this delivery; other deliveries stay as they are. ${restoreEn}, or ingest the originals into another store.`,
    "database-damaged": `Logs and their figures do not depend on it. ${restoreEn}.`,
    "raw-missing":
      "Figures stay as they are, as they come from the parsed lines; the evidence is missing. Restore a backup that has it, or take the file back with memoria undo and ingest it again.",
    "raw-damaged":
      "Figures stay as they are, as they come from the parsed lines; the evidence proves nothing. Restore a backup that has it, or take the file back with memoria undo and ingest it again.",
    "batch-missing": `No figure is taken from what is damaged. ${repairEn} makes them again from the originals.`,
    "batch-damaged": `No figure is taken from what is damaged. ${repairEn} makes them again from the originals.`,
    "batch-miscounted": `${repairEn} makes them again from the originals.`,
    "batch-unrecorded": `They can be read and fit the ledger. To have a checksum, ${repairEn} makes them again from the originals.`,
    unsealed: `${repairEn} seals them as they are.`,
    "rollups-damaged": `Nothing is lost: it is worked out again when it is needed. ${repairEn} removes it.`,
    "key-missing": `Figures stay as they are. The next analysis makes another key, and pseudonyms are others. ${restoreEn} if they must be the same; if it was destroyed on purpose, ${repairEn} takes note.`,
    "key-damaged": `Figures stay as they are; until then no pseudonym is written. ${restoreEn}, or remove the key so that another is made.`,
    "key-exposed": `${repairEn} closes it.`,
    "unknown-file": `No figure counts it. What a cut off ingest left is removed by ${repairEn}; look at anything else and move it.`,
    leftover: `Nothing needs it. ${repairEn} removes it.`,
  },
  outcome: {
    repaired: "Repaired.",
    busy: "Not repaired, as another process writes the delivery. Wait and try again.",
    raw: "It cannot be made again: the original is not whole either. Restore a backup, or take the files back with memoria undo and ingest them again.",
    reading:
      "It was not made again: this version reads the original otherwise than the one that ingested it. Use memoria reparse with each file.",
  },
  logs: (names, more) => ` (${names}${more > 0 ? ` and ${more} more` : ""})`,
};

const words: Record<Language, TroubleWords> = { es, en };

/** What is damaged, what is safe and what to do, or what was done; safe to show. */
export function storeTroubleText({ code, delivery, place, names, files, outcome }: StoreTrouble, lang: Language): string {
  const w = words[lang];
  const logs = names.length === 0 ? "" : w.logs(names.map(printable).join(", "), files - names.length);
  const what = w.what[code](printable(place), logs);
  const of = delivery === null || place.includes(`delivery=${delivery}/`) ? "" : `${printable(delivery)}: `;
  return `${of}${what} ${outcome === "found" ? w.advice[code] : w.outcome[outcome]}`;
}
