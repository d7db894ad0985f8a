// Declared outages beside what the logs show: each kind of disagreement, and where there is none.
import { describe, expect, it } from "vitest";
import type { DeclaredIncident } from "../../analysis/declared-availability.ts";
import type { LogEvidence } from "../../analysis/log-availability.ts";
import type { MonitorEvidence } from "../../analysis/monitor-availability.ts";
import { outageDisagreements as disagreements } from "../../analysis/outage-disagreements.ts";

const period = { name: "window", startSecond: 0, endSecond: 36_000 };
const covered = [{ startSecond: 0, endSecond: 36_000 }];

function seen(evidence: Partial<LogEvidence>): LogEvidence {
  return { covered, bad: [], silent: [], ...evidence };
}

function declared(
  startSecond: number,
  endSecond: number | null,
  effect: DeclaredIncident["effect"] = "caida",
  id = "I-001",
): DeclaredIncident {
  return { id, startSecond, endSecond, effect, weight: null };
}

const byLog = { seenBy: "log", monitorSeconds: null };

/** Without a monitor. */
function outageDisagreements(of: typeof period, incidents: readonly DeclaredIncident[], log: LogEvidence) {
  return disagreements(of, incidents, log, null);
}

describe("outageDisagreements", () => {
  it("finds an outage that was declared and not seen", () => {
    const found = outageDisagreements(period, [declared(600, 1200)], seen({}));
    expect(found).toEqual([
      { kind: "declared-not-seen", ...byLog, startSecond: 600, endSecond: 1200, declaredSeconds: 600, logSeconds: 0, incidentId: "I-001" },
    ]);
  });

  it("does not call an outage unseen that the logs do not cover whole", () => {
    expect(outageDisagreements(period, [declared(600, 1200)], seen({ covered: [{ startSecond: 0, endSecond: 900 }] }))).toEqual([]);
    expect(outageDisagreements(period, [declared(600, 1200)], seen({ covered: [] }))).toEqual([]);
  });

  it("finds bad minutes that nobody declared, unless a degradation was", () => {
    const bad = [{ startSecond: 600, endSecond: 900 }];
    expect(outageDisagreements(period, [], seen({ bad }))).toEqual([
      { kind: "seen-not-declared", ...byLog, startSecond: 600, endSecond: 900, declaredSeconds: 0, logSeconds: 300, incidentId: null },
    ]);
    expect(outageDisagreements(period, [declared(700, 720, "degradacion")], seen({ bad }))).toEqual([]);
    expect(outageDisagreements(period, [declared(700, 720, "ninguno")], seen({ bad }))).toHaveLength(1);
    expect(outageDisagreements(period, [declared(900, 960)], seen({ bad })).map(({ kind }) => kind)).toEqual([
      "seen-not-declared",
      "declared-not-seen",
    ]);
  });

  it("tolerates a difference of two minutes, and no more", () => {
    const incidents = [declared(600, 1200)];
    expect(outageDisagreements(period, incidents, seen({ bad: [{ startSecond: 600, endSecond: 1320 }] }))).toEqual([]);
    expect(outageDisagreements(period, incidents, seen({ bad: [{ startSecond: 600, endSecond: 1380 }] }))).toEqual([
      { kind: "different-length", ...byLog, startSecond: 600, endSecond: 1380, declaredSeconds: 600, logSeconds: 780, incidentId: "I-001" },
    ]);
  });

  it("takes silence within a declared outage as seen, and silence alone as nothing", () => {
    const silent = [{ startSecond: 600, endSecond: 1200 }];
    expect(outageDisagreements(period, [declared(600, 1200)], seen({ silent }))).toEqual([]);
    expect(outageDisagreements(period, [], seen({ silent }))).toEqual([]);
  });

  it("compares as one what overlaps: two declared outages and two runs of minutes", () => {
    const incidents = [declared(600, 1000), declared(900, 1500, "caida", "I-002")];
    const bad = [
      { startSecond: 600, endSecond: 660 },
      { startSecond: 1440, endSecond: 1500 },
    ];
    expect(outageDisagreements(period, incidents, seen({ bad }))).toEqual([
      {
        kind: "different-length",
        ...byLog,
        startSecond: 600,
        endSecond: 1500,
        declaredSeconds: 900,
        logSeconds: 120,
        incidentId: "I-001, I-002",
      },
    ]);
  });

  it("runs an outage without an end to the period's end", () => {
    expect(outageDisagreements(period, [declared(30_000, null)], seen({ bad: [{ startSecond: 30_000, endSecond: 36_000 }] }))).toEqual([]);
  });
});

describe("with a monitor", () => {
  const all = (down: MonitorEvidence["down"]): MonitorEvidence => ({ up: covered, down });
  const kinds = (incidents: DeclaredIncident[], log: Partial<LogEvidence>, monitor: MonitorEvidence) =>
    disagreements(period, incidents, seen(log), monitor).map(({ kind, seenBy, declaredSeconds, logSeconds, monitorSeconds }) => [
      kind,
      seenBy,
      declaredSeconds,
      logSeconds,
      monitorSeconds,
    ]);

  it("compares the declaration with each observer by itself", () => {
    const both = [{ startSecond: 600, endSecond: 1260 }];
    expect(kinds([declared(600, 1200)], { bad: both }, all(both))).toEqual([]);
    expect(kinds([declared(600, 1200)], {}, all([]))).toEqual([
      ["declared-not-seen", "log", 600, 0, null],
      ["declared-not-seen", "monitor", 600, null, 0],
    ]);
    expect(kinds([], {}, all([{ startSecond: 600, endSecond: 660 }]))).toEqual([["seen-not-declared", "monitor", 0, null, 60]]);
    expect(
      kinds([declared(600, 1200)], { bad: [{ startSecond: 600, endSecond: 1200 }] }, all([{ startSecond: 600, endSecond: 1501 }])),
    ).toEqual([
      ["different-length", "monitor", 600, null, 901],
      ["observers-differ", null, null, 600, 901],
    ]);
  });

  it("does not hold a monitor to an outage that may fall between two checks, or that it does not cover", () => {
    const bad = [{ startSecond: 600, endSecond: 900 }];
    expect(kinds([declared(600, 900)], { bad }, all([]))).toEqual([]);
    expect(kinds([declared(600, 1200)], { covered: [] }, { up: [{ startSecond: 0, endSecond: 900 }], down: [] })).toEqual([]);
  });

  it("finds log and monitor apart only where both know something", () => {
    const bad = [{ startSecond: 600, endSecond: 1200 }];
    const incidents = [declared(600, 1200, "degradacion")];
    expect(kinds(incidents, { bad }, all([]))).toEqual([["observers-differ", null, null, 600, 0]]);
    expect(kinds(incidents, { bad }, { up: [{ startSecond: 0, endSecond: 800 }], down: [] })).toEqual([]);
    expect(kinds(incidents, { silent: bad }, all(bad))).toEqual([]);
  });
});
