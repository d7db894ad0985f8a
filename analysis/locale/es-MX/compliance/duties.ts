// Words of the checked clauses on the other duties of a call, and on what it asks of the memoria itself.
import { countOf, formatCount } from "../../../wording.ts";

/** What would show a duty that an access log does not; the rest of the sentence after "Lo mostraría". */
const wouldShow: Readonly<Record<string, string>> = {
  "cut-time-shown": "una serie de capturas fechadas de la página o un monitor que lea la hora del corte",
  "content-unaltered": "la comparación de los archivos publicados con los paquetes del instituto, por su huella",
  "ddos-protection": "el contrato o la configuración fechada del servicio de protección",
  "dos-detection": "la configuración fechada del detector y sus alertas",
  "ids-ips": "la configuración fechada del sistema y sus alertas",
  redundancy: "el diagrama del servicio y una prueba de conmutación",
  "disk-space": "el inventario del servidor o la salida fechada de la orden que lista sus discos",
  "transfer-rate": "una prueba fechada de transferencia por SFTP/SSH: no se trata de las visitas, sino de los paquetes del instituto",
  "cdn-purge": "el contrato de la red de distribución y una purga fechada",
  "apache-version": "la versión que informa el servidor, en una captura fechada",
  ntp: "el estado fechado del cliente NTP del servidor",
  syslog: "la configuración del servidor y el receptor de sus bitácoras",
  "high-availability": "el diagrama del servicio y una prueba de conmutación",
  "uninterruptible-power": "la ficha del equipo de respaldo y su última prueba",
  "continuity-tests": "el informe de las pruebas",
  "penetration-tests": "el informe de las pruebas",
  "confidential-registration": "la manera en que se guarda y se entrega la documentación",
};

export const duties = {
  unseen: (id: string): string =>
    `Una bitácora de acceso no lo registra. Lo mostraría ${wouldShow[id] ?? "un documento o una medición fechada del difusor"}.`,
  noSimulacro:
    "Las bitácoras entregadas no tienen respuestas exitosas de ese día. Lo mostrarían las bitácoras del simulacro o la constancia del instituto.",
  simulacro: (answers: number, first: string, last: string): string =>
    `Ese día hay ${countOf(answers, "respuesta exitosa", "respuestas exitosas")} de páginas o del archivo de resultados, del ${first} a las ${last}: el sitio respondía, lo que no muestra que publicó el simulacro. Lo confirma quien revisa.`,
  attacks: (attacks: number, ids: string): string =>
    `El difusor declaró ${countOf(attacks, "incidencia", "incidencias")} de tipo ataque: ${ids}. Si fue el que la cláusula prevé lo decide el instituto.`,
  noAttacks: (statementComplete: boolean): string =>
    `El difusor no declaró ataques, ${statementComplete ? "y afirma que su lista de incidencias está completa" : "sin afirmar que su lista de incidencias está completa"}; una bitácora de acceso no descarta una intrusión. Lo mostraría un análisis forense del servidor.`,
  connection: (failures: number, least: string | null, ids: string): string =>
    `El difusor declaró ${countOf(failures, "falla", "fallas")} de conectividad${least === null ? "" : ` de ${least} o más`}: ${ids}. Si fue de la conexión SSH con el instituto lo confirma quien revisa.`,
  noConnection:
    "La conexión por la que el instituto envía los paquetes no pasa por el servidor web ni deja rastro en su bitácora. Lo mostrarían el registro de SSH o el del instituto.",
  notDedicated: (outOfScope: number): string =>
    `Las bitácoras tienen ${countOf(outOfScope, "solicitud ajena", "solicitudes ajenas")} al PREP, según el alcance indicado. Lo confirma quien revisa: la página puede estar dentro de un portal.`,
  dedicated: (isScopeKnown: boolean): string =>
    `${isScopeKnown ? "Todas las solicitudes son del PREP, según el alcance indicado." : "No se indicó qué solicitudes son del PREP (el alcance)."} Una bitácora no muestra qué más corre en el servidor. Lo mostraría su inventario de servicios.`,
  moreIds: (more: number): string => ` y ${formatCount(more)} más`,
};

export const transport = {
  addScheme: "Se registra con $scheme y $server_port en nginx, o con %p en Apache.",
  overTls: (answers: number): string =>
    `${countOf(answers, "respuesta exitosa de resultados se sirvió", "respuestas exitosas de resultados se sirvieron")} por HTTPS`,
  inClear: (answers: number): string => `${countOf(answers, "se sirvió", "se sirvieron")} sin cifrar`,
  none: "No hay respuestas exitosas en el periodo.",
  both: (overTls: string, inClear: string): string => `${overTls} y ${inClear}.`,
  perhaps: (overTls: string, inClear: string): string =>
    `${overTls} y ${inClear}, según el servidor que escribió la bitácora: si otro recibe a los visitantes delante de él, pudo cifrarse ahí. Lo confirma quien revisa.`,
  allSecure: (overTls: string): string => `${overTls}; ninguna, sin cifrar.`,
  unknown: (some: string | null, unknown: number, addScheme: string): string =>
    `${some === null ? "" : `${some}; `}${countOf(unknown, "respuesta no registra", "respuestas no registran")} ni el esquema ni el puerto. ${addScheme}`,
  byPort: (answers: number, port: number): string => `${countOf(answers, "respuesta salió", "respuestas salieron")} por el puerto ${port}.`,
  byScheme: (answers: number, scheme: string): string =>
    `${countOf(answers, "respuesta se sirvió", "respuestas se sirvieron")} por ${scheme}, sin que la bitácora registre el puerto.`,
  noPort: (port: number): string =>
    `La bitácora no registra respuestas por el puerto ${port}; que no las haya no muestra que esté cerrado.`,
};

export const bandwidth = {
  wouldShow: "Lo mostraría el contrato del enlace o una prueba de velocidad fechada.",
  noBytes: (wouldShow: string): string => `Las bitácoras no registran bytes enviados con los cuales comparar. ${wouldShow}`,
  sent: (moment: string, bytes: string, rate: string, sustained: string): string =>
    `En el minuto de más datos, el ${moment}, se enviaron ${bytes} (${rate}); en los cinco minutos seguidos de más datos, ${sustained} en promedio`,
  met: (sent: string, asked: string): string => `${sent}: el enlace sostuvo al menos los ${asked} que se piden.`,
  oneMinute: (sent: string, asked: string): string =>
    `${sent}. Un solo minuto alcanza los ${asked}, y puede sumar respuestas que empezaron antes: lo confirma quien revisa.`,
  unused: (sent: string, asked: string, wouldShow: string): string =>
    `${sent}: la demanda no llegó a los ${asked}, y la bitácora no muestra la capacidad que no se usó. ${wouldShow}`,
};

export const cacheControl = {
  without: (without: number, file: string, known: number): string =>
    `${countOf(without, "respuesta", "respuestas")} de ${file}, de ${formatCount(known)} cuyo encabezado registra la bitácora, ${without === 1 ? "se envió" : "se enviaron"} sin no-cache, no-store y must-revalidate juntos.`,
  all: (known: number, file: string): string =>
    `La bitácora registra el encabezado de las ${countOf(known, "respuesta", "respuestas")} de ${file}, y todas llevan no-cache, no-store y must-revalidate.`,
  copies: (notModified: number): string =>
    ` Además, ${countOf(notModified, "respuesta fue", "respuestas fueron")} 304, de quien ya tenía una copia.`,
  fromCache: (fromCache: number, file: string, recorded: number, copies: string): string =>
    `${countOf(fromCache, "respuesta", "respuestas")} de ${file}, de ${countOf(recorded, "que registra", "que registran")} la caché, ${fromCache === 1 ? "salió" : "salieron"} de ella, lo que contradice no-store.${copies} Lo confirma quien revisa.`,
  noneFromCache: (recorded: number, file: string): string =>
    `Ninguna de las ${countOf(recorded, "respuesta", "respuestas")} de ${file} con dato de la caché salió de ella, pero eso no muestra el encabezado.`,
  noHeaders: "La bitácora no registra los encabezados de la respuesta.",
  wouldShow: (told: string): string =>
    `${told} Lo mostraría una bitácora con %{Cache-Control}o (Apache) o $sent_http_cache_control (nginx), o una captura fechada de la respuesta.`,
};

export const memoriaDuties = {
  visitors: (visitors: number): string => `visitantes únicos (estimados), ${formatCount(visitors)}`,
  pageViews: (pageViews: number): string => `páginas vistas, ${formatCount(pageViews)}`,
  pages: (pages: number): string => `páginas consultadas, con sus visitas (${formatCount(pages)} listadas)`,
  stay: (mean: string): string => `tiempo de permanencia, ${mean} en promedio`,
  recorded: (titles: readonly string[]): string => `Registro de: ${titles.join("; ")}`,
  found: (there: readonly string[]): string => `Se obtienen de las bitácoras entregadas: ${there.join("; ")}.`,
  lacking: (lacking: readonly string[], there: readonly string[]): string =>
    `No se obtienen de las bitácoras entregadas: ${lacking.join("; ")}.${there.length === 0 ? "" : ` Se obtienen: ${there.join("; ")}.`} Lo mostraría otro registro del difusor, como su herramienta de analítica.`,
  due: (day: string): string => `La memoria se entrega a más tardar el ${day}`,
  made: (moment: string): string => `Esta versión se elaboró el ${moment}`,
  late: (made: string, delay: string): string =>
    `${made}, ${delay} después de terminado el plazo. Si hubo una versión anterior, la acredita su acuse.`,
  days: (days: number): string => countOf(days, "día", "días"),
  inTime: (made: string, daysLeft: number): string =>
    `${made}, ${daysLeft === 0 ? "cuando quedaba menos de un día de plazo" : `con ${countOf(daysLeft, "día", "días")} de plazo`}. La entrega la acredita el acuse del instituto.`,
};
