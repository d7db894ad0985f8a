// What pages are made of: tables that become cards, long texts, and the line of time under a drawing.
import { describe, expect, test } from "vitest";
import { html } from "../../report/index.ts";
import { boardQuerySchema } from "../../web/deeds/board-order.ts";
import type { BoardRow } from "../../web/deeds/boards.ts";
import { boardStrips } from "../../web/pages/charts/board-strips.ts";
import { percent, shareAt, timeScale, timeTicks } from "../../web/pages/charts/time-scale.ts";
import { growthBars, peakBars } from "../../web/pages/elections/comparison-bars.ts";
import { longText, tableOf } from "../../web/pages/layout.ts";
import { momentCell, withZone } from "../../web/pages/moments.ts";

const columns = (...titles: string[]) => titles.map((title) => ({ title }));
const numbers = (...titles: string[]) => titles.map((title) => ({ title, kind: "number" as const }));

describe("a table", () => {
  test("of more than a phone is wide has cards there, whose cells are named and whose rows are rows all the same", () => {
    const { text } = tableOf("Cuentas", columns("Nombre", "Correo", "Función", "Nota"), [["Ada", "a@b.mx", "", "x".repeat(91)]], "");
    expect(text).toContain('<table class="cards" role="table">');
    expect(text).toContain('<th scope="row" role="rowheader">Ada</th><td role="cell" data-title="Correo"><div>a@b.mx</div></td>');
    expect(text, "what is empty takes no room").toContain('<td class="blank" role="cell" data-title="Función">');
    expect(text, "what is long stands below its name").toContain('<td class="broad" role="cell" data-title="Nota">');
  });

  test("of numbers, or of few columns, stays a table", () => {
    const matrix = tableOf("Por hora", [...columns("Hora"), ...numbers("A", "B", "C", "D")], [["1", "2", "3", "4", "5"]], "").text;
    const small = tableOf("Dos", columns("A", "B"), [["1", "2"]], "").text;
    for (const text of [matrix, small]) expect(text).not.toMatch(/cards|role="cell"|data-title/);
  });

  test("escapes what is in it, its names too", () => {
    const { text } = tableOf('<i>"', columns("a", "b", '"><script>', "d"), [["<b>", html`<em>x</em>`, "&", "z"]], "");
    expect(text).not.toMatch(/<script>|<b>|<i>/);
    expect(text).toContain("<em>x</em>");
  });

  test("without rows says what to do", () => {
    expect(tableOf("x", columns("a"), [], "Todavía no hay.").text).toBe('<p class="empty">Todavía no hay.</p>');
  });

  test("says the zone of its times once", () => {
    expect(withZone("Sesiones", ["2024-12-08T20:00:00Z", null])).toBe("Sesiones (hora del centro, UTC-6)");
    expect(withZone("Sesiones", [])).toBe("Sesiones");
    expect(momentCell("2024-12-09T01:00:00Z")).toBe("08/12/2024 19:00");
  });
});

describe("a long text", () => {
  const plain = (text: string): string => text.replace(/<[^>]+>|… Leer completo/g, "");
  test("is whole, whatever its length, and folded only where it is long", () => {
    for (const length of [0, 1, 700, 701, 4000]) {
      const text = "palabra ".repeat(length).slice(0, length);
      expect(plain(longText(text).text)).toBe(text);
      expect(longText(text).text.includes("<details")).toBe(length > 700);
    }
    expect(plain(longText("x".repeat(5000)).text), "without a place to break").toBe("x".repeat(5000));
  });
});

describe("bars", () => {
  const comparison = (facts: object) => facts as unknown as Parameters<typeof peakBars>[0];
  const widths = (markup: string): number[] =>
    [...markup.matchAll(/<rect class="bar" width="([\d.]+)%"/g)].map(([, width]) => Number(width));

  test("are as long as their values from zero on, and what is not known has words and no bar", () => {
    const peaks = [{ hits: 64 }, { hits: 16 }, null].map((peakMinute, place) => ({ name: `Difusor ${place}`, peakMinute }));
    const { text } = peakBars(comparison({ deliveries: peaks }));
    expect(widths(text)).toEqual([100, 25, 0]);
    expect(text).toMatch(/Difusor 2.*no disponible/s);
  });

  test("of growth are there where a difusor has two elections", () => {
    expect(growthBars(comparison({ growth: [] }))).toBeNull();
    const growth = [
      { from: "2021", to: "2024", peakMinute: 2.5 },
      { from: "2018 <b>", to: "2021", peakMinute: 0.5 },
    ];
    const { text } = growthBars(comparison({ growth })) ?? { text: "" };
    expect(widths(text)).toEqual([100, 20]);
    expect(text).toContain("2.50 veces");
    expect(text).not.toContain("<b>");
  });
});

describe("the strips of a board", () => {
  const row = (difusor: string, start: string, end: string): BoardRow => {
    const spans = { up: [[0, 3000]], unknown: [], degraded: [], down: [[3000, 3600]], excluded: [] };
    const period = { name: "window", start, end, timeZone: "America/Mexico_City" };
    const availability = [{ source: "log", period: "window", downSeconds: 600 }];
    return {
      difusor,
      delivery: { id: difusor },
      summary: { period, availability, strips: [{ source: "log", spans }] },
    } as unknown as BoardRow;
  };
  const first = row("Uno <b>", "2024-12-08T19:00:00-06:00", "2024-12-08T20:00:00-06:00");

  test("share one line of time where their periods are one, and have each its own where they are not", () => {
    const axes = (rows: BoardRow[]): number => (boardStrips(rows, boardQuerySchema.parse({}))?.text.match(/class="axis"/g) ?? []).length;
    expect(axes([first, row("Dos", "2024-12-08T19:00:00-06:00", "2024-12-08T20:00:00-06:00")])).toBe(1);
    expect(axes([first, row("Dos", "2024-12-08T18:00:00-06:00", "2024-12-08T20:00:00-06:00")])).toBe(2);
  });

  test("draw what is known, tell the memoria's own figure, and name those that are missing", () => {
    const { text } = boardStrips(
      [first, { difusor: "Tres", delivery: { id: "x" }, summary: null } as unknown as BoardRow],
      boardQuerySchema.parse({}),
    ) ?? { text: "" };
    expect(text).toContain('<rect class="down" x="83.333%" y="0" width="16.667%" height="16"/>');
    expect(text).toContain('<div class="amount">10 min</div>');
    expect(text).toContain("Falta 1 difusor");
    expect(text).not.toContain("<b>");
    expect(boardStrips([], boardQuerySchema.parse({}))).toBeNull();
  });
});

describe("a line of time", () => {
  const day = timeScale({ start: "2024-12-08T19:00:00-06:00", end: "2024-12-10T19:00:00-06:00", timeZone: "America/Mexico_City" });
  test("puts a moment where its share of the time is, and never outside", () => {
    expect(shareAt(day, Date.parse("2024-12-09T19:00:00-06:00"))).toBe(0.5);
    expect(shareAt(day, 0)).toBe(0);
    expect(shareAt(day, Number.MAX_SAFE_INTEGER)).toBe(1);
    expect(percent(1 / 3)).toBe("33.333%");
  });

  test("has ticks at round hours of the local clock, few enough to be read", () => {
    const labels = (scale: typeof day): string[] => timeTicks(scale, 0).map(({ text }) => />([^<>]+)<\/text>/.exec(text)?.[1] ?? "");
    expect(labels(day)).toEqual(["09/12 00:00", "09/12 06:00", "09/12 12:00", "09/12 18:00", "10/12 00:00", "10/12 06:00", "10/12 12:00"]);
    const month = timeScale({ start: "2024-12-01T00:00:00-06:00", end: "2025-01-01T00:00:00-06:00", timeZone: "America/Mexico_City" });
    expect(labels(month).length).toBeLessThanOrEqual(9);
    const hour = timeScale({ start: "2024-12-08T19:10:00-06:00", end: "2024-12-08T21:50:00-06:00", timeZone: "America/Mexico_City" });
    expect(labels(hour)).toEqual(["08/12 20:00", "08/12 21:00"]);
  });
});
