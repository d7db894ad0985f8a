// The institute's board over real HTTP, and what is downloaded of it, by page and by program; figures against the frozen analysis.
import { tableFromIPC } from "apache-arrow";
import { afterAll, describe, expect, test } from "vitest";
import { folderNames } from "../../web/deeds/call-archive.ts";
import { byName } from "../../web/deeds/name-order.ts";
import { auditEntries } from "../../web/records/audit.ts";
import { addDelivery } from "../../web/records/deliveries.ts";
import { frozenFile } from "../support/web-handed-in.ts";
import { board, placeOf as place, reviewFixture, textAt as text } from "../support/web-review.ts";
import { testOrganisation, Visitor } from "../support/web-server.ts";
import { bytesAt, zipEntries, zipSums } from "../support/zip-entries.ts";

const { server, analysis, done, copied, preparing, visitors } = await reviewFixture();
afterAll(() => server.end());

/** Rows of a CSV without line ends inside its cells, by its headings. */
function csvRows(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = csv
    .replace(/^\uFEFF/u, "")
    .trim()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ""),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

describe("the board", () => {
  test("counts who handed in and who broke a rule", async () => {
    const page = await text(visitors.reviewer, board);
    const breaks = [...analysis.availability.results.filter(({ logSource }) => logSource === null), ...analysis.compliance].some(
      ({ verdict }) => verdict === "incumple",
    );
    expect(breaks).toBe(true);
    expect(page).toContain(
      "2 de 3 entregaron; 1 incumple; 1 cumple en todo; 2 entregaron fuera del plazo; 1 sin entregar con el plazo vencido.",
    );
    expect(page).toContain("Zeta Radio");
    expect(page).toContain("Fuera del plazo");
  });

  test("has the figures of the frozen analysis, in the page and in the table for other programs", async () => {
    const csv = await text(visitors.reviewer, `${board}/tablero.csv`);
    const row = csvRows(csv).find(({ difusor }) => difusor?.includes("Diana"));
    const { traffic, availability, incidents, compliance } = analysis;
    expect(row).toMatchObject({
      estado: "entregada",
      visitas: String(traffic.visits),
      visitantes_unicos: String(traffic.uniqueVisitors),
      paginas_vistas: String(traffic.pageViews),
      solicitudes: String(traffic.hits),
      solicitudes_del_minuto_mayor: String(traffic.peakMinute?.hits),
      incidencias: String(incidents.length),
      clausulas_cumple: String(compliance.filter(({ verdict }) => verdict === "cumple").length),
      clausulas_incumple: String(compliance.filter(({ verdict }) => verdict === "incumple").length),
    });
    for (const source of ["declared", "log"] as const) {
      const name = { declared: "declarada", log: "bitacora" }[source];
      for (const [period, end] of [
        ["window", "publicacion"],
        ["month:2024-12", "2024-12"],
      ] as const) {
        const result = availability.results.find((each) => each.source === source && each.period === period && each.logSource === null);
        expect(row?.[`disponibilidad_${end}_${name}`]).toBe(String(result?.availability ?? ""));
        expect(row?.[`veredicto_${end}_${name}`]).toBe(String(result?.verdict ?? ""));
      }
    }
    const waiting = csvRows(csv).find(({ difusor }) => difusor === "Zeta Radio");
    expect(waiting).toMatchObject({ estado: "preparacion", visitas: "", version: "", veredicto_publicacion_bitacora: "" });
    const page = await text(visitors.reviewer, board);
    expect(page).toContain(traffic.visits.toLocaleString("es-MX"));
  });

  test("sorts and chooses by its address", async () => {
    const order = async (query: string): Promise<number[]> => {
      const page = await text(visitors.reviewer, `${board}?${query}`);
      return [done, copied, preparing].map(({ id }) => page.indexOf(`/revision/${id}?`));
    };
    const [first = 0, second = 0, third = 0] = await order("orden=visitas&sentido=desc");
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    const [a = 0, b = 0, c = 0] = await order("orden=visitas");
    expect(b).toBeLessThan(a);
    // What is not known is last in both directions.
    expect(a).toBeLessThan(c);
    expect(await order("estado=preparacion")).toEqual([-1, -1, expect.any(Number)]);
    expect((await order("resultado=incumple")).map((at) => at >= 0)).toEqual([true, false, false]);
    expect((await order("busca=DIÁNA")).map((at) => at >= 0)).toEqual([true, false, false]);
    expect((await visitors.reviewer.get(`${board}?orden=constructor&estado=x&busca=${"x".repeat(500)}`)).status).toBe(200);
  });

  test("puts numbers in names in the order of their value", () => {
    const names = ["Canal 13", "Canal 5", "Ñu", "Árbol", "Nube"];
    expect(names.toSorted(byName)).toEqual(["Árbol", "Canal 5", "Canal 13", "Nube", "Ñu"]);
  });

  test("shows hostile names as text, and never as a formula", async () => {
    const page = await text(visitors.reviewer, board);
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&lt;script&gt;");
    expect(await text(visitors.reviewer, `${board}/tablero.csv`)).toContain(`"'=cmd|'/c calc'!A1`);
    const workbook = await visitors.reviewer.get(`${board}/tablero.xlsx`);
    expect(workbook.headers.get("content-type")).toContain("spreadsheetml");
    expect(
      Buffer.from(await workbook.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
  });
});

describe("inviting a difusor", () => {
  test("makes the difusor, its delivery and a link that is shown once", async () => {
    const response = await visitors.reviewer.post(`${board}/invitar`, { difusor: "", nombre: "Radio Nueva", correo: "radio@example.mx" });
    const page = await response.text();
    const link = /\/invitacion\/[\w-]{43}/.exec(page)?.[0] ?? "";
    expect((await new Visitor(server).get(link)).status).toBe(200);
    expect(await text(visitors.reviewer, `${board}/invitar`)).not.toContain("/invitacion/");
    expect(await text(visitors.reviewer, board)).toContain("Radio Nueva");
    const guest = new Visitor(server);
    expect(place(await guest.post(link, { nombre: "Rosa Radio", correo: "rosa@example.mx", contrasena: "una frase bastante larga" }))).toBe(
      "/memorias",
    );
    expect(await text(guest, "/memorias")).toContain("Irimbo");
  });

  test("is refused twice under one name, with what is wrong beside the field", async () => {
    const again = await visitors.reviewer.post(`${board}/invitar`, { nombre: "radio nueva" });
    expect(again.status).toBe(422);
    expect(await again.text()).toContain("se elige de la lista");
    expect((await visitors.reviewer.post(`${board}/invitar`, { nombre: "", correo: "no es" })).status).toBe(422);
  });

  test("gives no way into an organisation that works for others too", async () => {
    const organisation = done.organisation;
    const elsewhere = testOrganisation(server, "instituto", "Otro instituto").id;
    addDelivery(server.services, { organisation, institute: elsewhere, call: "iec-coahuila-2018@original" });
    const page = await (await visitors.reviewer.post(`${board}/invitar`, { difusor: organisation, nombre: "" })).text();
    expect(page).not.toMatch(/\/invitacion\/[\w-]{43}/);
    expect(page).toContain("trabaja también para otros institutos");
  });
});

describe("all memorias as one archive", () => {
  const names = async (address: string): Promise<string[]> => [...(await zipEntries(await bytesAt(visitors.reviewer, address))).keys()];

  test("has each in a folder of its own, what is restricted only when asked for, and says so in the audit log", async () => {
    const usual = await names(`${board}/memorias.zip`);
    const whole = await names(`${board}/memorias.zip?restringidos=1`);
    const manifest = JSON.parse(await frozenFile(server, done, "manifest.json")) as { files: { name: string; restricted: boolean }[] };
    const restricted = manifest.files.filter((file) => file.restricted).map(({ name }) => name);
    expect(restricted.length).toBeGreaterThan(0);
    const has = (list: string[], name: string): boolean => list.includes(`organizacion-de-diana-difusora/version-1/${name}`);
    expect(has(usual, "memoria.pdf")).toBe(true);
    for (const name of restricted) {
      expect(has(usual, name)).toBe(false);
      expect(has(whole, name)).toBe(true);
    }
    expect(new Set(usual.map((name) => name.split("/")[0])).size).toBe(2);
    const notes = auditEntries(server.services, { most: 50, subject: "iem-irimbo-2024" }).filter(
      ({ action }) => action === "memorias.downloaded",
    );
    expect(notes.map(({ detail }) => detail["withRestricted"])).toEqual([true, false]);
  });

  test("its folders' names are harmless and never twice", () => {
    expect(folderNames(["../../etc", "", "Ñandú Radio", "ñandu  radio", "CON", "…"])).toEqual([
      "etc",
      "difusor",
      "nandu-radio",
      "nandu-radio-2",
      "con-difusor",
      "difusor-2",
    ]);
  });
});

describe("the board's API", () => {
  const call = "/api/v1/calls/iem-irimbo-2024";

  test("gives the page's tables, chosen and ordered by the same words, and in Arrow too", async () => {
    const query = "?orden=visitas&sentido=desc&busca=a";
    for (const format of ["csv", "xlsx"]) {
      const byPage = await bytesAt(visitors.reviewer, `${board}/tablero.${format}${query}`);
      expect((await bytesAt(visitors.reviewer, `${call}/board.${format}${query}`)).equals(byPage)).toBe(true);
    }
    const rows = csvRows(await text(visitors.reviewer, `${board}/tablero.csv${query}`));
    const arrow = tableFromIPC(await bytesAt(visitors.reviewer, `${call}/board.arrow${query}`));
    const told = arrow.toArray().map((row) => Object.fromEntries(Object.entries(row.toJSON()).map(([k, v]) => [k, String(v ?? "")])));
    // A spreadsheet's formula is disarmed in CSV; in Arrow it is text.
    expect(told).toEqual(rows.map((row) => ({ ...row, difusor: row["difusor"]?.replace(/^'(?==)/, "") })));
    expect(rows.length).toBeGreaterThan(1);
    for (const format of ["csv", "xlsx", "arrow"]) expect((await visitors.stranger.get(`${call}/board.${format}`)).status).toBe(404);
  });

  test("gives all memorias as the page does, and notes it alike", async () => {
    const byPage = await zipSums(await bytesAt(visitors.reviewer, `${board}/memorias.zip`));
    expect(await zipSums(await bytesAt(visitors.reviewer, `${call}/archive`))).toEqual(byPage);
    const notes = auditEntries(server.services, { most: 2, actions: ["memorias.downloaded"] });
    expect(notes[0]?.detail).toEqual(notes[1]?.detail);
  });
});

describe("one version as an archive", () => {
  test("is the same for the difusor, the institute and programs, with every file as it was frozen", async () => {
    const api = `/api/v1/deliveries/${done.id}/versions/1`;
    const archive = await bytesAt(visitors.difusor, `/memorias/${done.id}/versiones/1.zip`);
    const own = await zipEntries(archive);
    for (const address of [`/revision/${done.id}/versiones/1.zip`, `${api}/archive`])
      expect(await zipSums(await bytesAt(visitors.reviewer, address))).toEqual(await zipSums(archive));
    const { files } = JSON.parse(await text(visitors.difusor, api)) as { files: { name: string; bytes: number }[] };
    expect([...own.keys()].sort()).toEqual(files.map(({ name }) => `memoria/${name}`).sort());
    for (const { name, bytes } of files) expect(own.get(`memoria/${name}`)?.length, name).toBe(bytes);
    expect(own.get("memoria/analysis.json")?.toString()).toBe(await frozenFile(server, done, "analysis.json"));
    for (const address of [`${api}/archive`, `/revision/${done.id}/versiones/1.zip`])
      expect((await visitors.stranger.get(address)).status).toBe(404);
    expect((await visitors.other.get(`/memorias/${done.id}/versiones/1.zip`)).status).toBe(404);
    expect((await visitors.difusor.get(`/api/v1/deliveries/${done.id}/versions/2/archive`)).status).toBe(404);
  });
});

describe("the series of the charts", () => {
  const series = async (name: string): Promise<Record<string, unknown>[]> =>
    tableFromIPC(await bytesAt(visitors.reviewer, `/api/v1/deliveries/${done.id}/charts/${name}.arrow`))
      .toArray()
      .map((row) => row.toJSON());

  test("hold the frozen analysis: demand of every hour, and what stands under it", async () => {
    const demand = await series("demanda-por-hora");
    expect(demand.reduce((sum, { solicitudes }) => sum + Number(solicitudes), 0)).toBe(analysis.traffic.hits);
    expect(demand.reduce((sum, { errores_5xx: errors }) => sum + Number(errors), 0)).toBe(analysis.traffic.statusClasses["5xx"]);
    const spans = await series("incidencias-e-interrupciones");
    expect(spans.filter(({ fuente }) => fuente === "declared").map(({ inicio }) => inicio)).toEqual(
      analysis.incidents.map(({ start }) => start),
    );
    const { outages } = analysis.availability;
    expect(spans.filter(({ fuente }) => fuente === "log")).toHaveLength(outages.filter(({ source }) => source === "log").length);
  });

  test("say of every second of the period what each source says of it", async () => {
    const states = await series("estados-de-disponibilidad");
    const pooled = analysis.availability.results.filter(({ period, logSource }) => period === analysis.period.name && logSource === null);
    for (const { source, seconds, downSeconds, unknownSeconds } of pooled) {
      const of = states.filter(({ fuente }) => fuente === source);
      const total = (state: string): number =>
        of.filter(({ estado }) => estado === state).reduce((sum, row) => sum + Number(row["segundos"]), 0);
      if (of.length === 0) continue;
      expect(total("up") + total("down") + total("degraded") + total("unknown"), source).toBe(seconds);
      expect(total("down"), source).toBe(downSeconds);
      expect(total("unknown"), source).toBe(unknownSeconds);
    }
    expect(states.some(({ estado }) => estado === "down")).toBe(true);
  });

  test("of a comparison are its tables, as in its CSV", async () => {
    const query = `?entrega=${done.id}&entrega=${copied.id}`;
    const csv = csvRows(await text(visitors.planner, `/api/v1/elections/comparison.csv${query}`));
    const arrow = tableFromIPC(await bytesAt(visitors.planner, `/api/v1/elections/tables/elecciones.arrow${query}`)).toArray();
    expect(arrow.map((row) => String(row.toJSON()["visitas"]))).toEqual(csv.map((row) => row["visitas"]));
    expect(arrow).toHaveLength(2);
    const { tables } = JSON.parse(await text(visitors.planner, `/api/v1/elections/tables${query}`)) as { tables: { name: string }[] };
    expect(tables.map(({ name }) => name)).toContain("crecimiento");
    expect((await visitors.planner.get("/api/v1/elections/tables/elecciones")).status).toBe(422);
  });
});

test("what each figure means is told with the version's own parameters", async () => {
  const { definitions } = JSON.parse(await text(visitors.reviewer, `/api/v1/deliveries/${done.id}/definitions`)) as {
    definitions: { term: string; text: string }[];
  };
  const page = await text(visitors.reviewer, `/revision/${done.id}/cifras`);
  for (const { term } of definitions) expect(page).toContain(`<dt>${term}</dt>`);
  expect(definitions.length).toBeGreaterThan(10);
});

test("nothing went wrong inside", () => {
  expect(server.logged).toEqual([]);
});
