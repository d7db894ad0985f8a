// The checklist of every known call: what is asked is told with its clause, missing at first and done when all is there; and the call's limit to the second.
import { describe, expect, test } from "vitest";
import { dayStart, type FileRecord } from "../../ingest/index.ts";
import { type ChecklistInputs, checklist } from "../../web/deeds/checklist.ts";
import { availabilityTable, periodMissing } from "../../web/pages/delivery/checklist-page.ts";
import { AppDatabase } from "../../web/records/app-database.ts";
import { callOf, knownCalls } from "../../web/records/calls.ts";
import { settingsSchema } from "../../web/records/deliveries.ts";
import { dueOf } from "../../web/records/due.ts";
import { textSections } from "../../web/records/texts.ts";
import { fullAnalysis } from "../report/fixture-analysis.ts";

/** None entered but those that come with the program. */
const records = { db: new AppDatabase(":memory:"), now: () => new Date() };

const nothing = (call: ChecklistInputs["call"]): ChecklistInputs => ({
  call,
  settings: settingsSchema.parse({}),
  files: [],
  incidents: 0,
  texts: [],
  attachments: [],
  registration: { error: null, refusal: null, missing: ["Contacto"] },
  analysis: null,
});

function everything(call: ChecklistInputs["call"]): ChecklistInputs {
  const { firstDay, lastDay } = call.logs;
  const firstSecond = dayStart(firstDay.value ?? call.electionDate.value, call.timeZone.value);
  const lastSecond = dayStart(lastDay.value ?? call.electionDate.value, call.timeZone.value, 1) - 1;
  const analysis = {
    ...fullAnalysis(),
    comparison: fullAnalysis().comparison ?? ({} as NonNullable<ChecklistInputs["analysis"]>["comparison"]),
  };
  return {
    ...nothing(call),
    settings: settingsSchema.parse({ windowStart: "2024-01-01T00:00", windowEnd: "2024-01-02T00:00", statementComplete: true }),
    files: [{ firstSecond, lastSecond } as FileRecord],
    texts: textSections.map((section) => ({ section, text: "x", revision: 1, person: "", updatedAt: "" })),
    registration: { error: null, refusal: null, missing: [] },
    analysis,
  };
}

describe.each(knownCalls(records).map((call) => [call.id, call] as const))("%s", (_, call) => {
  test("with nothing, every section that is asked for is missing and has its clause", () => {
    const items = checklist(nothing(call));
    expect(items.every(({ state }) => state === "missing" || state === "optional")).toBe(true);
    for (const { id, title, clause } of call.memoria.sections) {
      if (id === "bitacoras") continue;
      expect(items).toContainEqual(expect.objectContaining({ title, clause }));
    }
    const bounds = items.filter(({ id }) => id === "bounds");
    expect(bounds).toHaveLength(call.window.start.value === null || call.window.end.value === null ? 1 : 0);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  test("with everything, nothing is missing", () => {
    expect(checklist(everything(call)).filter(({ state }) => state !== "done")).toEqual([]);
  });
});

test("days that were asked for and have no line are named", () => {
  const call = callOf(records, "iec-coahuila-2018");
  const all = everything(call);
  const second = dayStart("2018-07-01", call.timeZone.value) + 3600;
  const [logs] = checklist({ ...all, files: [{ firstSecond: second, lastSecond: second + 60 } as FileRecord] });
  expect(logs).toMatchObject({ id: "logs", state: "attention", detail: expect.stringContaining("2018-07-02") });
  expect(logs?.detail).not.toContain("2018-07-01,");
});

test("without its bounds the publication period is not judged, and the page says what is missing and where it is declared", () => {
  const full = fullAnalysis();
  const delivery = { id: "d1" } as Parameters<typeof periodMissing>[0];
  expect(periodMissing(delivery, full)).toBeNull();
  const results = full.availability.results.map((result) =>
    result.period === "window" ? { ...result, period: "custom", verdict: null, allowedSeconds: null } : result,
  );
  const open = {
    ...full,
    period: { ...full.period, name: "custom" },
    availability: { ...full.availability, results },
    warnings: [{ code: "window-unbounded", text: "" }] as typeof full.warnings,
  };
  expect(periodMissing(delivery, open)?.text).toContain(
    'no se juzga y las cifras son del lapso que cubren las bitácoras. <a href="/memorias/d1/datos">',
  );
  const custom = results.filter(({ period, logSource }) => period === "custom" && logSource === null).length;
  expect(custom).toBeGreaterThan(0);
  expect(availabilityTable(open, false).text.match(/Sin juzgar/gu)).toHaveLength(custom);
  expect(availabilityTable(full, false).text).not.toContain("Sin juzgar");
  // Without a target there is nothing to judge by, which the table's title says.
  expect(availabilityTable({ ...open, availability: { ...open.availability, target: null } }, false).text).not.toContain("Sin juzgar");
});

test("no incident is done only once it is declared", () => {
  const all = everything(callOf(records, "iem-irimbo-2024"));
  const of = (statementComplete: boolean, incidents: number) =>
    checklist({ ...all, incidents, settings: { ...all.settings, statementComplete } }).find(({ id }) => id === "incidents");
  expect(of(true, 0)?.state).toBe("done");
  expect(of(true, 0)?.detail).toContain("no hubo incidencias");
  expect(of(false, 0)?.state).toBe("missing");
  expect(of(false, 3)?.state).toBe("attention");
});

test("the limit is the end of its local day, to the second", () => {
  const call = callOf(records, "iem-irimbo-2024");
  expect(dueOf(call, new Date("2024-12-16T05:59:59Z"))).toEqual({
    day: "2024-12-15",
    at: "2024-12-16T06:00:00.000Z",
    daysLeft: 0,
    isOver: false,
  });
  expect(dueOf(call, new Date("2024-12-16T06:00:00Z"))).toMatchObject({ daysLeft: -1, isOver: true });
  expect(dueOf(call, new Date("2024-12-10T06:00:00Z"))?.daysLeft).toBe(5);
  expect(dueOf(callOf(records, "iepc-durango-2022"), new Date())).toBeNull();
});
