// The page: escaped, self-contained, under a policy that forbids the rest.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { renderCharts } from "../../report/charts/render.ts";
import { pageScript } from "../../report/html/script.ts";
import { escapeHtml, html } from "../../report/html/template.ts";
import { renderHtml } from "../../report/html.ts";
import { memoriaOf } from "./built.ts";
import { fullAnalysis, minimalAnalysis } from "./fixture-analysis.ts";
import { HOSTILE_PATH } from "./fixture-names.ts";

async function pageOf(
  analysis: Parameters<typeof memoriaOf>[0],
  convocatoria: string | null,
  texts: Record<string, string> = {},
): Promise<string> {
  const document = memoriaOf(analysis, convocatoria, texts);
  return renderHtml(document, await renderCharts(document));
}

/** The page with the hostile path as its most read one, so that it is also in a chart's title and labels. */
function attacked(): ReturnType<typeof fullAnalysis> {
  const analysis = fullAnalysis();
  const [first, ...rest] = analysis.traffic.topPages;
  if (first === undefined) throw new Error("the fixture has pages");
  const short = "/<script>alert(1)</script>\"'&";
  const topPages = [{ ...first, path: short }, { ...first, path: HOSTILE_PATH }, ...rest];
  return { ...analysis, difusor: '<img src=x onerror=alert(3)> & "Cía"', traffic: { ...analysis.traffic, topPages } };
}

describe("escaping", () => {
  test("is the default of the template", () => {
    expect(html`<p title="${'"><b>'}">${"<i>&'"}${[html`<em>${"<"}</em>`, 3]}${null}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">&lt;i&gt;&amp;&#39;<em>&lt;</em>3</p>',
    );
    expect(escapeHtml("a\"b'c")).toBe("a&quot;b&#39;c");
  });

  test("holds for paths, names, texts and drawings", async () => {
    const page = await pageOf(attacked(), "iem-irimbo-2024", {
      conclusiones: "<script>alert(4)</script> **<b>x</b>**\n\n- <svg onload=alert(5)>",
    });
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("&lt;img src=x onerror=alert(3)&gt;");
    expect(page.match(/<script/giu)).toHaveLength(1);
    expect(page).not.toMatch(/<script[^>]|<img|<iframe|<object|<svg onload|<b>|\son[a-z]+="/iu);
    expect(page).not.toMatch(/\u202e/u);
  });
});

describe("the script", () => {
  const folder = path.resolve(import.meta.dirname, "../../report/html/client");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const sources = files.map((name) => readFileSync(path.join(folder, name), "utf8"));

  test("holds every file of the client, and runs nothing twice under one name", () => {
    const script = pageScript();
    for (const source of sources) expect(script).toContain(source.slice(0, source.indexOf("\n")));
    const names = sources.flatMap((source) =>
      [...source.matchAll(/^(?:export )?(?:function|const|class) (\w+)/gmu)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(new Set(names).size).toBe(names.length);
    expect(() => new Script(script)).not.toThrow();
  });
});

describe("the file", () => {
  test("refers to nothing outside itself", async () => {
    for (const page of [await pageOf(fullAnalysis(), "iem-irimbo-2024"), await pageOf(minimalAnalysis(), null)]) {
      // The licence of the geographic database and a hostile path name sites in plain text; no element points at one.
      expect(page).not.toMatch(/(?:src|href|action|xmlns|xlink:href)="?https?:/iu);
      expect(page).not.toMatch(/url\((?!data:font\/woff2)/iu);
      expect(page).not.toMatch(/@import|<link|<base|<form/iu);
      expect([...page.matchAll(/href="([^"]*)"/gu)].every(([, target]) => target?.startsWith("#"))).toBe(true);
    }
  });

  test("allows its own script and style by hash and nothing else", async () => {
    const page = await pageOf(fullAnalysis(), "iem-irimbo-2024");
    const style = /<style>([\s\S]*?)<\/style>/u.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const script = /<script>([\s\S]*?)<\/script>/u.exec(page)?.[1] ?? "";
    const scriptHash = createHash("sha256").update(script).digest("base64");
    const sources = `script-src &#39;sha256-${scriptHash}&#39;; style-src &#39;sha256-${hash}&#39;`;
    expect(page).toContain(
      `content="default-src &#39;none&#39;; ${sources}; img-src data:; font-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page).not.toMatch(/unsafe-|\beval\b|innerHTML/u);
    expect(script).not.toMatch(/^import |^export |: string|<\//mu);
    expect(page).not.toMatch(/ style="/u);
  });

  test("links its contents to headings that are there, once each", async () => {
    const page = await pageOf(fullAnalysis(), "iem-irimbo-2024");
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(target);
  });

  test("gives every chart its words and every table a caption and scopes", async () => {
    const page = await pageOf(fullAnalysis(), "iem-irimbo-2024");
    const charts = page.match(/<figure /gu)?.length ?? 0;
    expect(charts).toBe(11);
    expect(page.match(/<svg role="img" aria-label="[^"]+"/gu)).toHaveLength(charts);
    expect(page.match(/<caption /gu)?.length).toBe(page.match(/<table[ >]/gu)?.length);
    expect(page).toContain('<th scope="col"');
    expect(page).toContain('<html lang="es-MX">');
  });
});
