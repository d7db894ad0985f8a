// Planners over real HTTP: what was handed in side by side, its figures against the frozen analysis, its exports; and the institute's report of an election.
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import type { Analysis } from "../../analysis/index.ts";
import { hourProfile } from "../../web/deeds/hour-profile.ts";
import { stripsOf } from "../../web/deeds/state-strips.ts";
import { addDelivery, type Delivery, setState } from "../../web/records/deliveries.ts";
import { decideVersion } from "../../web/records/versions.ts";
import { copyHandedIn, frozenFigures, handedIn, testCall, workDone } from "../support/web-handed-in.ts";
import { type TestServer, testDelivery, testOrganisation, testPerson, testServer, Visitor } from "../support/web-server.ts";

let server: TestServer;
let analysis: Analysis;
let first: Delivery;
let second: Delivery;
let preparing: Delivery;
let returned: Delivery;
let planner: Visitor;
let reviewer: Visitor;

beforeAll(async () => {
  server = await testServer();
  const institute = testOrganisation(server, "instituto", "Instituto Electoral de Michoacán", "IEM").id;
  const durango = testOrganisation(server, "instituto", "Instituto de Durango", "IEPC").id;
  const person = await testPerson(server, "difusor", "Diario");
  const other = await testPerson(server, "difusor", "Radio", testOrganisation(server, "difusor", `=1+1 "<i>Radio</i>"`).id);
  planner = await new Visitor(server).enter(await testPerson(server, "planeador", "Paula"));
  reviewer = await new Visitor(server).enter(await testPerson(server, "revisor", "Rita", institute));
  first = await handedIn(server, person, institute);
  analysis = await frozenFigures(server, first);
  const to = { organisation: other.organisation, person: other.id };
  second = await copyHandedIn(server, first, { ...to, institute: durango, call: "iepc-durango-2022@original" });
  returned = await copyHandedIn(server, first, { ...to, institute });
  const decision = { delivery: returned.id, number: 1, state: "devuelta", person: person.id, reason: "x" } as const;
  decideVersion(server.services, decision);
  preparing = addDelivery(server.services, { organisation: other.organisation, institute, call: testCall });
}, 120_000);
afterAll(() => server.end());

const text = async (visitor: Visitor, address: string): Promise<string> => (await visitor.get(address)).text();
const both = (): string => `entrega=${first.id}&entrega=${second.id}`;

test("the list has what was handed in, of every institute, and nothing of what is not", async () => {
  const page = await text(planner, "/elecciones");
  expect(page).toContain("Irimbo");
  expect(page).toContain("Durango");
  expect(page).toContain(analysis.traffic.visits.toLocaleString("es-MX"));
  expect(page).toContain(first.id);
  expect(page).not.toContain(preparing.id);
  expect(page).not.toContain(returned.id);
  expect(page).not.toContain("<i>Radio</i>");
});

test("the comparison has the figures of the frozen analyses", async () => {
  const page = await text(planner, `/elecciones/comparar?${both()}`);
  const { traffic } = analysis;
  for (const value of [traffic.hits, traffic.pageViews, traffic.visits, traffic.uniqueVisitors, traffic.peakMinute?.hits ?? Number.NaN])
    expect(page).toContain(`>${value.toLocaleString("es-MX")}<`);
  expect(page).toContain("Interrupción del servicio");
  expect(page).toContain("Método: lo mayor observado");
  expect(page).not.toContain("<i>Radio</i>");
  // Nothing of single requests: no addresses, no file names of logs.
  expect(page).not.toMatch(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/);
  expect(page).not.toContain("access.log");
  // What the hours add up to, all of them whole and in the log: those that no log tells of are no hours without visits.
  const gaps = analysis.availability.unknown.filter(({ source }) => source === "log");
  const hour = 3_600_000;
  const whole = analysis.traffic.hours.filter(({ at }) => {
    const from = Date.parse(at);
    const missing = gaps.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(Date.parse(end), from + hour) - Math.max(Date.parse(start), from)),
      0,
    );
    return from >= Date.parse(analysis.period.start) && from + hour <= Date.parse(analysis.period.end) && missing <= 180_000;
  });
  const common = whole.reduce((sum, { hits }) => sum + hits, 0);
  expect(common).toBeLessThanOrEqual(traffic.hits);
  expect(page.slice(page.indexOf("Horas comunes: las"))).toContain(`data-title="Solicitudes"><div>${common.toLocaleString("es-MX")}</div>`);
});

test("the hours of each election add up to its requests, counted from the start of its period", async () => {
  const { hits, total } = hourProfile("x", analysis);
  expect(total).toBe(analysis.traffic.hits);
  expect([...hits.values()].reduce((sum, count) => sum + count, 0)).toBe(total);
  const start = Date.parse(analysis.period.start);
  for (const { at, hits: count } of analysis.traffic.hours) expect(hits.get((Date.parse(at) - start) / 3_600_000)).toBe(count);
  // One that begins at half past counts the rest of that hour as its first, and the whole next one as its second.
  const late = { ...analysis.period, start: new Date(start + 1_800_000).toISOString() };
  expect(hourProfile("x", { ...analysis, period: late }).hits).toEqual(hits);
  // An hour that no log tells of is no hour without requests.
  const [second] = [...analysis.traffic.hours].sort((a, b) => a.at.localeCompare(b.at)).slice(1);
  const gap = { source: "log" as const, start: second?.at ?? "", end: new Date(Date.parse(second?.at ?? "") + 3_600_000).toISOString() };
  const silent = {
    ...analysis,
    traffic: { ...analysis.traffic, hours: analysis.traffic.hours.filter((hour) => hour !== second) },
    availability: { ...analysis.availability, unknown: [...analysis.availability.unknown, gap] },
  };
  const placeOfSecond = (Date.parse(second?.at ?? "") - start) / 3_600_000;
  expect([hourProfile("x", silent).unknown?.has(placeOfSecond), hourProfile("x", analysis).unknown?.has(placeOfSecond)]).toEqual([
    true,
    false,
  ]);
  const page = await text(planner, `/elecciones/comparar?${both()}`);
  const most = Math.max(...hits.values());
  const place = [...hits].find(([, count]) => count === most)?.[0] ?? Number.NaN;
  expect(page).toContain(`hora ${place + 1}: ${((most / total) * 100).toFixed(2)} %`);
  expect(page).toMatch(new RegExp(`<th scope="row">Hora ${place + 1}</th><td class="number">${most.toLocaleString("es-MX")}</td>`));
});

/** Seconds that the boxes of a state take in a drawing, by their widths. */
function drawnSeconds(svg: string, state: string): number {
  const seconds = (Date.parse(analysis.period.end) - Date.parse(analysis.period.start)) / 1000;
  const widths = [...svg.matchAll(new RegExp(`<rect class="${state}"[^>]* width="([\\d.]+)%"`, "g"))].map(
    ([, width]) => Number(width) / 100,
  );
  return widths.reduce((sum, width) => sum + width * seconds, 0);
}

test("the strips of a delivery and of the board are as long as what the analysis says", async () => {
  const seconds = (Date.parse(analysis.period.end) - Date.parse(analysis.period.start)) / 1000;
  const result = (source: string) =>
    analysis.availability.results.find((each) => each.source === source && each.period === analysis.period.name && each.logSource === null);
  for (const { source, spans } of stripsOf(analysis)) {
    const total = (name: keyof typeof spans): number => spans[name].reduce((sum, [from, to]) => sum + to - from, 0);
    expect(total("down")).toBeCloseTo(result(source)?.downSeconds ?? Number.NaN, 3);
    expect(total("unknown")).toBeCloseTo(result(source)?.unknownSeconds ?? Number.NaN, 3);
    expect(total("up") + total("down") + total("degraded") + total("unknown")).toBeCloseTo(seconds, 3);
  }
  for (const address of [`/revision/${first.id}`, "/tablero/iem-irimbo-2024"]) {
    const page = await text(reviewer, address);
    const declared = /<svg class="strip"[^>]*aria-label="Declarada por el difusor[^"]*30 min sin servicio.*?<\/svg>/s.exec(page)?.[0] ?? "";
    // The one declared outage of the test's incidents lasts half an hour.
    expect(drawnSeconds(declared, "down"), address).toBeCloseTo(1800, -1);
    const log = /<svg class="strip"[^>]*aria-label="Observada en la bitácora.*?<\/svg>/s.exec(page)?.[0] ?? "";
    expect(Math.abs(drawnSeconds(log, "unknown") - (result("log")?.unknownSeconds ?? Number.NaN)), address).toBeLessThan(10);
  }
});

test("a margin changes the estimate and nothing else, and one that is none is told", async () => {
  const peak = (analysis.traffic.peakMinute?.hits ?? 0) / 60;
  const api = async (query: string) =>
    (await (await planner.get(`/api/v1/elections/compare?${both()}${query}`)).json()) as { sizing: { hitsPerSecond: number } };
  expect((await api("")).sizing.hitsPerSecond).toBeCloseTo(peak * 1.5, 6);
  expect((await api("&margin=2")).sizing.hitsPerSecond).toBeCloseTo(peak * 2, 6);
  const page = await text(planner, `/elecciones/comparar?${both()}&margen=mucho&capacidad=1`);
  expect(page).toContain("Se esperaba un número de 1 a 100");
  // One server bears one request a second: as many as the worst second has, by the assumed margin.
  const servers = Math.ceil((analysis.traffic.peakSecond?.hits ?? 0) * 1.5);
  expect(page).toMatch(new RegExp(`Servidores de 1\\.0 solicitudes por segundo.*?data-title="Estimación"><div>${servers}</div>`));
  expect(page).toContain('capacidad=1"');
});

test("what is out of reach is not there, and nothing chosen is told", async () => {
  for (const { id } of [preparing, returned]) expect((await planner.get(`/elecciones/comparar?entrega=${id}`)).status).toBe(404);
  expect((await planner.get("/elecciones/comparar?entrega=..%2F..%2Fx")).status).toBe(404);
  expect((await planner.get("/elecciones/comparar")).status).toBe(422);
  for (const path of ["/elecciones", `/elecciones/comparar?${both()}`, `/elecciones/comparacion.csv?${both()}`])
    expect((await reviewer.get(path)).status).toBe(403);
  for (const path of [`/revision/${first.id}`, "/tablero", `/memorias/${first.id}`]) expect((await planner.get(path)).status).toBe(403);
});

describe("exports", () => {
  test("CSV has numbers as they are, and no formula", async () => {
    const csv = await text(planner, `/elecciones/comparacion.csv?${both()}`);
    const rows = csv.trim().split("\r\n");
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain(`,${analysis.traffic.hits},`);
    expect(csv).toContain("'=1+1");
    expect(await text(planner, `/api/v1/elections/comparison.csv?${both()}`)).toBe(csv);
  });

  test("Excel, Arrow, Parquet and PDF are made, the heavy ones by the program", async () => {
    const get = async (ending: string): Promise<Buffer> =>
      Buffer.from(await (await planner.get(`/elecciones/comparacion.${ending}?${both()}&margen=2`)).arrayBuffer());
    expect((await get("xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect((await get("pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    expect((await planner.get(`/api/v1/elections/comparison.csv?${both()}&margin=0`)).status).toBe(422);
    const arrow = await entries(await get("arrow"));
    const table = tableFromIPC(arrow.get("elecciones.arrow") ?? new Uint8Array());
    expect(table.numRows).toBe(2);
    expect([...(table.getChild("visitas") ?? [])].map(Number)).toEqual([analysis.traffic.visits, analysis.traffic.visits]);
    expect([...(await entries(await get("parquet"))).keys()]).toContain("disponibilidad.parquet");
  });
});

/** Files of an archive by their names. */
function entries(content: Buffer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  return new Promise((resolve, reject) =>
    fromBuffer(content, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("end", () => resolve(found));
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          found.set(entry.fileName, Buffer.concat(parts));
          zip.readEntry();
        }),
      );
      zip.readEntry();
    }),
  );
}

test("the report of an election is made by the program, is of the versions that count, and says when it is old", async () => {
  const place = "/tablero/iem-irimbo-2024/informe";
  expect(await text(reviewer, place)).toContain("Todavía no hay informe");
  expect((await reviewer.get(`${place}/eleccion.pdf`)).status).toBe(404);
  testDelivery(server, testOrganisation(server, "difusor", "Canal Que Falta").id, first.institute);
  expect((await reviewer.post(place)).status).toBe(303);
  expect(await text(reviewer, place)).toContain('data-wait="/api/v1/calls/iem-irimbo-2024/report"');
  await workDone(server, null);
  expect(await text(reviewer, place)).not.toContain("data-wait");
  const page = await text(reviewer, `${place}/eleccion.html`);
  expect(await text(reviewer, "/api/v1/calls/iem-irimbo-2024/report/eleccion.html")).toBe(page);
  expect(page).toContain("Organización de Diario");
  expect(page).toMatch(/Canal Que Falta[\s\S]*?No ha entregado[\s\S]*?Plazo vencido/);
  expect(page).toContain(analysis.traffic.visits.toLocaleString("es-MX"));
  expect(page).not.toContain("<i>Radio</i>");
  const pdf = await reviewer.get(`${place}/eleccion.pdf`);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  expect(await text(reviewer, place)).not.toContain("conviene prepararlo de nuevo");
  const institute = first.institute ?? "";
  await copyHandedIn(server, first, { organisation: testOrganisation(server, "difusor", "Tele").id, institute, person: "x" });
  expect(await text(reviewer, place)).toContain("conviene prepararlo de nuevo");
});

test("an accepted memoria is compared too, a returned one no longer", async () => {
  setState(server.services, second.id, "aceptada");
  expect((await planner.get(`/elecciones/comparar?entrega=${second.id}`)).status).toBe(200);
  setState(server.services, second.id, "devuelta");
  expect((await planner.get(`/elecciones/comparar?entrega=${second.id}`)).status).toBe(404);
});

test("nothing went wrong inside", () => {
  expect(server.logged).toEqual([]);
});
