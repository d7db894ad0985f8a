// The checklist against the profiles themselves: every date and duty that a call states is there, with its clause, and nothing is made up.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { loadConvocatoria, readConvocatoria } from "../../analysis/index.ts";
import { calendarText } from "../../report/kit/calendar.ts";
import { checklistMarkdown, checklistPage } from "../../report/kit/checklist-pages.ts";
import { checklistOf } from "../../report/kit/tasks.ts";
import { wordsOf } from "../../report/locale/words.ts";
import { generatedAt, kitFolder } from "./written-kit.ts";

const profiles = path.join(import.meta.dirname, "..", "..", "analysis", "convocatorias");
const ids = readdirSync(profiles).map((name) => name.replace(".json", ""));

interface Cited {
  value: unknown;
  clause: string | null;
}

const isCited = (node: unknown): node is Cited => typeof node === "object" && node !== null && "clause" in node && "value" in node;

/** Every cited value of a profile as it stands in the file, wherever it stands. */
function citedValues(node: unknown): Cited[] {
  if (isCited(node)) return [node];
  if (typeof node !== "object" || node === null) return [];
  return Object.values(node).flatMap(citedValues);
}

/** Days and hours in a value: its own text, or those of an announced test. */
function datesOf({ value }: Cited): { day: string; hour: string | null }[] {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(value))
    return [{ day: value.slice(0, 10), hour: value.slice(11) || null }];
  if (typeof value !== "object" || value === null || !("firstDay" in value)) return [];
  const { firstDay, lastDay, dailyStart, dailyEnd } = value as Record<string, string | null>;
  return [
    { day: firstDay ?? "", hour: dailyStart ?? null },
    { day: lastDay ?? "", hour: dailyEnd ?? null },
  ];
}

function original(id: string): unknown {
  return (JSON.parse(readFileSync(path.join(profiles, `${id}.json`), "utf8")) as { versions: { values: unknown }[] }).versions[0]?.values;
}

const listOf = (reference: string) => checklistOf(wordsOf("es"), loadConvocatoria(reference), reference);

describe.each(ids)("%s", (id) => {
  it("has every date of the call, with its clause", () => {
    const { dated } = listOf(`${id}@original`);
    const stated = citedValues(original(id)).flatMap((cited) => datesOf(cited).map((date) => ({ ...date, clause: cited.clause })));
    expect(stated.length).toBeGreaterThan(2);
    const listed = dated
      .filter(({ origin }) => origin === "call")
      .flatMap(({ start, end, clause }) => [start, ...(end === null ? [] : [end])].map((moment) => ({ ...moment, clause })));
    for (const date of stated) expect(listed).toContainEqual(date);
    // And no date of the call's that the call does not name.
    for (const date of listed) expect(stated.map(({ day, hour }) => ({ day, hour }))).toContainEqual({ day: date.day, hour: date.hour });
  });

  it("has every duty, and is in the order of time", () => {
    const { dated, standing } = listOf(`${id}@original`);
    const { duties } = original(id) as { duties: { value: string; clause: string | null }[] };
    for (const { value, clause } of duties) expect(standing).toContainEqual(expect.objectContaining({ title: value, clause }));
    const order = dated.map(({ start }) => `${start.day} ${start.hour ?? ""}`);
    expect(order).toEqual(order.toSorted());
    const own = [...dated, ...standing].map((task) => task.id);
    expect(new Set(own).size).toBe(own.length);
  });

  it("is printed whole, as Markdown and as a page", () => {
    const call = loadConvocatoria(id);
    const checklist = checklistOf(wordsOf("es"), call, id);
    const frame = { call, checklist, difusor: "Diario <b>de</b> Prueba", generatedAt };
    const markdown = checklistMarkdown(wordsOf("es"), frame);
    const page = checklistPage(wordsOf("es"), frame);
    const all = [...checklist.dated, ...checklist.standing, ...checklist.unstated];
    expect(markdown.split("\n").filter((line) => line.startsWith("- [ ] "))).toHaveLength(all.length);
    expect(page.split("☐")).toHaveLength(all.length + 1);
    for (const { title } of all) expect(page).toContain(`${title}.</strong>`);
    expect(page).toContain("Diario &lt;b&gt;de&lt;/b&gt; Prueba");
    expect(page + markdown).not.toMatch(/undefined|\[object|NaN/);
  });
});

test("what a call leaves open is said, and gets no date", () => {
  const irimbo = listOf("iem-irimbo-2024");
  expect(irimbo.unstated.map(({ id }) => id)).toEqual(["window-end", "operation-end", "last-cut", "logs"]);
  expect(irimbo.dated.some(({ id }) => id === "fin-publicacion")).toBe(false);
  // Two days before the memoria is due, as no end of publication is stated.
  expect(irimbo.dated.find(({ id }) => id === "reunir")?.start).toEqual({ day: "2024-12-13", hour: null });
  const edomex = listOf("ieem-edomex-2021").unstated.map(({ id }) => id);
  expect(edomex).toContain("voluntary");
  expect(edomex).not.toContain("due");
  expect(listOf("iepc-durango-2022").unstated.map(({ id }) => id)).toContain("due");
});

test("a version known from the press has its own hours, and says where they come from", () => {
  const { dated } = listOf("iem-irimbo-2024@modificada");
  expect(dated.find(({ id }) => id === "inicio-publicacion")).toMatchObject({
    start: { day: "2024-12-08", hour: "19:00" },
    note: "según la prensa",
  });
  expect(dated.find(({ id }) => id === "fin-publicacion")).toMatchObject({ start: { day: "2024-12-10", hour: "19:00" }, clause: "I.2" });
  expect(dated.find(({ id }) => id === "fin-publicacion")?.note).toMatch(/^derivado de otros valores; /);
});

test("the memoria that is due before the publication ends is collected for before", () => {
  // Coahuila: due on 8 July, published at least until the 10th.
  expect(listOf("iec-coahuila-2018").dated.find(({ id }) => id === "reunir")?.start.day).toBe("2018-07-07");
});

/** The calendar as a reader takes it: unfolded, its values unescaped. */
function eventsOf(text: string): Map<string, string>[] {
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  const events: Map<string, string>[] = [];
  let depth = 0;
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") events.push(new Map());
    if (/^BEGIN:VALARM/.test(line)) depth = 1;
    if (depth === 0) {
      const [, key = "", value = ""] = /^([^:]+):(.*)$/s.exec(line) ?? [];
      events.at(-1)?.set(
        key,
        value.replace(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? "\n" : one)),
      );
    }
    if (/^END:VALARM/.test(line)) depth = 0;
  }
  return events;
}

describe("the calendar", () => {
  it.each(ids)("of %s keeps RFC 5545: CRLF, lines of 75 bytes, one start an event, no id twice", (id) => {
    const call = loadConvocatoria(id);
    const text = calendarText(wordsOf("es"), call, checklistOf(wordsOf("es"), call, id), generatedAt);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")).toBe(true);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    const events = eventsOf(text);
    const uids = events.map((event) => event.get("UID"));
    expect(new Set(uids).size).toBe(uids.length);
    for (const event of events) {
      expect([...event.keys()].filter((key) => /^DTSTART/.test(key))).toHaveLength(1);
      expect(event.get("DTSTAMP")).toBe("20241201T120000Z");
    }
  });

  it("gives hours in universal time, and each day of a test its own hours", () => {
    const call = loadConvocatoria("ieem-edomex-2021");
    const events = eventsOf(calendarText(wordsOf("es"), call, checklistOf(wordsOf("es"), call, call.id), generatedAt));
    const of = (summary: string): (string | undefined)[][] =>
      events.filter((event) => event.get("SUMMARY") === summary).map((event) => [event.get("DTSTART"), event.get("DTEND")]);
    // Central Mexico kept UTC-5 in June 2021.
    expect(of("PREP: Inicio de la publicación")).toEqual([["20210607T010000Z", undefined]]);
    expect(of("PREP: Pruebas")).toEqual([
      ["20210531T140000Z", "20210531T220000Z"],
      ["20210601T140000Z", "20210601T220000Z"],
      ["20210602T140000Z", "20210602T220000Z"],
    ]);
    const election = events.find((event) => event.get("SUMMARY") === "PREP: Jornada electoral");
    expect([election?.get("DTSTART;VALUE=DATE"), election?.get("DTEND;VALUE=DATE")]).toEqual(["20210606", "20210607"]);
  });
});

describe("a call of the user's own", () => {
  const folder = kitFolder();
  function written(change: (values: Record<string, unknown>) => void): string {
    const profile = JSON.parse(readFileSync(path.join(profiles, "ieem-edomex-2021.json"), "utf8")) as {
      versions: { values: Record<string, unknown> }[];
    };
    change(profile.versions[0]?.values ?? {});
    const file = path.join(folder, "propia.json");
    writeFileSync(file, JSON.stringify(profile));
    return file;
  }
  const test = (title: string, dailyStart: string) => ({
    value: { title, firstDay: "2021-05-31", lastDay: "2021-05-31", dailyStart, dailyEnd: "17:00" },
    clause: "II.3; a, b",
  });

  it("with hostile words is written harmless everywhere", async () => {
    const title = "<script>alert(1)</script>; a, b\\ **x** | `y`\n\u202eEND:VEVENT";
    const file = written((values) => {
      values["announcedTests"] = [test(title, "09:00")];
    });
    const call = await readConvocatoria(file);
    const frame = { call, checklist: checklistOf(wordsOf("es"), call, file), difusor: null, generatedAt };
    expect(checklistPage(wordsOf("es"), frame)).not.toMatch(/<script|\u202e/);
    expect(checklistMarkdown(wordsOf("es"), frame)).not.toMatch(/[^\\]<script|\u202e|\nEND/);
    const text = calendarText(wordsOf("es"), call, frame.checklist, generatedAt);
    expect(text.match(/^END:VEVENT/gm)).toHaveLength(text.match(/^BEGIN:VEVENT/gm)?.length ?? 0);
    expect(eventsOf(text).map((event) => event.get("SUMMARY"))).toContain(
      "PREP: <script>alert(1)</script>; a, b\\ **x** | `y`\\u{a}\\u{202e}END:VEVENT",
    );
  });

  it("with an hour that there is not is refused with the place", async () => {
    const file = written((values) => {
      values["announcedTests"] = [test("Prueba", "25:99")];
    });
    const call = await readConvocatoria(file);
    expect(() => checklistOf(wordsOf("es"), call, file)).toThrow(
      expect.objectContaining({ code: "convocatoria-invalid", facts: expect.objectContaining({ file, place: "2021-05-31T25:99" }) }),
    );
  });
});
