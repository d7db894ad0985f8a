// The English of what deeds and routes refuse in words of their own: for programs that ask for it (`Accept-Language: en`).
import { type Details, detailReader, type Language } from "../../report/index.ts";

/** By the Spanish as it stands in the sources, as in report/locale/details.ts: `{}` is a value as it is, `{en}` the English of it. */
export const refusals: Details = {
  // Whoever asks.
  "El token no tiene el permiso que hace falta.": "The token lacks the scope that this needs.",
  "Llegaron demasiadas solicitudes de esta conexión en poco tiempo. Se puede intentar de nuevo en un minuto.":
    "Too many requests came from this connection in a short time. Try again in a minute.",
  "El envío se interrumpió.": "The sending was cut off.",
  "El correo o la contraseña no son correctos.": "The e-mail or the password is not right.",
  // Stores, backups, exchange.
  "El almacén se está cambiando por otro. En unos segundos la aplicación responde de nuevo; si tarda más de unos minutos, quien administra el servidor debe reiniciarlo: el cambio se termina al arrancar.":
    "The store is being exchanged for another. The application answers again in some seconds; if it takes more than some minutes, whoever runs the server has to start it anew: the exchange is finished at the start.",
  "Ya se está cambiando el almacén.": "The store is being exchanged already.",
  "Hay trabajo que no termina y el almacén no se puede cambiar ahora. Nada cambió: se puede intentar en unos minutos.":
    "There is work that does not end, and the store cannot be exchanged now. Nothing changed: try again in some minutes.",
  "Ya se está desempacando otro respaldo. Conviene esperar a que termine.": "Another backup is being unpacked. Wait until it is done.",
  "Para confirmar hace falta escribir: {}. Nada cambió.": "To confirm, write: {}. Nothing changed.",
  "El otro almacén cambió mientras tanto. Nada se cambió.": "The other store changed in the meantime. Nothing was exchanged.",
  "No hay espacio en el disco para cambiar el almacén. Nada cambió: hace falta liberar espacio.":
    "There is no room on the disk to exchange the store. Nothing changed: free some room.",
  "No tiene las cuentas de la aplicación: lo hizo la línea de comandos sin servidor, y nadie podría entrar.":
    "It lacks the accounts of the application: the command line made it without a server, and nobody could sign in.",
  "No tiene ninguna cuenta de administración abierta: nadie podría administrar el servidor.":
    "It has no open account of an administrator: nobody could run the server.",
  "Las cuentas de la aplicación no se pueden abrir: son de una versión más reciente del programa, o están dañadas.":
    "The accounts of the application cannot be opened: they are of a later version of the program, or damaged.",
  "El envío se interrumpió antes de terminar.": "The sending was cut off before its end.",
  "El archivo está vacío.": "The file is empty.",
  "El respaldo tiene {} y en el disco de los respaldos quedan {}. No se recibió nada: hace falta liberar espacio, o copiarlo a otro disco y usar la línea de comandos.":
    "The backup has {}, and {} are left on the disk of the backups. Nothing was received: free some room, or copy it to another disk and use the command line.",
  "El respaldo ocupa {} y en el disco del almacén quedan {} para desempacarlo. No se desempacó nada y el almacén sigue como estaba. Hace falta liberar espacio.":
    "The backup takes {}, and {} are left on the store's disk to unpack it. Nothing was unpacked, and the store is as it was. Free some room.",
  "El respaldo ya no está en el servidor.": "The backup is no longer on the server.",
  "Lo desempacado ya no es lo que mostraba la página. Nada cambió: conviene verla de nuevo.":
    "What is unpacked is no longer what the page showed. Nothing changed: look at it again.",
  "Lo desempacado es de otro trabajo. Nada cambió.": "What is unpacked is of another job. Nothing changed.",
  "Se esperaba el respaldo tal cual (application/octet-stream).": "The backup as it is was expected (application/octet-stream).",
  "Lo escrito no es el nombre del difusor de esta memoria técnica. Nada se borró.":
    "What was written is not the name of this memoria's difusor. Nothing was deleted.",
  // Accounts and organisations.
  "La organización no existe o está dada de baja.": "The organisation does not exist, or was retired.",
  "La cuenta está cerrada: primero se abre de nuevo.": "The account is closed: open it again first.",
  "La cuenta propia no se puede cerrar; otra persona puede hacerlo.": "One's own account cannot be closed; somebody else can do it.",
  "Es la única cuenta de administración abierta: cerrarla dejaría el sistema sin quien lo administre.":
    "It is the only open account of an administrator: to close it would leave nobody to run the system.",
  "Su organización está dada de baja: primero se reactiva la organización.":
    "Its organisation was retired: reactivate the organisation first.",
  "La organización que administra el sistema no se puede dar de baja.": "The organisation that runs the system cannot be retired.",
  "Faltan las siglas con que las convocatorias nombran al instituto.": "The acronym by which calls name the institute is missing.",
  "Ya las tiene {}.": "{} has it already.",
  "Este correo ya tiene una cuenta.": "This e-mail has an account already.",
  "No es uno de los difusores de la lista.": "Not one of the difusores of the list.",
  "Falta el nombre, o elegir uno de la lista.": "The name is missing, or a choice from the list.",
  "Ya hay un difusor con este nombre: se elige de la lista.": "There is a difusor of this name: choose it from the list.",
  // Calls.
  "Falta elegir una de las convocatorias de la lista.": "Choose one of the calls of the list.",
  "Otra persona cambió esta convocatoria mientras tanto.": "Somebody else changed this call in the meantime.",
  "La versión {} la modifica: primero se quita esa.": "Version {} amends it: remove that one first.",
  "Hay memorias técnicas que responden a esta versión: se conserva como está, y lo que cambie se registra como modificación.":
    "There are memorias that answer this version: it stays as it is, and what changes is entered as an amendment.",
  "Ya hay una convocatoria con esta clave.": "There is a call of this id already.",
  "Ningún valor cambia: una modificación señala al menos uno.": "No value changes: an amendment names at least one.",
  "De 3 a 60 letras minúsculas sin acento, números y guiones.": "From 3 to 60 small letters without accents, digits and hyphens.",
  "Hasta 40 letras minúsculas sin acento, números, puntos y guiones.": "Up to 40 small letters without accents, digits, dots and hyphens.",
  "Esta convocatoria ya tiene una versión con ese nombre.": "This call has a version of that name already.",
  "Falta el documento del que salen los valores.": "The document from which the values come is missing.",
  "Se espera una dirección que empiece con https://.": "An address that begins with https:// is expected.",
  "Falta la cláusula, o una nota que diga de dónde viene el valor.":
    "The clause is missing, or a note that says where the value comes from.",
  "No es posterior al inicio.": "It is not after the start.",
  "{}: se espera {}.": "{}: expected {en}.",
  "Debe ser un solo renglón.": "It must be a single line.",
  "No se entiende.": "It is not understood.",
  "Se espera una fecha: AAAA-MM-DD.": "A date is expected: YYYY-MM-DD.",
  "Se espera fecha y hora: AAAA-MM-DDTHH:MM.": "A date and time are expected: YYYY-MM-DDTHH:MM.",
  "Se espera un entero de segundos, mayor que 0.": "A whole number of seconds is expected, above 0.",
  "Se espera un porcentaje mayor que 0 y hasta 100, p. ej. 99.9.": "A percentage above 0 and up to 100 is expected, for example 99.9.",
  "Se espera sí o no.": "Yes or no is expected.",
  "Se espera una de las opciones.": "One of the options is expected.",
  "Se espera una hora: HH:MM.": "A time is expected: HH:MM.",
  "Es anterior al primer día.": "It is before the first day.",
  "Se espera un número mayor que 0.": "A number above 0 is expected.",
  "La cantidad y su unidad van juntas.": "The amount and its unit go together.",
  "Falta marcar al menos un apartado.": "At least one section must be marked.",
  "Se espera un número.": "A number is expected.",
  "Se espera {}.": "Expected {en}.",
  // A memoria, its logs and other inputs.
  "La memoria se está entregando y por unos minutos no se puede cambiar. Nada de lo guardado se perdió.":
    "The memoria is being handed in and cannot be changed for some minutes. Nothing that was saved is lost.",
  "La versión que se pide entregar no es la siguiente.": "The version that is to be handed in is not the next one.",
  "Falta al menos una bitácora de acceso.": "At least one access log is missing.",
  "En los datos de registro hay un renglón que no se entiende.": "A line of the registration data is not understood.",
  "Falta el número de la versión; hay que recargar la página.": "The number of the version is missing; load the page again.",
  "Se aceptan hasta {} archivos de monitores; conviene retirar alguno.": "Up to {} files of monitors are taken; remove one.",
  "Hay otros {} renglones por corregir.": "There are {} more rows to be mended.",
  "Un renglón no es válido: {}": "A row is not valid: {en}",
  "Se esperaba {}.": "Expected {en}.",
  "Se esperaba una fecha como 2024-12-08T20:00 o 08/12/2024 20:00.": "A date like 2024-12-08T20:00 or 08/12/2024 20:00 was expected.",
  "Los renglones no se entienden; hay que volver a leer la tabla.": "The rows are not understood; read the table again.",
  "La tabla tiene más de {} incidencias; conviene dividirla.": "The table has more than {} incidents; divide it.",
  "Ya hay otro cambio en espera sobre este archivo; conviene esperar a que termine.":
    "Another change of this file is waiting; wait until it is done.",
  "Otras páginas consultan líneas en este momento. Conviene recargar en unos segundos.":
    "Other pages are reading lines at this moment. Try again in some seconds.",
  "El texto es demasiado largo: a lo más 100,000 caracteres.": "The text is too long: 100,000 characters at most.",
  "El archivo tiene {}; se reciben archivos de hasta {}.": "The file has {}; files of up to {} are received.",
  "Hay {} cargas sin terminar. Conviene terminar o retirar algunas antes de agregar otra.":
    "There are {} unfinished uploads. Finish or withdraw some before you add another.",
  "El archivo tiene {}; para recibirlo y leerlo hacen falta {} y en el servidor quedan {}. No se envió nada. Quien administra el servidor debe liberar espacio.":
    "The file has {}; to receive and read it takes {}, and {} are left on the server. Nothing was sent. Whoever runs the server has to free some room.",
  "La carga ya no espera otro intento.": "The upload no longer waits for another try.",
  "La carga ya terminó: lo que se retira es su archivo, en la lista de archivos.":
    "The upload is done: what is taken back is its file, in the list of files.",
  "El archivo no llegó completo al disco del servidor. Conviene retirarlo y enviarlo otra vez.":
    "The file did not reach the server's disk whole. Withdraw it and send it again.",
  "El archivo ya se recibió completo.": "The file was received whole already.",
  "Se están recibiendo tantos archivos a la vez como es posible. Nada se perdió: se puede intentar en unos minutos.":
    "As many files as possible are being received at once. Nothing was lost: try again in some minutes.",
  "Esta memoria técnica tiene {} trabajos en espera, que es el máximo. Nada se perdió: se puede intentar cuando terminen algunos.":
    "This memoria has {} jobs waiting, which is the most. Nothing was lost: try again when some are done.",
  "Se esperaba el archivo tal cual (application/octet-stream).": "The file as it is was expected (application/octet-stream).",
  "Se esperaba un formulario con un archivo.": "A form with a file was expected.",
  "Se esperaba un formulario con archivos.": "A form with files was expected.",
  "No se eligió ningún archivo.": "No file was chosen.",
  "Falta elegir un archivo, o está vacío.": "No file was chosen, or it is empty.",
  "Falta el tamaño del archivo (Upload-Length).": "The size of the file is missing (Upload-Length).",
  "Falta el nombre del archivo.": "The name of the file is missing.",
  "Falta la revisión del texto; hay que recargar la página.": "The revision of the text is missing; load the page again.",
  "Alguien más guardó otro texto mientras tanto. Nada se cambió: conviene ver la historia de nuevo.":
    "Somebody else saved another text in the meantime. Nothing changed: look at the history again.",
  "Alguien más guardó otro texto desde la revisión indicada; nada se guardó.":
    "Somebody else saved another text since the revision that was given; nothing was saved.",
  "Alguien más cambió esta incidencia desde la revisión indicada; nada se guardó.":
    "Somebody else changed this incident since the revision that was given; nothing was saved.",
  "Falta el motivo del retiro.": "The reason of the removal is missing.",
  "Un renglón es demasiado largo o tiene caracteres que no se pueden mostrar.":
    "A line is too long, or has characters that cannot be shown.",
  "Se esperaban direcciones o redes, una por renglón, como 192.0.2.7 o 192.0.2.0/24.":
    "Addresses or networks were expected, one a line, like 192.0.2.7 or 192.0.2.0/24.",
  "Se esperaba fecha y hora, como 2024-12-08T20:00.": "A date and time were expected, like 2024-12-08T20:00.",
  "Se esperaba una ruta que empieza con /, como /json/main.json.": "A path that begins with / was expected, like /json/main.json.",
  "El fin debe ser posterior al inicio.": "The end must be after the start.",
  "El periodo sería de más de {} días; conviene revisar la fecha.": "The period would be of more than {} days; check the date.",
  "No es una zona horaria: se espera, por ejemplo, America/Mexico_City.": "Not a time zone: expected is, for example, America/Mexico_City.",
  "Se espera log o baseline.": "Expected log or baseline.",
  // What was handed in, and its review.
  "Todavía no hay memorias entregadas.": "No memorias have been handed in yet.",
  "Todavía no hay vista previa.": "There is no preview yet.",
  "Todavía no hay cifras de esta memoria técnica.": "There are no figures of this memoria yet.",
  "Todavía no hay cifras: se calculan en cuanto se lean las primeras bitácoras.":
    "There are no figures yet: they are worked out as soon as the first logs are read.",
  "El análisis no tiene una cifra con esa clave.": "The analysis has no figure of that key.",
  "No hay una tabla de ese nombre; las hay cuando las cifras ya se calcularon.":
    "There is no table of that name; there are some once the figures are worked out.",
  "El archivo manifest.json de la versión {} no es el de su acuse. {}":
    "The file manifest.json of version {} is not that of its receipt. {en}",
  "La bitácora «{}» de esta versión ya no está en el servidor. {}": 'The log "{}" of this version is no longer on the server. {en}',
  "La bitácora «{}» no es la que se entregó: su huella SHA-256 es otra. {}":
    'The log "{}" is not the one that was handed in: its SHA-256 hash is another. {en}',
  "No se envía nada. Quien administra el servidor puede restaurarla del respaldo.":
    "Nothing is sent. Whoever runs the server can restore it from the backup.",
  "La versión no se puede comprobar: falta su manifest.json o no se puede leer. Quien administra el servidor puede restaurarla del respaldo.":
    "The version cannot be proven: its manifest.json is missing or cannot be read. Whoever runs the server can restore it from the backup.",
  "Falta elegir una parte de la memoria.": "Choose a part of the memoria.",
  "Falta la clave del formulario; hay que recargar la página.": "The key of the form is missing; load the page again.",
  "{} Nada se sustituyó; lo escrito se puede recuperar con «atrás» en el navegador.": "{en} Nothing was replaced.",
  "Otra persona ya la había contestado.": "Somebody else had answered it.",
  "El instituto la cerró antes de que llegara la respuesta.": "The institute settled it before the answer came.",
  "Falta el motivo: el difusor debe saber qué corregir.": "The reason is missing: the difusor has to know what to mend.",
  "Falta el motivo.": "The reason is missing.",
  "Falta elegir si se acepta o se devuelve.": "Choose whether it is accepted or returned.",
  "Falta elegir el tipo.": "Choose the type.",
  "Falta elegir el efecto.": "Choose the effect.",
  "Se esperaba un número de 0 a 1.": "A number from 0 to 1 was expected.",
  "El difusor está entregando otra versión. Nada se cambió: se puede intentar en unos minutos.":
    "The difusor is handing in another version. Nothing was changed: try again in some minutes.",
  "El difusor retiró esta incidencia después de entregar; para la versión entregada, lo que procede es una observación.":
    "The difusor removed this incident after handing in; of the version that was handed in, make an observation.",
  "Alguien más cambió esta incidencia. Nada se sustituyó.": "Somebody else changed this incident. Nothing was replaced.",
  "El difusor entregó la versión {} después de abrir esta página. Nada se decidió: hay que revisar la última.":
    "The difusor handed in version {} since then. Nothing was decided: review the last one.",
  "La versión {} ya estaba decidida: {} por {}, {}. Esta decisión no se guardó.":
    "Version {} was decided already: {en} by {}. This decision was not saved.",
  aceptada: "accepted",
  "devuelta para corregir": "returned to be mended",
  "Se comparan hasta {} memorias a la vez.": "Up to {} memorias are compared at once.",
  "Falta elegir al menos una memoria (entrega=…).": "Choose at least one memoria (entrega=…).",
  "falta elegir al menos una memoria.": "choose at least one memoria.",
  "Llegaron más bytes de los que se anunciaron.": "More bytes came than were announced.",
  "No hay espacio en el disco del servidor.": "There is no room on the server's disk.",
  // Lists, tables and fields.
  "un entero de 1 a {}.": "a whole number from 1 to {}.",
  "no es el id de un elemento de la lista.": "not the id of an entry of the list.",
  "el id del último asiento que ya se tiene.": "the id of the last entry that you have.",
  "el número del último renglón que ya se tiene.": "the number of the last row that you have.",
  "La fecha se escribe AAAA-MM-DD.": "Dates are written YYYY-MM-DD.",
  "Son más de {} asientos, demasiados para un libro de Excel; conviene acotar los días, o descargarlos en CSV.":
    "There are more than {} entries, too many for an Excel workbook; narrow the days, or download them as CSV.",
  "Falta este dato.": "This is missing.",
  "A lo más {} caracteres.": "{} characters at most.",
  "A lo más {} renglones.": "{} lines at most.",
  "Tiene caracteres que no se pueden mostrar.": "It has characters that cannot be shown.",
  "Solo letras, números, espacio, punto y guion.": "Only letters, digits, blanks, dots and hyphens.",
  "No es una dirección de correo.": "Not an e-mail address.",
  "Falta el correo.": "The e-mail is missing.",
  "No parece un correo electrónico.": "It does not look like an e-mail.",
  "Falta la contraseña.": "The password is missing.",
  "Al menos {} caracteres; una frase sirve bien.": "At least {} characters; a phrase serves well.",
};

let reader: ((text: string) => string) | null = null;

/** A refusal in the language of whoever asks. The name of a field before a colon stays as it is. */
export function refusalIn(text: string, language: Language): string {
  if (language === "es") return text;
  reader ??= detailReader(refusals);
  const [, field, rest = ""] = /^([\w.[\]-]+): (.+)$/su.exec(text) ?? [];
  const told = reader(rest);
  return field !== undefined && told !== rest ? `${field}: ${told}` : reader(text);
}
