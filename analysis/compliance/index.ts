// Every measurable clause of a call, checked in the order of the call: cumple, incumple, no-verificable or indicio, each with its evidence.
import type { Database, FileRecord, IncidentRecord } from "../../ingest/index.ts";
import type { Analysis } from "../analysis.ts";
import type { Convocatoria } from "../convocatoria.ts";
import type { Interval } from "../intervals.ts";
import type { Language } from "../language.ts";
import { analysisWords } from "../locale/words.ts";
import type { PeriodOverrides } from "../periods.ts";
import type { RollupRules } from "../rollups.ts";
import { answersIn, polledCachingIn, transportIn } from "./answers.ts";
import { checkAskedLogs } from "./asked-logs.ts";
import { checkAvailability } from "./availability-target.ts";
import { type CallBounds, callBounds } from "./bounds.ts";
import { type CutEvidence, checkCadence, checkDelay } from "./cadence.ts";
import { type Check, type CheckedClause, type Telling, tellingOf, underVersion } from "./clause.ts";
import { checkDuties } from "./duties.ts";
import { checkEarlyPublication, earlyBounds } from "./early-publication.ts";
import { askedLogs, cutEvidence, earlyEvidence, endAnswers, firstAnswer, type LogTime, logTime, noEndSecond, peakBytes } from "./gather.ts";
import { checkLastCut } from "./last-cut.ts";
import { checkDueDate, checkRecordedMeasures } from "./memoria-duties.ts";
import { checkMinimumEnd, checkStart } from "./publication-span.ts";

export interface ComplianceInputs {
  convocatoria: Convocatoria | null;
  overrides: PeriodOverrides;
  files: readonly FileRecord[];
  rules: RollupRules;
  incidents: readonly IncidentRecord[];
  statementComplete: boolean;
  generatedAt: number;
  /** In which the evidence is told; default: Spanish. */
  language?: Language;
}

type Figures = Pick<Analysis, "availability" | "ledger" | "period" | "periods" | "traffic">;

interface Checking {
  database: Database;
  call: Convocatoria;
  bounds: CallBounds;
  time: LogTime;
  telling: Telling;
}

/**
 * The clauses of a call and what the records say of each; empty without a call. A clause that the call does not state yields no row. Reads
 * the rollups; the whole delivery is looked at, whatever range the figures are of.
 */
export async function compliance(database: Database, figures: Figures, inputs: ComplianceInputs): Promise<CheckedClause[]> {
  const { convocatoria: call, rules } = inputs;
  if (call === null) return [];
  const checking: Checking = {
    database,
    call,
    bounds: callBounds(call, inputs.overrides),
    time: await logTime(database, inputs.files),
    telling: tellingOf(call.timeZone.value, analysisWords(inputs.language ?? "es")),
  };
  const cuts = await cutEvidence(database, checking.bounds.electionDay, rules.resultPath);
  const window = figures.periods["window"];
  const checks = [
    ...(await publication(checking, rules.resultPath)),
    await lastCut(checking, cuts),
    checkCadence(call, checking.bounds, cuts, checking.telling),
    checkDelay(call, checking.telling),
    checkAvailability(call, figures.availability, checking.telling),
    checkRecordedMeasures(call, window ?? figures.traffic, window === undefined ? figures.period.name : "window", checking.telling),
    checkDueDate(call, inputs.generatedAt, checking.telling),
    await logsOfDays(checking),
    ...(await duties(checking, figures, inputs)),
  ];
  return checks.filter((check) => check !== null).map((check) => underVersion(check, call));
}

async function publication({ database, call, bounds, time, telling }: Checking, resultPath: string): Promise<(Check | null)[]> {
  const { start, end, electionDay } = bounds;
  const early: Check[] = [];
  for (const bound of earlyBounds(call, bounds, telling)) {
    const evidence = await earlyEvidence(database, bound.bound.second, bounds, { known: time.known, resultPath });
    early.push(checkEarlyPublication(bound, evidence, electionDay, telling));
  }
  const none = { second: null, failed: 0, badSeconds: 0, badAtBound: false, afterSecond: null };
  const first = start === null ? none : await firstAnswer(database, publishedSpan(bounds), time.bad);
  const last = end === null ? none : await endAnswers(database, publishedSpan(bounds), time.bad);
  return [...early, checkStart(call, bounds, first, telling), checkMinimumEnd(call, bounds, last, telling)];
}

async function lastCut({ database, call, bounds, time, telling }: Checking, cuts: CutEvidence): Promise<Check | null> {
  const { lastCutStart, lastCutEnd } = bounds;
  if (lastCutStart === null || lastCutEnd === null) return checkLastCut(call, bounds, { cuts, known: time.known, answers: null }, telling);
  const span = { startSecond: lastCutStart.second, endSecond: lastCutEnd.second };
  return checkLastCut(call, bounds, { cuts, known: time.known, answers: await endAnswers(database, span, time.bad) }, telling);
}

async function logsOfDays({ database, call, telling }: Checking): Promise<Check | null> {
  const [firstDay, lastDay] = [call.logs.firstDay.value, call.logs.lastDay.value];
  if (firstDay === null || lastDay === null) return null;
  return checkAskedLogs(call, await askedLogs(database, { firstDay, lastDay, timeZone: call.timeZone.value }), telling);
}

async function duties({ database, call, bounds, telling }: Checking, figures: Figures, inputs: ComplianceInputs): Promise<Check[]> {
  const published = publishedSpan(bounds);
  const { rules, incidents, statementComplete } = inputs;
  const evidence = {
    transport: await transportIn(database, published),
    caching: await polledCachingIn(database, published),
    resultPath: rules.resultPath,
    peakBytes: await peakBytes(database),
    simulacro: await answersIn(database, bounds.simulacros),
    incidents,
    statementComplete,
    outOfScope: rules.scope.length === 0 ? null : figures.ledger.outOfScope,
  };
  return checkDuties(call, evidence, telling);
}

/** The publication as far as its bounds are known. */
function publishedSpan({ start, earliest, end }: CallBounds): Interval {
  return { startSecond: (start ?? earliest).second, endSecond: end?.second ?? noEndSecond };
}
