// The known calls: facts with their clauses, versions, and what a broken profile is told.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listConvocatorias, loadConvocatoria, readConvocatoria } from "../../analysis/convocatoria.ts";
import { UserError } from "../../ingest/errors.ts";

const irimbo = new URL("../../analysis/convocatorias/iem-irimbo-2024.json", import.meta.url);
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "convocatoria-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function errorOf(run: () => unknown): Promise<UserError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("known convocatorias", () => {
  it("are five, each with its versions", () => {
    expect(listConvocatorias().map((entry) => [entry.id, entry.latestOfficial, entry.versions.map(({ version }) => version)])).toEqual([
      ["iec-coahuila-2018", "original", ["original"]],
      ["ieem-edomex-2021", "original", ["original"]],
      ["iem-irimbo-2024", "original", ["original", "modificada"]],
      ["iem-michoacan-2021", "original", ["original"]],
      ["iepc-durango-2022", "original", ["original"]],
    ]);
  });

  it("are what their files say, by the schema that a user's file is held to", async () => {
    const profiles = new URL("../../analysis/convocatorias/", import.meta.url);
    for (const { id, versions } of listConvocatorias()) {
      const copy = write(`${id}.json`, readFileSync(new URL(`${id}.json`, profiles), "utf8"));
      for (const call of versions) {
        expect(await readConvocatoria(`${copy}@${call.version}`), `${id}@${call.version}`).toStrictEqual(call);
        expect(loadConvocatoria(`${id}@${call.version}`)).toStrictEqual(call);
      }
    }
  });

  it.each([
    ["iem-michoacan-2021", "2021-06-06T20:00", "2021-06-08T23:59", "minimum", 1200, 0.999, "2021-06-13"],
    ["iem-irimbo-2024", "2024-12-08T20:00", null, "minimum", 600, 0.999, "2024-12-15"],
    ["iem-irimbo-2024@modificada", "2024-12-08T19:00", "2024-12-10T19:00", "minimum", 300, 0.999, "2024-12-15"],
    ["ieem-edomex-2021", "2021-06-06T20:00", "2021-06-07T23:59", "minimum", 1200, null, null],
    ["iepc-durango-2022", "2022-06-05T20:00", "2022-06-06T20:00", "latest", 900, null, null],
    ["iec-coahuila-2018", null, "2018-07-10T23:59", "minimum", 600, null, "2018-07-08"],
  ])("%s: window, cuts, target, due date", (id, start, end, endKind, cutEverySeconds, target, dueDate) => {
    const call = loadConvocatoria(id);
    expect([call.window.start.value, call.window.end.value, call.window.endKind.value]).toEqual([start, end, endKind]);
    expect([call.cutEverySeconds.value, call.availability.target.value, call.memoria.dueDate.value]).toEqual([
      cutEverySeconds,
      target,
      dueDate,
    ]);
  });

  it("ask for their own sections, in order", () => {
    const sections = (id: string) => loadConvocatoria(id).memoria.sections.map((section) => [section.id, section.clause]);
    expect(sections("iem-irimbo-2024")).toEqual([
      ["incidencias", "II.4.a"],
      ["estadisticas", "II.4.b"],
      ["analisis", "II.4.c"],
    ]);
    expect(sections("iem-michoacan-2021").map(([id]) => id)).toEqual(["incidencias", "estadisticas"]);
    expect(sections("iepc-durango-2022")).toEqual([
      ["bitacoras", "IV.1"],
      ["incidencias", "IV.2"],
      ["comparacion", "IV.3"],
      ["comentarios", "IV.4"],
    ]);
    expect(loadConvocatoria("ieem-edomex-2021").memoria.required.value).toBe(false);
  });

  it("mark what the press says, what was derived, and keep what an amendment leaves alone", () => {
    const amended = loadConvocatoria("iem-irimbo-2024@modificada");
    expect([amended.status, amended.window.end.derived, amended.window.end.clause]).toEqual(["press", true, "I.2"]);
    expect([amended.insidePortal.clause, amended.memoria.dueDate.clause, amended.recordedMeasures.value?.length]).toEqual([
      "I.12",
      "II.4",
      4,
    ]);
    expect(amended.operation.end.value).toBe("2024-12-09T19:00");
  });

  it("keep a bound that is not fixed beside the one that is", () => {
    const { start, earliestStart } = loadConvocatoria("iec-coahuila-2018").window;
    expect([start.value, earliestStart.value, earliestStart.clause]).toEqual([null, "2018-07-01T18:00", "I.1"]);
  });
});

describe("readConvocatoria", () => {
  it.each(["nope", "iem-irimbo-2024@nope", "../convocatorias/iem-irimbo-2024", ""])(
    "does not know %j and says what it knows",
    async (reference) => {
      const error = await errorOf(() => readConvocatoria(reference));
      expect(error.code).toBe("convocatoria-unknown");
      expect(error.facts).toMatchObject({ id: reference, known: expect.stringContaining("iem-irimbo-2024@modificada") });
    },
  );

  it("reads a file, with and without a version", async () => {
    const path = write("own.json", readFileSync(irimbo, "utf8").replace('"iem-irimbo-2024"', '"own"'));
    expect(await readConvocatoria(path)).toMatchObject({ id: "own", version: "original" });
    expect((await readConvocatoria(`${path}@modificada`)).version).toBe("modificada");
    const error = await errorOf(() => readConvocatoria(`${path}@nope`));
    expect(error.facts).toMatchObject({ id: `${path}@nope`, known: "own, own@modificada" });
  });

  it.each([
    ["not JSON", (text: string) => text.slice(1), "/"],
    ["a wrong type", (text: string) => text.replace('"value": 600', '"value": "600"'), "/versions/0/values/cutEverySeconds/value"],
    [
      "a value without clause",
      (text: string) => text.replace('"value": 600, "clause": "I.9"', '"value": 600'),
      "/versions/0/values/cutEverySeconds/clause",
    ],
    ["an unknown zone", (text: string) => text.replace("America/Mexico_City", "America/Irimbo"), "/versions/0/values/timeZone/value"],
    [
      "a day that does not exist",
      (text: string) => text.replaceAll("2024-12-08T20:00", "2024-02-30T20:00"),
      "/versions/0/values/operation/start",
    ],
    ["a misspelt key", (text: string) => text.replace('"cutEverySeconds"', '"cutEverySecond"'), "/versions/0/values/cutEverySeconds"],
    ["an amendment of nothing", (text: string) => text.replace('"amends": "original"', '"amends": "2023"'), "/versions/1/amends"],
  ])("refuses %s and names the place", async (_what, spoil, place) => {
    const compact = readFileSync(irimbo, "utf8").replace(/"value": 600,\s+"clause": "I.9"/, '"value": 600, "clause": "I.9"');
    const error = await errorOf(() => readConvocatoria(write("bad.json", spoil(compact))));
    expect(error.code).toBe("convocatoria-invalid");
    expect(error.facts).toMatchObject({ file: join(folder, "bad.json"), place });
  });

  it("says that a file is not there", async () => {
    expect((await errorOf(() => readConvocatoria(join(folder, "absent.json")))).code).toBe("file-not-found");
  });
});
