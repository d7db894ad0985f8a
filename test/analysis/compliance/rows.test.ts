// Which rows each call yields, in its order, under its version; and none without a call.
import { describe, expect, it } from "vitest";
import { listConvocatorias } from "../../../analysis/convocatoria.ts";
import { clausesOf, clausesOfFigures, clausesOfRollups, lineAt, polledAt } from "../../support/checked-clauses.ts";
import { analysisOf, line } from "../../support/hand-made.ts";

const publication = ["early-publication", "earliest-hour", "publication-start"];
const shown = ["cut-time-shown", "content-unaltered"];
const michoacanDuties = ["cache-control", "secure-transport", "cdn-purge", "ddos-protection", "disk-space", "transfer-rate"];

const irimboRows = [
  ...publication,
  ...["minimum-end", "last-cut", "cut-cadence", "availability", "recorded-measures", "memoria-due"],
  ...michoacanDuties,
  ...["simulacro", "confidential-registration"],
  ...shown,
];

const rows: Record<string, string[]> = {
  "iem-michoacan-2021": [
    ...publication,
    ...["minimum-end", "last-cut", "cut-cadence", "availability", "recorded-measures", "memoria-due"],
    ...michoacanDuties,
    ...shown,
  ],
  "iem-irimbo-2024": irimboRows,
  "iem-irimbo-2024@modificada": irimboRows,
  // No memoria, target or measures asked for.
  "ieem-edomex-2021": [
    ...publication,
    ...["minimum-end", "last-cut", "cut-cadence", "port-443", "apache-version", "ntp", "syslog", "bandwidth", "attack-ends-status"],
    ...shown,
  ],
  // No minimum, no due date; a greatest delay, and logs of days.
  "iepc-durango-2022": [
    ...publication,
    ...["last-cut", "cut-cadence", "cut-delay", "asked-logs"],
    ...["port-80", "port-443", "redundancy", "ids-ips", "ddos-protection", "dedicated-server"],
    ...shown,
  ],
  // No start: one row of the earliest hour.
  "iec-coahuila-2018": [
    ...["early-publication", "publication-start", "minimum-end", "last-cut", "cut-cadence", "memoria-due", "asked-logs"],
    ...[
      "high-availability",
      "dos-detection",
      "bandwidth",
      "uninterruptible-power",
      "continuity-tests",
      "penetration-tests",
      "connection-failure",
    ],
    ...shown,
  ],
};

const dayOf = (id: string): string | undefined =>
  listConvocatorias()
    .flatMap(({ versions }) => versions)
    .find((version) => id.startsWith(version.id))?.electionDate.value;

describe("rows", () => {
  it.each(Object.entries(rows))("%s", async (id, ids) => {
    const day = dayOf(id);
    const logs = [
      [lineAt(`${day}T19:00:00-06:00`), polledAt(`${day}T20:30:00-06:00`), polledAt(`${day}T21:00:00-06:00`, 500)],
      [lineAt(`${day}T22:30:00-06:00`, { status: 404 })],
    ];
    const found = await clausesOf(logs, id);
    expect(Object.keys(found)).toEqual(ids);
    for (const check of Object.values(found)) {
      expect(check).toMatchObject({ callVersion: id.split("@")[1] ?? "original", callStatus: id.includes("@") ? "press" : "official" });
      expect(check.evidence).toMatch(/^\p{Lu}|^\d|^\//u);
      expect(check.clause).not.toBe("");
    }
    // What the tests of single clauses look at is what an analysis has.
    const ofRollups = Object.entries(found).filter(([clause]) => !clausesOfFigures.includes(clause));
    expect(Object.entries(await clausesOfRollups(logs, id))).toEqual(ofRollups);
  });

  it("none without a call", async () => {
    expect((await analysisOf([[line({ at: "20:00:00" })]])).compliance).toEqual([]);
  });
});
