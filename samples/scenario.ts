// What goes wrong in each scenario: when answers fail, floods, and the incident records that the difusor wrote.
import { localSecond } from "./clock.ts";
import type { IncidentRow } from "./incidents.ts";
import { incidentsOf } from "./incidents.ts";

export type ScenarioName = "normal" | "outage" | "attack";

export const SCENARIO_NAMES: readonly ScenarioName[] = ["normal", "outage", "attack"];

/** A stretch of time, half-open, in epoch seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** In this stretch, these shares of the answers are 503 and 429. */
export interface Failure extends Stretch {
  unavailableShare: number;
  throttledShare: number;
  /** An outage (most answers fail), or a mere degradation. */
  outage: boolean;
  declared: boolean;
}

/** Requests of a few addresses for one page, as a share of all lines. */
export interface Flood extends Stretch {
  lineShare: number;
}

export interface Scenario {
  name: ScenarioName;
  failures: readonly Failure[];
  flood: Flood | null;
  incidents: readonly IncidentRow[];
}

const OUTAGE_START = localSecond(8, 21, 17);
const HIDDEN_OUTAGE_START = localSecond(8, 23, 5);
const DEGRADATION_START = localSecond(9, 0, 12);
const FLOOD_START = localSecond(8, 21, 33);

const OUTAGE_FAILURES: readonly Failure[] = [
  { start: OUTAGE_START, end: OUTAGE_START + 23 * 60, unavailableShare: 0.92, throttledShare: 0, outage: true, declared: true },
  {
    start: HIDDEN_OUTAGE_START,
    end: HIDDEN_OUTAGE_START + 6 * 60,
    unavailableShare: 0.88,
    throttledShare: 0,
    outage: true,
    declared: false,
  },
  { start: DEGRADATION_START, end: DEGRADATION_START + 8 * 60, unavailableShare: 0.22, throttledShare: 0, outage: false, declared: true },
];

const FLOOD: Flood = { start: FLOOD_START, end: FLOOD_START + 12 * 60, lineShare: 0.12 };

/** What the flood does to everybody else. */
const FLOOD_FAILURE: Failure = { ...FLOOD, unavailableShare: 0.12, throttledShare: 0.06, outage: false, declared: true };

/** The scenario of that name. */
export function scenarioOf(name: ScenarioName): Scenario {
  const failures = name === "outage" ? OUTAGE_FAILURES : name === "attack" ? [FLOOD_FAILURE] : [];
  return { name, failures, flood: name === "attack" ? FLOOD : null, incidents: incidentsOf(name) };
}
