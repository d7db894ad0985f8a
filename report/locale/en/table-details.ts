// English of what the readers of tables and texts tell: what was expected in a cell or a line, where, and what was read otherwise than as written.
import type { Details } from "../details.ts";

const places: Details = {
  "línea 1": "line 1",
  "línea {}": "line {}",
  "línea {}, columna {}": "line {}, column {}",
  "el texto {}": "the text {}",
  "el libro": "the workbook",
  "el archivo ZIP": "the ZIP file",
  "los encabezados": "the headings",
  "(columna {})": "(column {})",
  "(fila)": "(row)",
  "(elemento)": "(element)",
};

const wholeTables: Details = {
  "una tabla en CSV, JSON o XLSX; el contenido es binario (si es un libro .xls o con contraseña, se guarda como .xlsx sin ella)":
    "a table in CSV, JSON or XLSX; the content is binary (save a workbook in .xls or with a password as .xlsx without one)",
  "una sola hoja con la tabla; la tienen: {}": "a single sheet with the table; these have it: {}",
  "un libro XLSX íntegro; conviene abrirlo y guardarlo de nuevo": "a whole XLSX workbook; open it and save it again",
  "un libro XLSX íntegro y sin contraseña; conviene abrirlo y guardarlo de nuevo":
    "a whole XLSX workbook without a password; open it and save it again",
  "un arreglo de objetos, o un objeto con «{}»": 'a list of objects, or an object with "{names}"',
  "una tabla de {} columnas a lo más": "a table of {} columns at most",
  "JSON válido": "valid JSON",
  "encabezados de columna con las comillas cerradas": "column headings with their quotes closed",
  "una tabla; más de {} filas tienen comillas sin cerrar": "a table; more than {} rows have quotes that are not closed",
};

const cells: Details = {
  "{} columnas como el encabezado; si un texto lleva el separador, va entre comillas":
    "{} columns like the heading; a text with the separator in it is put in quotes",
  "un texto de 20,000 caracteres a lo más": "a text of 20,000 characters at most",
  "comillas que abren y cierran el campo entero; dentro de él se escriben dobles":
    "quotes that open and close the whole field; inside of it they are doubled",
  "un objeto cuyas claves son los encabezados de columna": "an object whose keys are the column headings",
  "un texto entre comillas": "a text in quotes",
  "un texto entre comillas o un número": "a text in quotes or a number",
  "un texto entre comillas o true o false": "a text in quotes, or true or false",
  "un texto entre comillas, un número, o true o false": "a text in quotes, a number, or true or false",
  "un valor; la fórmula no tiene resultado guardado: se abre el libro, se guarda y se repite":
    "a value; the formula has no stored result: open the workbook, save it and try again",
  "un valor y no el error de una fórmula": "a value and not the error of a formula",
  "un número": "a number",
  "celdas sin combinar, cada una con su valor": "cells that are not merged, each with its value",
  "un valor: la columna es obligatoria": "a value: the column is required",
  "también la hora, p. ej. 2024-12-08T20:00": "the hour too, for example 2024-12-08T20:00",
  "una duración como 01:30, 01:30:00 o PT1H30M": "a duration like 01:30, 01:30:00 or PT1H30M",
  "un número de 0 a 1, p. ej. 0.5": "a number from 0 to 1, for example 0.5",
  "uno de: {}": "one of: {}",
};

const times: Details = {
  "fecha y hora como 2024-12-08T20:00, 2024-12-08T20:00:00-06:00 o 08/12/2024 20:00":
    "a date and time like 2024-12-08T20:00, 2024-12-08T20:00:00-06:00 or 08/12/2024 20:00 (day/month/year)",
  "una fecha y una hora que existan en el calendario": "a date and time that exist in the calendar",
  "una hora que exista una sola vez en {} (el reloj cambió ese día): escríbala con su desfase, p. ej. {} o {}":
    "a time that exists only once in {} (the clock changed on that day): write it with its offset, for example {} or {}",
  "un desfase entre -14:00 y +14:00": "an offset between -14:00 and +14:00",
};

const incidentsAndAverages: Details = {
  "un fin igual o posterior al inicio": "an end that is not before the start",
  "un fin posterior al inicio": "an end after the start",
  "una duración igual a fin menos inicio ({} s), o solo uno de los dos":
    "a duration equal to end minus start ({} s), or only one of the two",
  "una sola fila por medida": "a single row for each measure",
  "una de: visitas, páginas vistas, solicitudes, solicitudes de personas, visitantes únicos":
    "one of: visits, page views, hits, human hits, unique visitors",
  "una cifra que no se lea de dos maneras: {} si el punto separa miles, o {} si separa decimales":
    "a figure that cannot be read in two ways: {} if the point marks thousands, or {} if it marks decimals",
  "un número de 0 en adelante, p. ej. 12345.6 o 12,345.6": "a number from 0 on, for example 12345.6 or 12,345.6",
  "las dos fechas, desde y hasta, o ninguna": "both dates, from and to, or neither",
  "una fecha no anterior a la de desde": "a date that is not before that of from",
};

const monitors: Details = {
  "una comprobación; esto es la barra de un resumen: conviene exportar la tabla heartbeat de la base de datos":
    "a check; this is a bar of a summary: export the table heartbeat of the database",
  "un número de minutos": "a number of minutes",
  "un tiempo de respuesta en milisegundos": "a response time in milliseconds",
  "{}: los tiempos de respuesta solo muestran comprobaciones contestadas; para las caídas hace falta el registro de eventos":
    "{}: response times show answered checks only; for outages the log of events is needed",
  "{}: las horas no traen desfase y se leyeron en la zona {}": "{}: the times have no offset and were read in the zone {}",
};

const notes: Details = {
  "{}: no es UTF-8 válido; se leyó como Latin-1 (Windows-1252)": "{}: is not valid UTF-8; it was read as Latin-1 (Windows-1252)",
  "hoja «{}»: está oculta y no se leyó": 'sheet "{}": is hidden and was not read',
  "hoja «{}»: renglones ocultos que sí se leyeron: {}": 'sheet "{}": hidden rows, which were read: {}',
  "hoja «{}»: columnas ocultas que sí se leyeron: {}": 'sheet "{}": hidden columns, which were read: {}',
  "la tabla en una hoja visible; está en una oculta: {}": "the table in a visible sheet; it is in a hidden one: {}",
  "hoja «{}»: no se leyó": 'sheet "{}": was not read',
  "hoja «{}»: tiene fórmulas; se leyó su último resultado guardado": 'sheet "{}": has formulas; their last stored result was read',
  "columna «{}»: no se conoce y no se leyó": 'column "{}": is not known and was not read',
  "columna «{}»: repite a otra y no se leyó": 'column "{}": repeats another and was not read',
  "otras {} columnas: no se conocen o repiten a otras, y no se leyeron":
    "{} other columns: are not known or repeat others, and were not read",
};

const texts: Details = {
  "un solo apartado «# {}»": 'a single section "# {}"',
  "uno de los encabezados {}": "one of the headings {names}",
  "«Campo: valor», con uno de los campos {}": '"Field: value" with one of the fields {names}',
  "una dirección que empieza con http:// o https://": "an address that begins with http:// or https://",
  "una dirección de correo electrónico": "an e-mail address",
};

export const tableDetails: Details = {
  ...places,
  ...wholeTables,
  ...cells,
  ...times,
  ...incidentsAndAverages,
  ...monitors,
  ...notes,
  ...texts,
};
