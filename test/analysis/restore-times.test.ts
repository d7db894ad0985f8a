// Mean time to restore and between failures: by hand, at none and one, and against a walk over every second.

import { describe, expect, it } from "vitest";
import { availabilityRow } from "../../analysis/availability.ts";
import { subtract, total } from "../../analysis/intervals.ts";
import { restoreTimes } from "../../analysis/restore-times.ts";
import fc from "../support/cases.ts";

const span = (startSecond: number, endSecond: number) => ({ startSecond, endSecond });
const hour = [span(0, 3600)];

describe("restore times", () => {
  it("of three outages, two of which overlap and one of which begins before the period", () => {
    // Down 0 to 60 (cut), 600 to 900, 2000 to 2240: 600 s in three; up 3000 s of which 300 are not known.
    const down = [span(-500, 60), span(600, 800), span(700, 900), span(2000, 2240)];
    expect(restoreTimes(down, hour, 300)).toEqual({
      outageCount: 3,
      meanTimeToRestoreSeconds: 200,
      meanTimeBetweenFailuresSeconds: (3600 - 600 - 300) / 3,
    });
  });

  it("are null without an outage; with one there is nothing between", () => {
    expect(restoreTimes([], hour, 0)).toEqual({ outageCount: 0, meanTimeToRestoreSeconds: null, meanTimeBetweenFailuresSeconds: null });
    expect(restoreTimes([span(5, 15)], hour, 0)).toEqual({
      outageCount: 1,
      meanTimeToRestoreSeconds: 10,
      meanTimeBetweenFailuresSeconds: null,
    });
  });

  it("between failures are not known where it is not known what is unknown", () => {
    expect(restoreTimes([span(0, 10), span(20, 30)], hour, null)).toMatchObject({
      meanTimeToRestoreSeconds: 10,
      meanTimeBetweenFailuresSeconds: null,
    });
  });

  it("an exclusion inside an outage does not make two of it, and one that is excluded whole is none", () => {
    const counted = subtract(hour, [span(100, 200), span(1000, 1100)]);
    expect(restoreTimes([span(50, 250), span(1020, 1080)], counted, 0)).toEqual({
      outageCount: 1,
      meanTimeToRestoreSeconds: 100,
      meanTimeBetweenFailuresSeconds: null,
    });
  });

  it("stand in the row of a source, and are null where it says nothing of the period", () => {
    const evidence = {
      source: "declared" as const,
      logSource: null,
      down: [span(0, 60)],
      weightedDownSeconds: null,
      unknown: [],
      covered: [],
    };
    const terms = { period: { name: "window", ...span(0, 3600) }, exclusions: [], target: null };
    expect(availabilityRow(terms, { ...evidence, saysAnything: true })).toMatchObject({ outageCount: 1, meanTimeToRestoreSeconds: 60 });
    expect(availabilityRow(terms, { ...evidence, saysAnything: false })).toMatchObject({
      outageCount: null,
      meanTimeToRestoreSeconds: null,
    });
  });

  it("agree with a walk over every second", () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })).map(([start, length]) => span(start, start + length)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(spans, spans, (down, excluded) => {
        const counted = subtract([span(5, 55)], excluded);
        const isIn = (list: typeof down, second: number): boolean => list.some((of) => second >= of.startSecond && second < of.endSecond);
        let [outages, downSeconds, isCounted] = [0, 0, false];
        for (let second = 0; second < 80; second++) {
          if (!isIn(down, second)) isCounted = false;
          else if (isIn(counted, second)) {
            downSeconds++;
            if (!isCounted) outages++;
            isCounted = true;
          }
        }
        expect(restoreTimes(down, counted, 0)).toEqual({
          outageCount: outages,
          meanTimeToRestoreSeconds: outages === 0 ? null : downSeconds / outages,
          meanTimeBetweenFailuresSeconds: outages < 2 ? null : (total(counted) - downSeconds) / outages,
        });
      }),
    );
  });
});
