// Declared outages beside what the logs show: each kind of disagreement, and where there is none.
import { describe, expect, it } from "vitest";
import type { DeclaredIncident } from "../../analysis/declared-availability.ts";
import type { LogEvidence } from "../../analysis/log-availability.ts";
import { outageDisagreements } from "../../analysis/outage-disagreements.ts";

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

describe("outageDisagreements", () => {
  it("finds an outage that was declared and not seen", () => {
    const found = outageDisagreements(period, [declared(600, 1200)], seen({}));
    expect(found).toEqual([
      { kind: "declared-not-seen", startSecond: 600, endSecond: 1200, declaredSeconds: 600, logSeconds: 0, incidentId: "I-001" },
    ]);
  });

  it("does not call an outage unseen that the logs do not cover whole", () => {
    expect(outageDisagreements(period, [declared(600, 1200)], seen({ covered: [{ startSecond: 0, endSecond: 900 }] }))).toEqual([]);
    expect(outageDisagreements(period, [declared(600, 1200)], seen({ covered: [] }))).toEqual([]);
  });

  it("finds bad minutes that nobody declared, unless a degradation was", () => {
    const bad = [{ startSecond: 600, endSecond: 900 }];
    expect(outageDisagreements(period, [], seen({ bad }))).toEqual([
      { kind: "seen-not-declared", startSecond: 600, endSecond: 900, declaredSeconds: 0, logSeconds: 300, incidentId: null },
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
      { kind: "different-length", startSecond: 600, endSecond: 1380, declaredSeconds: 600, logSeconds: 780, incidentId: "I-001" },
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
      { kind: "different-length", startSecond: 600, endSecond: 1500, declaredSeconds: 900, logSeconds: 120, incidentId: "I-001, I-002" },
    ]);
  });

  it("runs an outage without an end to the period's end", () => {
    expect(outageDisagreements(period, [declared(30_000, null)], seen({ bad: [{ startSecond: 30_000, endSecond: 36_000 }] }))).toEqual([]);
  });
});
