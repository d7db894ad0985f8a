// English of what is wrong in a file that a schema describes: as zod's Spanish has it, with and without what it begins with, and as our own checks say it.
import type { Details } from "../details.ts";

/** As in zod's Spanish locale; only what a schema of ours can run into. */
export const libraryDetails: Details = {
  "Entrada inválida": "it does not fit",
  "Entrada inválida: se esperaba {}": "expected {en}",
  "Opción inválida: se esperaba {}": "expected {en}",
  "Demasiado pequeño: se esperaba que {}": "expected {en}",
  "Demasiado grande: se esperaba que {}": "expected {en}",
  "{}, recibido {}": "{en}, found {en}",
  "una de {}": "one of {}",
  "texto tuviera {} caracteres": "a text of {} characters",
  "arreglo tuviera {} elementos": "a list of {} entries",
  "número fuera {}": "a number {}",
  "Cadena inválida: debe coincidir con el patrón {}": "a text that fits the pattern {}",
  "Inválido fecha ISO": "a date like 2024-12-08",
  "Inválido fecha y hora ISO": "a time like 2024-12-08T20:00:00-06:00",
  "Inválido URL": "a URL",
  "Llave desconocida: {}": "no key {}",
  "Llaves desconocidas: {}": "no keys {}",
  texto: "a text",
  número: "a number",
  int: "a whole number",
  booleano: "true or false",
  arreglo: "a list",
  objeto: "an object",
  registro: "an object",
  nulo: "null",
  indefinido: "nothing",
};

const ownDetails: Details = {
  "JSON válido ({})": "valid JSON ({})",
  "una versión distinta de las anteriores": "a version other than those before",
  "una versión anterior de este archivo": "an earlier version of this file",
  "zona horaria IANA, p. ej. America/Mexico_City": "an IANA time zone, for example America/Mexico_City",
  "{}; la clave «{}» no se conoce": '{en}; the key "{names}" is not known',
  "un perfil de convocatoria": "a profile of a convocatoria",
  "un nombre dentro de la carpeta": "a name inside the folder",
  "se esperaba un objeto JSON": "expected a JSON object",
  "se esperaba una zona horaria IANA": "expected an IANA time zone",
  "se esperaba un fin posterior al inicio": "expected an end after the start",
  "se esperaban 128 MB a lo más": "expected 128 MB at most",
  "se esperaba JSON": "expected JSON",
  "se esperaba una entrada por carpeta ({})": "expected one entry for each folder ({})",
  "se esperaba una lista": "expected a list",
};

export const schemaDetails: Details = { ...libraryDetails, ...ownDetails };
