// What a person reads, in Spanish, when an input or an instruction is wrong.
import { formatCount, printable } from "../../../analysis/index.ts";
import { maskedText, type UserErrorFacts } from "../../../ingest/index.ts";
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

/** Periods by what bounds them: that is what has to be mended. */
const emptyPeriods: Readonly<Record<string, string>> = {
  custom: "indicado con --from y --to",
  window: "de publicación (el que fija la convocatoria, o --window-start y --window-end)",
};

const damageReasons: Record<UserErrorFacts["file-damaged"]["reason"], string> = {
  truncated: "termina antes de tiempo, como una copia que se interrumpió",
  checksum: "su contenido no coincide con la suma de verificación que lleva consigo",
  corrupt: "sus datos no se pueden descomprimir a partir de ahí",
  "trailing-garbage": "después de su final hay datos que no le pertenecen",
};

/** The verb agrees with what was expected: "se esperaba un número", "se esperaban 4 columnas". */
function wasExpected(expected: string): string {
  return `se ${/^(?:[2-9]|\d{2}|\p{L}+s(?!\p{L}))/u.test(expected) ? "esperaban" : "esperaba"} ${sentence(expected)}`;
}

/** `names`: one, or several with commas between. */
function missingColumns(names: string): string {
  const each = names.split(", ").map(quoted);
  return each.length === 1 ? `falta la columna ${each[0]}` : `faltan las columnas ${each.slice(0, -1).join(", ")} y ${each.at(-1)}`;
}

function readableLines(lines: number | null): string {
  if (lines === null) return "No se cargó nada.";
  if (lines === 0) return "Antes del daño no hay ninguna línea completa; no se cargó nada.";
  return `Antes del daño se ${lines === 1 ? "puede leer 1 línea completa" : `pueden leer ${formatCount(lines)} líneas completas`}; no se cargó ninguna.`;
}

/** Members of an archive that are no logs, by the patterns that leave them out. */
function unwanted(patterns: readonly string[] | undefined): string {
  if (patterns === undefined) return "";
  const what =
    patterns.length === 1
      ? "Si no es una bitácora, puede dejarse fuera, y la memoria lo dirá"
      : `Ahí hay ${formatCount(patterns.length)} archivos que no se pueden leer; los que no sean bitácoras pueden dejarse fuera, y la memoria lo dirá`;
  return ` ${what}: ${patterns.map((pattern) => `--leave-out '${printable(pattern)}'`).join(" ")}`;
}

const limits: Record<UserErrorFacts["archive-limit"]["limit"], (most: number) => string> = {
  ratio: (most) => `descomprimido ocupa más de ${formatCount(most)} veces lo que ocupa comprimido`,
  bytes: (most) => `descomprimido ocupa más de ${formatCount(most)} bytes`,
  nesting: (most) => `tiene más de ${formatCount(most)} niveles de compresión, uno dentro de otro`,
  entries: (most) => `contiene más de ${formatCount(most)} entradas`,
  names: (most) => `lo que no es bitácora tiene nombres que ocupan más de ${formatCount(most)} bytes`,
  memory: (most) => `para descomprimirlo haría falta una ventana de más de ${formatCount(most)} bytes de memoria`,
};

const unreadableReasons: Record<UserErrorFacts["wrapping-unreadable"]["reason"], string> = {
  encrypted: "está cifrado con una contraseña",
  method: "usa un método de compresión que no se conoce",
  sparse: "se guardó con huecos (archivo disperso)",
};

/** Why a file could not be written, by the system's error code. */
const writeFailures: Readonly<Record<string, string>> = {
  EACCES: "no hay permiso de escritura",
  EPERM: "no hay permiso de escritura",
  EROFS: "el disco es de solo lectura",
  ENOSPC: "no hay espacio en el disco",
  ENOTDIR: "una parte de la ruta es un archivo y no una carpeta",
  EEXIST: "un archivo ocupa el lugar de la carpeta",
  EISDIR: "ya existe una carpeta con el nombre de uno de los archivos",
  ENAMETOOLONG: "la ruta es demasiado larga",
};

function writeFailure(reason: string): string {
  return writeFailures[reason] ?? (/^E[A-Z]+$/u.test(reason) ? `error ${reason} del sistema` : reason);
}

const backupProblems: Record<UserErrorFacts["backup-invalid"]["problem"], string> = {
  cut: "está cortado o no es un tar",
  name: "ese nombre no es de un archivo de almacén",
  kind: "es un enlace u otra cosa que no es un archivo",
  twice: "está dos veces",
  many: "hay más archivos de los que tiene un almacén",
  manifest: "no termina con el manifiesto que escribe memoria backup",
  missing: "falta, aunque el manifiesto lo nombra",
  changed: "no coincide con su huella",
};

export const spanishErrors: ErrorMessages = {
  usage: ({ given, expected }) =>
    `${printable(given)} ${expected === "" ? "no se esperaba" : `no es válido: se esperaba ${printable(expected)}`}. Con --help se muestran las opciones.`,
  "file-not-found": ({ file }) => `No existe el archivo ${quoted(file)}. Conviene revisar la ruta.`,
  "file-unreadable": ({ file, reason }) =>
    `No se puede leer ${quoted(file)}: ${sentence(reason)} Conviene revisar los permisos y que el disco esté disponible.`,
  "file-empty": ({ file }) =>
    `El archivo ${quoted(file)} está vacío (0 bytes); se esperaba una bitácora de acceso. Conviene volver a copiarlo del servidor.`,
  "file-is-directory-without-logs": ({ file }) =>
    `${quoted(file)} no contiene bitácoras de acceso. Conviene indicar la carpeta o el archivo comprimido en que están, o los archivos mismos.`,
  "file-binary": ({ file, looksLike, leaveOut }) =>
    `El archivo ${quoted(file)} no es texto: parece ${looksLike === "" ? "un archivo binario" : printable(looksLike)}. Se esperaba una bitácora de acceso, sola o en .gz, .zst, .bz2, .xz, .zip o .tar.${unwanted(leaveOut)}`,
  "file-changed": ({ file, scanned, parsed }) =>
    `El archivo ${quoted(file)} cambió mientras se leía: tenía ${formatCount(scanned)} líneas y después ${formatCount(parsed)}. ` +
    "Conviene cerrar la bitácora o copiarla, y repetir la operación.",
  "log-changed": ({ file }) =>
    `La bitácora ${quoted(file)} ya no es la que se leyó: su huella SHA-256 es otra, y no se adjunta. Conviene restaurarla de un respaldo, o cargarla de nuevo.`,
  "file-damaged": ({ file, offset, reason, lines }) =>
    `El archivo ${quoted(file)} está dañado en el byte ${formatCount(offset)}: ${damageReasons[reason]}. ${readableLines(lines)} ` +
    "Conviene volver a copiarlo del servidor y comparar su tamaño, o leer con --accept-damaged lo que precede al daño.",
  "archive-limit": ({ file, limit, most }) =>
    `El archivo ${quoted(file)} rebasa un límite de seguridad: ${limits[limit](most)}. Conviene descomprimirlo aparte, revisarlo e indicar sus bitácoras.`,
  "wrapping-unreadable": ({ file, reason, leaveOut }) =>
    `El archivo ${quoted(file)} no se puede descomprimir: ${unreadableReasons[reason]}. Conviene descomprimirlo aparte e indicar sus bitácoras.${unwanted(leaveOut)}`,
  "format-unknown": ({ file, line, text, nearest, field, column, expected, leaveOut }) =>
    `No se reconoce el formato de ${quoted(file)}. El más cercano es ${printable(nearest)}; en la línea ${formatCount(line)}, columna ${formatCount(column)}, ` +
    `el campo ${printable(field)} debía ser ${printable(expected)}: ${quoted(maskedText(text))}. Con --format se indica el formato del servidor.${unwanted(leaveOut)}`,
  "format-string-invalid": ({ text, problem, given, position }) => {
    const place = position === null ? "" : `, en la posición ${formatCount(position)},`;
    const fields: Record<string, string> = { address: "la dirección", time: "la hora", status: "el código de estado" };
    const missing = given.split(", ").map((field) => fields[field] ?? printable(field));
    const expected = {
      unknown: `${quoted(given)}${place} no es una directiva de LogFormat de Apache ni una variable de log_format de nginx. Conviene copiar la cadena de la configuración del servidor.`,
      unclosed: `${quoted(given)}${place} está incompleta; se esperaba una directiva como %h o %{Referer}i, o una variable como $remote_addr.`,
      missing: `no registra ${missing.join(", ")}. Sin dirección, hora y código de estado una línea no es una solicitud.`,
      ambiguous: `${quoted(given)}${place} escribe dos valores sin nada que los separe; no se pueden distinguir.`,
    };
    return `No se puede leer el formato ${quoted(text)}: ${expected[problem]}`;
  },
  "format-name-unknown": ({ name, known }) => `No existe el formato ${quoted(name)}. Los formatos conocidos son: ${sentence(known)}`,
  "json-mapping-invalid": ({ pair, position, problem, known }) => {
    const what = {
      syntax: "no es una pareja campo=nombre, como address=client.ip",
      unknown: "nombra un campo que no existe",
      conflict: "lee como texto lo que otra pareja lee como objeto o lista, o al revés",
    };
    return `En --format, ${quoted(pair)} (posición ${formatCount(position)}) ${what[problem]}. Los campos son: ${sentence(known)}`;
  },
  "source-conflict": ({ file, first, source }) =>
    `El archivo ${quoted(file)} tiene el mismo contenido que ${quoted(first)}, ya cargado con la fuente ${quoted(source)}. Conviene retirarlo, o indicar la misma fuente con --source.`,
  "nothing-to-read": ({ detail }) =>
    `No hay nada que leer${detail === "" ? "." : `: ${sentence(detail)}`} Se espera al menos una bitácora de acceso.`,
  "table-column-missing": ({ file, column, found }) =>
    `En ${quoted(file)} ${missingColumns(column)}. Las columnas encontradas son: ${sentence(found)} El README enumera las columnas.`,
  "table-empty": ({ file }) => `La tabla ${quoted(file)} no tiene renglones de datos; se esperaba al menos uno debajo de los encabezados.`,
  "table-row": ({ file, row, column, value, expected }) =>
    `En ${quoted(file)}, renglón ${formatCount(row)}, columna ${quoted(column)}: se encontró ${quoted(value)} y ${wasExpected(expected)}`,
  "table-rows": ({ file, rows, told }) =>
    `${formatCount(rows)} renglones de ${quoted(file)} no se pueden leer${told < rows ? ` (se muestran los primeros ${formatCount(told)})` : ""}. Conviene corregirlos y repetir.`,
  "table-invalid": ({ file, place, expected }) =>
    `No se puede leer la tabla ${quoted(file)}; en ${printable(place)
      .replace(/^(?=línea )/u, "la ")
      .replace(/^(?=byte )/u, "el ")} ${wasExpected(expected)}`,
  "table-too-large": ({ file, bytes, most }) =>
    `La tabla ${quoted(file)} es demasiado grande: ${formatCount(bytes)} bytes, y se leen hasta ${formatCount(most)}. Conviene dividirla o quitar lo que no es de la tabla.`,
  "table-date-order": ({ file, row, value }) =>
    `En ${quoted(file)}, renglón ${formatCount(row)}, la fecha ${quoted(value)} solo puede ser mes/día/año, y se leen día/mes/año o año-mes-día. Conviene escribir todas las fechas del archivo como 2024-12-25T20:00.`,
  "monitor-unknown": ({ file, found, known }) =>
    `No se reconoce de qué monitor es ${quoted(file)}. Se encontró: ${sentence(found)} Se leen: ${sentence(known)} También se lee un CSV con las columnas timestamp y up.`,
  "convocatoria-unknown": ({ id, known }) => `No existe la convocatoria ${quoted(id)}. Las conocidas son: ${sentence(known)}`,
  "convocatoria-invalid": ({ file, place, expected }) =>
    `La convocatoria de ${quoted(file)} no es válida en ${printable(place)}: se esperaba ${sentence(expected)}`,
  "analysis-invalid": ({ file, place, expected }) =>
    `El archivo ${quoted(file)} no es un análisis de memoria (analysis.json). En ${printable(place)}: ${sentence(expected)}`,
  "analysis-version": ({ file, version, known }) =>
    `El análisis ${quoted(file)} tiene la versión ${printable(String(version))} de su esquema y se lee la ${known}. Conviene volver a generarlo con esta versión de memoria.`,
  "compared-twice": ({ first, second, isSamePlace }) =>
    isSamePlace
      ? `${quoted(first)} y ${quoted(second)} son lo mismo, y contaría dos veces en la comparación. Conviene indicarlo una sola vez.`
      : `${quoted(first)} y ${quoted(second)} tienen las mismas cifras, y contarían dos veces en la comparación. Conviene quitar uno; si son casos distintos, cada uno se nombra con --label.`,
  "time-invalid": ({ option, value, expected }) =>
    `El valor ${quoted(value)} de ${printable(option)} no es una fecha y hora válida: se esperaba ${sentence(expected)}`,
  "time-zone-unknown": ({ value }) =>
    `No existe la zona horaria ${quoted(value)}. Se espera un nombre IANA, por ejemplo America/Mexico_City.`,
  "period-too-long": ({ name, start, end, years }) =>
    `El periodo ${name === "custom" ? "indicado con --from y --to" : quoted(name)} va de ${printable(start)} a ${printable(end)}, más de ${formatCount(years)} años. Conviene revisar el año de ambas fechas.`,
  "period-empty": ({ name, start, end }) =>
    `El periodo ${emptyPeriods[name] ?? quoted(name)} está vacío: su inicio (${printable(start)}) debe ser anterior a su fin (${printable(end)}).`,
  "output-not-writable": ({ dir, reason }) =>
    `No se puede escribir en ${quoted(dir)}: ${sentence(writeFailure(reason))} Lo que había ahí no se modificó. Conviene indicar otra carpeta con --out o revisar permisos y espacio.`,
  "geo-invalid": ({ file, found }) =>
    `El archivo ${quoted(file)} no es una base de datos geográfica de ciudades o países (se encontró: ${printable(found)}). Se esperaba un archivo .mmdb ya descomprimido, por ejemplo GeoLite2-City.mmdb.`,
  "key-invalid": ({ file, bytes }) =>
    `El archivo ${quoted(file)} no sirve como llave de seudónimos: contiene ${formatCount(bytes)} bytes y se esperaban de 32 a 4,096, tal cual o escritos en hexadecimal o base64. Si se indica un archivo que no existe, se crea con una llave nueva.`,
  "store-not-writable": ({ dir, reason }) =>
    `No se puede escribir en el almacén ${quoted(dir)}: ${sentence(writeFailure(reason))} Conviene indicar otra carpeta con --data o revisar permisos y espacio.`,
  "store-newer": ({ dir, version, known }) =>
    `El almacén ${quoted(dir)} es de una versión más reciente de memoria (${version}; esta lee hasta la ${known}). No se modificó. Conviene actualizar memoria.`,
  "disk-full": () =>
    "No queda espacio en el disco; lo que ya estaba sigue igual. Conviene liberar espacio o señalar otro lugar con --out, --data o TMPDIR.",
  "memory-short": () =>
    "La memoria que se permite a este trabajo no alcanza para tantas líneas; lo que ya estaba sigue igual. Conviene permitir más con --memory, por ejemplo --memory 2GB.",
  "server-running": ({ dir }) =>
    `Otro proceso atiende ya el almacén ${quoted(dir)}. Conviene detenerlo antes, o indicar otra carpeta con --data.`,
  "server-unreachable": ({ server, reason }) =>
    `No se puede llegar al servidor ${quoted(server)} (${reason}). Conviene revisar la dirección y que esté en marcha, e intentar de nuevo.`,
  "server-refused": ({ server, status, detail }) =>
    `El servidor ${quoted(server)} no lo hizo (${status}): ${printable(detail).replace(/\.+$/, "")}.`,
  "store-busy": ({ delivery }) =>
    `La entrega ${quoted(delivery)} está en uso por otro proceso. Conviene esperar a que termine y repetir la operación.`,
  "store-exchanging": ({ dir }) =>
    `En el almacén ${quoted(dir)} se está poniendo otro en su lugar. Conviene esperar a que memoria serve lo termine; si ya no corre, lo termina al arrancar.`,
  "catalog-busy": ({ dir }) =>
    `El almacén ${quoted(dir)} está ocupado por otro proceso que no lo suelta. Conviene esperar a que termine y repetir la operación.`,
  "store-damaged": ({ dir, file }) =>
    `En el almacén ${quoted(dir)}, el archivo ${quoted(file)} falta o no es el que se escribió; ninguna cifra se toma de él. ` +
    "Conviene revisar el almacén con memoria doctor, que con --repair rehace lo que se puede, o restaurar un respaldo.",
  "backup-invalid": ({ file, entry, problem }) =>
    `El archivo ${quoted(file)} no es un respaldo íntegro de memoria${entry === "" ? "" : `, en ${quoted(entry)}`}: ${backupProblems[problem]}. No se restauró nada.`,
  "restore-not-empty": ({ dir }) =>
    `La carpeta ${quoted(dir)} no está vacía y no se modificó. Un almacén se restaura en una carpeta vacía o que no existe; conviene indicar otra con --data.`,
  "file-id-unknown": ({ id, delivery, known }) =>
    `La entrega ${quoted(delivery)} no tiene el archivo ${quoted(id)}. Sus archivos son: ${sentence(known === "" ? "ninguno" : known)}`,
  "file-undone": ({ id, file }) => `El archivo ${quoted(id)}, ${quoted(file)}, ya se había retirado; no se modificó nada.`,
  "delivery-unknown": ({ id, known }) =>
    `No existe la entrega ${quoted(id)}. Las que existen son: ${sentence(known === "" ? "ninguna" : known)}`,
  "key-unknown": ({ key, nearest }) =>
    `El análisis no tiene la clave ${quoted(key)}. ${nearest === "" ? "Con --json se muestran todas." : `Las más parecidas son: ${sentence(nearest)}`}`,
  "no-hits": ({ detail }) => `No hay solicitudes que analizar: ${sentence(detail)} Conviene revisar las bitácoras y el periodo.`,
  "size-invalid": ({ option, value }) =>
    `El valor ${quoted(value)} de ${printable(option)} no es un tamaño válido: se esperaba, por ejemplo, 512MB o 2GB.`,
  "analysis-stale": ({ delivery }) =>
    `Los archivos de la entrega ${quoted(delivery)} cambiaron desde su último análisis. Conviene repetir memoria analyze --delivery ${printable(delivery)} con sus opciones, y volver a comparar.`,
  "manifest-invalid": ({ file, place, expected }) =>
    `El manifiesto ${quoted(file)} no es válido en ${printable(place)} (${printable(expected)}). Se esperaba el manifest.json que escribe memoria report.`,
  "texts-invalid": ({ file, place, expected }) =>
    `Los textos de ${quoted(file)} no son válidos en ${printable(place)}: se esperaba ${sentence(expected)}`,
};
