// The other duties of a call: those of which a record speaks, each with its check, and those that no access log shows, with what would.
import type { IncidentRecord } from "../../ingest/index.ts";
import type { Convocatoria } from "../convocatoria.ts";
import type { AnalysisWords } from "../locale/words.ts";
import { formatDuration, printable } from "../wording.ts";
import type { PolledCaching, ResultAnswers, TransportAnswers } from "./answers.ts";
import { checkBandwidth, type PeakBytes } from "./bandwidth.ts";
import { checkCacheControl } from "./cache-control.ts";
import { type Check, checked, clausesOf, isoOrNull, type Requirement, type Telling } from "./clause.ts";
import { checkPort, checkSecureTransport } from "./transport.ts";

type Duty = Convocatoria["duties"][number];
type DutyWords = AnalysisWords["duties"];

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

/** One check a duty, in the order of the call. */
export function checkDuties(call: Convocatoria, evidence: DutyEvidence, telling: Telling): Check[] {
  return call.duties.map((duty) =>
    checkDuty({ id: duty.id, requirement: duty.value, clause: clausesOf(telling.words, duty.clause) }, duty, evidence, telling),
  );
}

function checkDuty(requirement: Requirement, duty: Duty, evidence: DutyEvidence, telling: Telling): Check {
  const words = telling.words.duties;
  switch (duty.id) {
    case "secure-transport":
      return checkSecureTransport(requirement, evidence.transport, telling);
    case "port-80":
      return checkPort(requirement, 80, evidence.transport, telling);
    case "port-443":
      return checkPort(requirement, 443, evidence.transport, telling);
    case "cache-control":
      return checkCacheControl(requirement, evidence.caching, evidence.resultPath, telling);
    case "bandwidth":
      return checkBandwidth(requirement, duty, evidence.peakBytes, telling);
    case "simulacro":
      return checkSimulacro(requirement, evidence.simulacro, telling);
    case "attack-ends-status":
      return checkAttacks(requirement, evidence, words);
    case "connection-failure":
      return checkConnection(requirement, duty.amount, evidence, words);
    case "dedicated-server":
      return checkDedicated(requirement, evidence.outOfScope, words);
    default:
      return checked(requirement, { verdict: "no-verificable", evidence: words.unseen(duty.id) });
  }
}

function checkSimulacro(requirement: Requirement, { pages, polled, firstSecond, lastSecond }: ResultAnswers, telling: Telling): Check {
  const answers = pages + polled;
  const figures = { answers, firstAt: isoOrNull(firstSecond, telling), lastAt: isoOrNull(lastSecond, telling) };
  if (firstSecond === null || lastSecond === null) {
    return checked(requirement, { verdict: "no-verificable", evidence: telling.words.duties.noSimulacro, figures });
  }
  const evidence = telling.words.duties.simulacro(answers, telling.zoned(firstSecond), telling.hour(lastSecond));
  return checked(requirement, { verdict: "indicio", evidence, figures, source: "log" });
}

function checkAttacks(requirement: Requirement, { incidents, statementComplete }: DutyEvidence, words: DutyWords): Check {
  const attacks = incidents.filter(({ type }) => type === "ataque");
  const figures = { declaredAttacks: attacks.length };
  if (attacks.length > 0) {
    const evidence = words.attacks(attacks.length, idsOf(attacks, words));
    return checked(requirement, { verdict: "indicio", evidence, figures, source: "declared" });
  }
  return checked(requirement, { verdict: "no-verificable", evidence: words.noAttacks(statementComplete), figures });
}

function checkConnection(requirement: Requirement, leastSeconds: number | null, { incidents }: DutyEvidence, words: DutyWords): Check {
  const failures = incidents.filter(({ type }) => type === "conectividad");
  const long = failures.filter(({ startSecond, endSecond }) => endSecond === null || endSecond - startSecond >= (leastSeconds ?? 0));
  const figures = { declaredFailures: failures.length, declaredLongFailures: long.length, leastSeconds };
  if (long.length > 0) {
    const least = leastSeconds === null ? null : formatDuration(leastSeconds);
    const evidence = words.connection(long.length, least, idsOf(long, words));
    return checked(requirement, { verdict: "indicio", evidence, figures, source: "declared" });
  }
  return checked(requirement, { verdict: "no-verificable", evidence: words.noConnection, figures });
}

function checkDedicated(requirement: Requirement, outOfScope: number | null, words: DutyWords): Check {
  if (outOfScope !== null && outOfScope > 0) {
    const evidence = words.notDedicated(outOfScope);
    return checked(requirement, { verdict: "indicio", evidence, figures: { outOfScope }, source: "log" });
  }
  return checked(requirement, { verdict: "no-verificable", evidence: words.dedicated(outOfScope !== null), figures: { outOfScope } });
}

const mostIds = 5;

function idsOf(incidents: readonly { id: string }[], words: DutyWords): string {
  const named = incidents.slice(0, mostIds).map(({ id }) => printable(id));
  const more = incidents.length > mostIds ? words.moreIds(incidents.length - mostIds) : "";
  return `${named.join(", ")}${more}`;
}
