// A memoria of a very bad night stays a document that somebody reads: sixty incidents and thirty sources in sixty pages.
import { expect, test } from "vitest";
import type { Analysis } from "../../analysis/analysis.ts";
import { renderCharts } from "../../report/charts/render.ts";
import { renderPdf } from "../../report/pdf.ts";
import { memoriaOf } from "./built.ts";
import { fullAnalysis } from "./fixture-analysis.ts";
import { at } from "./fixture-clock.ts";

const EFFECTS = ["caida", "degradacion", "ninguno"] as const;

/** The fixture with so many incidents, seen by all three sources a minute apart, and so many sources of logs. */
function badNight(incidentCount: number, sourceCount: number): Analysis {
  const full = fullAnalysis();
  const [incident] = full.incidents;
  const [file] = full.ledger.files;
  const result = full.availability.results.find(({ logSource }) => logSource !== null);
  if (incident === undefined || file === undefined || result === undefined) throw new Error("the fixture has one of each");
  const incidents = Array.from({ length: incidentCount }, (_, index) => {
    const start = index * 1_700;
    const effect = EFFECTS[index % 3] ?? "caida";
    return {
      ...incident,
      id: `inc-${index + 1}`,
      start: at(start),
      end: at(start + 600 + index),
      seconds: 600 + index,
      effect,
      weight: null,
    };
  });
  const outages = (["declared", "log", "monitor"] as const).flatMap((source, shift) =>
    incidents.flatMap(({ id, effect }, index) => {
      const start = index * 1_700 + shift * 60;
      if (effect !== "caida") return [];
      return [{ source, start: at(start), end: at(start + 600), seconds: 600, incidentId: source === "declared" ? id : null }];
    }),
  );
  const names = Array.from({ length: sourceCount }, (_, index) => `servidor-${index + 1}`);
  const own = names.flatMap((logSource) => ["window", "month:2024-12"].map((period) => ({ ...result, logSource, period })));
  const results = [...full.availability.results.filter(({ logSource }) => logSource === null), ...own];
  const files = names.map((source) => ({ ...file, id: source, name: `bitacoras/${source}/access.log-20241209.gz`, source }));
  return { ...full, incidents, ledger: { ...full.ledger, files }, availability: { ...full.availability, outages, results } };
}

test("sixty incidents and thirty sources fit sixty pages, with room for a few more", async () => {
  const document = memoriaOf(badNight(60, 30), "iem-irimbo-2024");
  const pdf = Buffer.from(await renderPdf(document, await renderCharts(document))).toString("latin1");
  const pages = pdf.match(/\/Type \/Page\b/gu)?.length ?? 0;
  expect(pages).toBeGreaterThan(20);
  expect(pages).toBeLessThanOrEqual(52);
});
