// The other duties of a call: those of which a record speaks, each with its check, and those that no access log shows, with what would.
import type { IncidentRecord } from "../../ingest/index.ts";
import type { Convocatoria } from "../convocatoria.ts";
import { countOf, formatCount, formatDuration, printable } from "../wording.ts";
import type { PolledCaching, ResultAnswers, TransportAnswers } from "./answers.ts";
import { checkBandwidth, type PeakBytes } from "./bandwidth.ts";
import { checkCacheControl } from "./cache-control.ts";
import { type Check, type Clock, checked, clausesOf, isoOrNull, type Requirement } from "./clause.ts";
import { checkPort, checkSecureTransport } from "./transport.ts";

type Duty = Convocatoria["duties"][number];

export interface DutyEvidence {
  transport: TransportAnswers;
  caching: PolledCaching;
  resultPath: string;
  peakBytes: PeakBytes | null;
  /** Answers on the days of the announced simulacros. */
  simulacro: ResultAnswers;
  incidents: readonly Pick<IncidentRecord, "id" | "type" | "startSecond" | "endSecond">[];
  statementComplete: boolean;
  /** Requests for what is not the PREP's, where the scope says what is; null where it does not. */
  outOfScope: number | null;
}

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

/** One check a duty, in the order of the call. */
export function checkDuties(call: Convocatoria, evidence: DutyEvidence, clock: Clock): Check[] {
  return call.duties.map((duty) =>
    checkDuty({ id: duty.id, requirement: duty.value, clause: clausesOf(duty.clause) }, duty, evidence, clock),
  );
}

function checkDuty(requirement: Requirement, duty: Duty, evidence: DutyEvidence, clock: Clock): Check {
  switch (duty.id) {
    case "secure-transport":
      return checkSecureTransport(requirement, evidence.transport);
    case "port-80":
      return checkPort(requirement, 80, evidence.transport);
    case "port-443":
      return checkPort(requirement, 443, evidence.transport);
    case "cache-control":
      return checkCacheControl(requirement, evidence.caching, evidence.resultPath);
    case "bandwidth":
      return checkBandwidth(requirement, duty, evidence.peakBytes, clock);
    case "simulacro":
      return checkSimulacro(requirement, evidence.simulacro, clock);
    case "attack-ends-status":
      return checkAttacks(requirement, evidence);
    case "connection-failure":
      return checkConnection(requirement, duty.amount, evidence);
    case "dedicated-server":
      return checkDedicated(requirement, evidence.outOfScope);
    default:
      return checked(requirement, { verdict: "no-verificable", evidence: unseen(duty.id) });
  }
}

function unseen(id: string): string {
  return `Una bitácora de acceso no lo registra. Lo mostraría ${wouldShow[id] ?? "un documento o una medición fechada del difusor"}.`;
}

function checkSimulacro(requirement: Requirement, { pages, polled, firstSecond, lastSecond }: ResultAnswers, clock: Clock): Check {
  const answers = pages + polled;
  const figures = { answers, firstAt: isoOrNull(firstSecond, clock), lastAt: isoOrNull(lastSecond, clock) };
  if (firstSecond === null || lastSecond === null) {
    const evidence =
      "Las bitácoras entregadas no tienen respuestas exitosas de ese día. Lo mostrarían las bitácoras del simulacro o la constancia del instituto.";
    return checked(requirement, { verdict: "no-verificable", evidence, figures });
  }
  const evidence = `Ese día hay ${countOf(answers, "respuesta exitosa", "respuestas exitosas")} de páginas o del archivo de resultados, del ${clock.zoned(firstSecond)} a las ${clock.hour(lastSecond)}: el sitio respondía, lo que no muestra que publicó el simulacro. Lo confirma quien revisa.`;
  return checked(requirement, { verdict: "indicio", evidence, figures, source: "log" });
}

function checkAttacks(requirement: Requirement, { incidents, statementComplete }: DutyEvidence): Check {
  const attacks = incidents.filter(({ type }) => type === "ataque");
  const figures = { declaredAttacks: attacks.length };
  if (attacks.length > 0) {
    const evidence = `El difusor declaró ${countOf(attacks.length, "incidencia", "incidencias")} de tipo ataque: ${idsOf(attacks)}. Si fue el que la cláusula prevé lo decide el instituto.`;
    return checked(requirement, { verdict: "indicio", evidence, figures, source: "declared" });
  }
  const list = statementComplete
    ? "y afirma que su lista de incidencias está completa"
    : "sin afirmar que su lista de incidencias está completa";
  const evidence = `El difusor no declaró ataques, ${list}; una bitácora de acceso no descarta una intrusión. Lo mostraría un análisis forense del servidor.`;
  return checked(requirement, { verdict: "no-verificable", evidence, figures });
}

function checkConnection(requirement: Requirement, leastSeconds: number | null, { incidents }: DutyEvidence): Check {
  const failures = incidents.filter(({ type }) => type === "conectividad");
  const long = failures.filter(({ startSecond, endSecond }) => endSecond === null || endSecond - startSecond >= (leastSeconds ?? 0));
  const figures = { declaredFailures: failures.length, declaredLongFailures: long.length, leastSeconds };
  if (long.length > 0) {
    const length = leastSeconds === null ? "" : ` de ${formatDuration(leastSeconds)} o más`;
    const evidence = `El difusor declaró ${countOf(long.length, "falla", "fallas")} de conectividad${length}: ${idsOf(long)}. Si fue de la conexión SSH con el instituto lo confirma quien revisa.`;
    return checked(requirement, { verdict: "indicio", evidence, figures, source: "declared" });
  }
  const evidence =
    "La conexión por la que el instituto envía los paquetes no pasa por el servidor web ni deja rastro en su bitácora. Lo mostrarían el registro de SSH o el del instituto.";
  return checked(requirement, { verdict: "no-verificable", evidence, figures });
}

function checkDedicated(requirement: Requirement, outOfScope: number | null): Check {
  if (outOfScope !== null && outOfScope > 0) {
    const evidence = `Las bitácoras tienen ${countOf(outOfScope, "solicitud ajena", "solicitudes ajenas")} al PREP, según el alcance indicado con --scope. Lo confirma quien revisa: la página puede estar dentro de un portal.`;
    return checked(requirement, { verdict: "indicio", evidence, figures: { outOfScope }, source: "log" });
  }
  const told =
    outOfScope === null
      ? "No se indicó qué solicitudes son del PREP (--scope)."
      : "Todas las solicitudes son del PREP, según el alcance indicado.";
  const evidence = `${told} Una bitácora no muestra qué más corre en el servidor. Lo mostraría su inventario de servicios.`;
  return checked(requirement, { verdict: "no-verificable", evidence, figures: { outOfScope } });
}

const mostIds = 5;

function idsOf(incidents: readonly { id: string }[]): string {
  const named = incidents.slice(0, mostIds).map(({ id }) => printable(id));
  const more = incidents.length > mostIds ? ` y ${formatCount(incidents.length - mostIds)} más` : "";
  return `${named.join(", ")}${more}`;
}
