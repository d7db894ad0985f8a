// Before the start, at the start and at the minimum end: every verdict from a few lines, worked out by hand.
import { describe, expect, it } from "vitest";
import { clauseOf, clausesOf, epoch, lineAt, polledAt } from "../../support/checked-clauses.ts";
import { line } from "../../support/hand-made.ts";

const irimbo = "iem-irimbo-2024";

/** A request every five minutes from midnight on, so that the log covers every minute up to `endHour`; all of them refused. */
function covering(day: string, endHour: number): string[] {
  return Array.from({ length: endHour * 12 }, (_, i) => {
    const clock = `${String(Math.floor(i / 12)).padStart(2, "0")}:${String((i % 12) * 5).padStart(2, "0")}:00`;
    return lineAt(`${day}T${clock}-06:00`, { request: "GET /nada HTTP/1.1", status: 404 });
  });
}

describe("nothing published before the start", () => {
  it("is an indicio where a page or the polled file was served, and says when", async () => {
    const log = [line({ at: "19:10:00" }), polledAt("2024-12-08T19:30:00-06:00"), line({ at: "20:00:05" })];
    const check = await clauseOf("early-publication", [log], irimbo);
    expect(check).toMatchObject({
      verdict: "indicio",
      clause: "I.2; Reglamento de Elecciones, art. 353",
      figures: { electionDayAnswers: 2, polledAnswers: 1, earlierDaysAnswers: 0, firstAt: "2024-12-08T19:10:00-06:00" },
      source: "log",
    });
    expect(check.evidence).toContain(
      "antes del 8 de diciembre de 2024, 20:00 h (hora del centro, UTC-6): el día de la jornada, 1 respuesta de páginas y 1 respuesta de /json/main.json, de las 19:10 h a las 19:30 h",
    );
  });

  it("is an indicio for a day before too, and for an answer not modified", async () => {
    const log = [lineAt("2024-12-07T22:00:00-06:00", { status: 304 }), line({ at: "20:00:05" })];
    expect((await clauseOf("early-publication", [log], irimbo)).figures).toMatchObject({ electionDayAnswers: 0, earlierDaysAnswers: 1 });
  });

  it("leaves out announced tests, failures, redirects, assets, and the difusor's own requests", async () => {
    const log = [
      lineAt("2024-12-01T12:00:00-06:00"),
      line({ at: "19:10:00", status: 503 }),
      line({ at: "19:11:00", status: 301 }),
      line({ at: "19:12:00", request: "GET /logo.png HTTP/1.1" }),
      line({ at: "19:13:00", request: "HEAD / HTTP/1.1" }),
      line({ at: "19:14:00", address: "10.0.0.9" }),
      line({ at: "20:00:05" }),
    ];
    const check = await clauseOf("early-publication", [log], irimbo, { rules: { internal: ["10.0.0.0/8"] } });
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { electionDayAnswers: 0, earlierDaysAnswers: 0, testAnswers: 1 } });
    expect(check.evidence).toContain("aparte, 1 respuesta en pruebas o simulacros anunciados");
  });

  it("is clear only where the log covers the election day up to the start", async () => {
    const log = [...covering("2024-12-08", 20), line({ at: "20:00:05" })];
    expect(await clauseOf("early-publication", [log], irimbo)).toMatchObject({ verdict: "cumple", figures: { unknownSeconds: 0 } });
    // The first line an hour later: from 00:00 to 01:00 nothing is known.
    const check = await clauseOf("early-publication", [log.slice(12)], irimbo);
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { unknownSeconds: 3600 } });
    expect(check.evidence).toContain("antes de esa hora hay 1 h de la jornada sin registro de todas las fuentes");
  });

  it("needs the log of every source", async () => {
    const whole = { content: [...covering("2024-12-08", 20), line({ at: "20:00:05" })].join(""), source: "a" };
    const late = { content: line({ at: "20:00:07" }), source: "b" };
    expect(await clauseOf("early-publication", [whole, late], irimbo)).toMatchObject({ verdict: "no-verificable" });
  });

  it("knows the hours of a test", async () => {
    // Edomex: tests from 31 May to 2 June, 9:00 to 17:00.
    const inside = lineAt("2021-06-02T16:59:59-05:00");
    const outside = lineAt("2021-06-02T17:00:00-05:00");
    const of = (log: string[]) => clauseOf("early-publication", [[...log, lineAt("2021-06-06T20:00:01-05:00")]], "ieem-edomex-2021");
    expect(await of([inside])).toMatchObject({ verdict: "no-verificable", clause: "I.1", figures: { testAnswers: 1 } });
    expect(await of([inside, outside])).toMatchObject({ verdict: "indicio", figures: { testAnswers: 1, earlierDaysAnswers: 1 } });
  });

  it("holds the general 18:00 beside a later start, and alone where the call fixes no start", async () => {
    const log = [line({ at: "18:30:00" }), line({ at: "20:00:05" })];
    const found = await clausesOf([log], irimbo);
    expect([found["early-publication"]?.verdict, found["earliest-hour"]?.verdict]).toEqual(["indicio", "no-verificable"]);
    const coahuila = await clausesOf([[lineAt("2018-07-01T17:59:59-05:00"), lineAt("2018-07-01T18:00:00-05:00")]], "iec-coahuila-2018");
    expect(coahuila["early-publication"]).toMatchObject({
      verdict: "indicio",
      clause: "I.1; Reglamento de Elecciones, art. 353 (considerando 14)",
      figures: { bound: "2018-07-01T18:00:00-05:00", electionDayAnswers: 1 },
    });
    expect(coahuila["earliest-hour"]).toBeUndefined();
    expect(coahuila["publication-start"]).toMatchObject({ verdict: "no-verificable" });
    expect(coahuila["publication-start"]?.evidence).toContain("Falta declararla.");
  });
});

describe("versions", () => {
  it("a page served at 19:30 breaks the original and not the amended Irimbo", async () => {
    const log = [line({ at: "19:30:00" }), line({ at: "20:00:05" })];
    const original = await clauseOf("early-publication", [log], irimbo);
    const amended = await clauseOf("early-publication", [log], `${irimbo}@modificada`);
    expect(original).toMatchObject({ verdict: "indicio", callVersion: "original", callStatus: "official" });
    expect(amended).toMatchObject({
      verdict: "no-verificable",
      callVersion: "modificada",
      callStatus: "press",
      figures: { bound: "2024-12-08T19:00:00-06:00", electionDayAnswers: 0 },
    });
  });

  it("a derived end says so", async () => {
    const log = [line({ at: "19:00:05" }), lineAt("2024-12-10T19:00:00-06:00")];
    const check = await clauseOf("minimum-end", [log], `${irimbo}@modificada`);
    expect(check).toMatchObject({ verdict: "cumple", figures: { end: "2024-12-10T19:00:00-06:00" } });
    expect(check.evidence).toContain("hora derivada de otros valores de la convocatoria");
  });
});

/** Twenty refused requests in one minute: an outage by the definitions. */
const outage = (minute: string): string[] => Array.from({ length: 20 }, (_, i) => line({ at: `${minute}:${10 + i}`, status: 503 }));

describe("the start", () => {
  it.each([
    ["20:00:00", "cumple", 0],
    ["20:00:59", "cumple", 59],
    ["20:01:00", "no-verificable", 60],
  ])("first answer at %s: %s", async (at, verdict, secondsAfterStart) => {
    expect(await clauseOf("publication-start", [[line({ at })]], irimbo)).toMatchObject({ verdict, figures: { secondsAfterStart } });
  });

  it("is an indicio where requests failed before the first answer, and a breach in an outage", async () => {
    const failed = [line({ at: "20:03:00", status: 500 }), polledAt("2024-12-08T20:04:00-06:00", 10, 404), line({ at: "20:10:00" })];
    expect(await clauseOf("publication-start", [failed], irimbo)).toMatchObject({
      verdict: "indicio",
      figures: { secondsAfterStart: 600, failedAnswers: 2, outageSeconds: 0 },
    });
    const down = await clauseOf("publication-start", [[...outage("20:02"), line({ at: "20:10:00" })]], irimbo);
    expect(down).toMatchObject({ verdict: "incumple", figures: { failedAnswers: 20, outageSeconds: 60 } });
    expect(down.evidence).toContain("10 min después; en ese tiempo la bitácora muestra 1 min sin servicio");
    // Five minutes and more after the start, nobody knows what was there at the start.
    const later = [...outage("20:05"), line({ at: "20:10:00" })];
    expect(await clauseOf("publication-start", [later], irimbo)).toMatchObject({ verdict: "indicio", figures: { outageSeconds: 60 } });
    expect(await clauseOf("publication-start", [[...outage("20:04"), line({ at: "20:10:00" })]], irimbo)).toMatchObject({
      verdict: "incumple",
    });
  });

  it("a stranger's missing page is no failure", async () => {
    const log = [line({ at: "20:03:00", request: "GET /wp-login.php HTTP/1.1", status: 404 }), line({ at: "20:10:00" })];
    expect(await clauseOf("publication-start", [log], irimbo)).toMatchObject({ verdict: "no-verificable", figures: { failedAnswers: 0 } });
  });

  it("without an answer after it there is nothing to see", async () => {
    const check = await clauseOf("publication-start", [[line({ at: "18:00:00" })]], irimbo);
    expect(check).toMatchObject({ verdict: "no-verificable", figures: { firstAnswerAt: null, secondsAfterStart: null } });
  });

  it("what the call fixes is not for the difusor to declare; what it leaves open is, and says so", async () => {
    const declared = { windowStart: epoch("2024-12-08T21:00:00-06:00"), windowEnd: epoch("2024-12-10T20:00:00-06:00") };
    const check = await clauseOf("publication-start", [[line({ at: "21:00:00" })]], irimbo, { overrides: declared });
    expect(check.figures).toMatchObject({ start: "2024-12-08T20:00:00-06:00", secondsAfterStart: 3600 });
    const overrides = { windowStart: epoch("2018-07-01T19:00:00-05:00") };
    const open = await clauseOf("publication-start", [[lineAt("2018-07-01T19:00:01-05:00")]], "iec-coahuila-2018", { overrides });
    expect(open).toMatchObject({ verdict: "cumple", figures: { start: "2018-07-01T19:00:00-05:00" } });
    expect(open.requirement).toContain("hora declarada por el difusor");
  });
});

describe("the minimum end", () => {
  const overrides = { windowEnd: epoch("2024-12-08T22:00:00-06:00") };
  const of = (log: string[]) => clauseOf("minimum-end", [[line({ at: "20:00:01" }), ...log]], irimbo, { overrides });

  it("is kept by an answer at it, and not shown by one before it", async () => {
    expect(await of([line({ at: "22:00:00" })])).toMatchObject({ verdict: "cumple", clause: "I.2" });
    expect(await of([line({ at: "21:59:59" })])).toMatchObject({ verdict: "no-verificable", figures: { secondsBeforeEnd: 1 } });
  });

  it("is an indicio where requests failed after the last answer, and a breach in an outage", async () => {
    expect(await of([line({ at: "21:00:00" }), line({ at: "21:30:00", status: 404 })])).toMatchObject({
      verdict: "indicio",
      figures: { secondsBeforeEnd: 3600, failedAnswers: 1 },
    });
    expect(await of([line({ at: "21:00:00" }), ...outage("21:55")])).toMatchObject({
      verdict: "incumple",
      figures: { failedAnswers: 20, outageSeconds: 60 },
    });
    expect(await of([line({ at: "21:00:00" }), ...outage("21:54")])).toMatchObject({ verdict: "indicio", figures: { outageSeconds: 60 } });
    // Served again at the end, after an outage: not known to be down at the hour before.
    expect(await of([line({ at: "21:00:00" }), ...outage("21:30"), line({ at: "22:00:00" })])).toMatchObject({ verdict: "indicio" });
    // An outage after the end is no matter of this clause.
    expect(await of([line({ at: "21:00:00" }), ...outage("22:30")])).toMatchObject({ verdict: "no-verificable" });
  });

  it("an answer long after the end says nothing of it, nor one without any before", async () => {
    expect(await of([line({ at: "23:00:00" })])).toMatchObject({
      verdict: "cumple",
      figures: { firstAnswerAfter: "2024-12-08T23:00:00-06:00" },
    });
    expect(await of([line({ at: "23:00:01" })])).toMatchObject({ verdict: "no-verificable", figures: { firstAnswerAfter: null } });
    const alone = await clauseOf("minimum-end", [[line({ at: "22:00:00" })]], irimbo, { overrides });
    expect(alone).toMatchObject({ verdict: "no-verificable", figures: { lastAnswerBefore: null } });
  });

  it("asks for the bound that the call leaves open, and is no row where the call asks for no minimum", async () => {
    expect((await clauseOf("minimum-end", [[line({ at: "20:00:01" })]], irimbo)).evidence).toContain("Falta declararla.");
    const durango = await clausesOf([[lineAt("2022-06-05T20:00:01-05:00"), lineAt("2022-06-07T12:00:00-05:00")]], "iepc-durango-2022");
    expect(durango["minimum-end"]).toBeUndefined();
  });
});
