// What a person reads, in Spanish, when an input or an instruction is wrong.
import { formatCount, printable } from "../../../analysis/index.ts";
import type { ErrorMessages } from "../errors.ts";

/** A line of a log can be long; the message shows where it begins. */
const SHOWN_CHARACTERS = 160;

function quoted(text: string): string {
  const shown = printable(text);
  return `"${shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown}"`;
}

function sentence(text: string): string {
  const shown = printable(text).trim();
  return /[.!?…]$/u.test(shown) ? shown : `${shown}.`;
}

export const spanishErrors: ErrorMessages = {
  usage: ({ given, expected }) =>
    `${printable(given)} ${expected === "" ? "no se esperaba" : `no es válido: se esperaba ${printable(expected)}`}. Con --help se muestran las opciones.`,
  "file-not-found": ({ file }) => `No existe el archivo ${quoted(file)}. Conviene revisar la ruta.`,
  "file-unreadable": ({ file, reason }) =>
    `No se puede leer ${quoted(file)}: ${sentence(reason)} Conviene revisar los permisos y que el disco esté disponible.`,
  "file-empty": ({ file }) =>
    `El archivo ${quoted(file)} está vacío (0 bytes); se esperaba una bitácora de acceso. Conviene volver a copiarlo del servidor.`,
  "file-is-directory-without-logs": ({ file }) =>
    `La carpeta ${quoted(file)} no contiene bitácoras de acceso. Conviene indicar la carpeta en que están o los archivos mismos.`,
  "file-binary": ({ file, looksLike }) =>
    `El archivo ${quoted(file)} no es texto: parece ${printable(looksLike)}. Se esperaba una bitácora de acceso, sola o comprimida en .gz.`,
  "file-changed": ({ file, scanned, parsed }) =>
    `El archivo ${quoted(file)} cambió mientras se leía: tenía ${formatCount(scanned)} líneas y después ${formatCount(parsed)}. ` +
    "Conviene cerrar la bitácora o copiarla, y repetir la operación.",
  "file-damaged": ({ file, offset, reason }) =>
    `El archivo ${quoted(file)} está dañado en el byte ${formatCount(offset)}: ${sentence(reason)} Conviene volver a copiarlo del servidor y comparar su tamaño.`,
  "format-unknown": ({ file, line, text, nearest, field, column, expected }) =>
    `No se reconoce el formato de ${quoted(file)}. El más cercano es ${printable(nearest)}; en la línea ${formatCount(line)}, columna ${formatCount(column)}, ` +
    `el campo ${printable(field)} debía ser ${printable(expected)}: ${quoted(text)}. Con --format se indica el formato del servidor.`,
  "format-name-unknown": ({ name, known }) => `No existe el formato ${quoted(name)}. Los formatos conocidos son: ${sentence(known)}`,
  "source-conflict": ({ file, first, source }) =>
    `El archivo ${quoted(file)} tiene el mismo contenido que ${quoted(first)}, ya cargado con la fuente ${quoted(source)}. Conviene retirarlo, o indicar la misma fuente con --source.`,
  "nothing-to-read": ({ detail }) => `No hay nada que leer: ${sentence(detail)} Se espera al menos una bitácora de acceso.`,
  "table-column-missing": ({ file, column, found }) =>
    `En ${quoted(file)} falta la columna ${quoted(column)}. Las columnas encontradas son: ${sentence(found)} El README enumera las columnas.`,
  "table-empty": ({ file }) => `La tabla ${quoted(file)} no tiene renglones de datos; se esperaba al menos uno debajo de los encabezados.`,
  "table-row": ({ file, row, column, value, expected }) =>
    `En ${quoted(file)}, renglón ${formatCount(row)}, columna ${quoted(column)}: se encontró ${quoted(value)} y se esperaba ${sentence(expected)}`,
  "convocatoria-unknown": ({ id, known }) => `No existe la convocatoria ${quoted(id)}. Las conocidas son: ${sentence(known)}`,
  "convocatoria-invalid": ({ file, place, expected }) =>
    `La convocatoria de ${quoted(file)} no es válida en ${printable(place)}: se esperaba ${sentence(expected)}`,
  "time-invalid": ({ option, value, expected }) =>
    `El valor ${quoted(value)} de ${printable(option)} no es una fecha y hora válida: se esperaba ${sentence(expected)}`,
  "time-zone-unknown": ({ value }) =>
    `No existe la zona horaria ${quoted(value)}. Se espera un nombre IANA, por ejemplo America/Mexico_City.`,
  "period-empty": ({ name, start, end }) =>
    `El periodo ${quoted(name)} está vacío: su inicio (${printable(start)}) debe ser anterior a su fin (${printable(end)}).`,
  "output-not-writable": ({ dir, reason }) =>
    `No se puede escribir en ${quoted(dir)}: ${sentence(reason)} Lo que había ahí no se modificó. Conviene indicar otra carpeta con --out o revisar permisos y espacio.`,
  "store-not-writable": ({ dir, reason }) =>
    `No se puede escribir en el almacén ${quoted(dir)}: ${sentence(reason)} Conviene indicar otra carpeta con --data o revisar permisos y espacio.`,
  "store-newer": ({ dir, version, known }) =>
    `El almacén ${quoted(dir)} es de una versión más reciente de memoria (${version}; esta lee hasta la ${known}). No se modificó. Conviene actualizar memoria.`,
  "disk-full": () =>
    "No queda espacio en el disco; lo que ya estaba sigue igual. Conviene liberar espacio o señalar otro lugar con --out, --data o TMPDIR.",
  "store-busy": ({ delivery }) =>
    `La entrega ${quoted(delivery)} está en uso por otro proceso. Conviene esperar a que termine y repetir la operación.`,
  "delivery-unknown": ({ id, known }) =>
    `No existe la entrega ${quoted(id)}. Las que existen son: ${sentence(known === "" ? "ninguna" : known)}`,
  "no-hits": ({ detail }) => `No hay solicitudes que analizar: ${sentence(detail)} Conviene revisar las bitácoras y el periodo.`,
  "size-invalid": ({ option, value }) =>
    `El valor ${quoted(value)} de ${printable(option)} no es un tamaño válido: se esperaba, por ejemplo, 512MB o 2GB.`,
  "texts-invalid": ({ file, place, expected }) =>
    `Los textos de ${quoted(file)} no son válidos en ${printable(place)}: se esperaba ${sentence(expected)}`,
};
