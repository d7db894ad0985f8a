// The document as one HTML file that needs nothing else: no network, fonts, charts and its own script inside.
import { createHash } from "node:crypto";
import type { Drawing } from "./charts/render.ts";
import type { Cover, Document, Heading } from "./document.ts";
import { blockMarkup } from "./html/blocks.ts";
import { pageScript } from "./html/script.ts";
import { styleSheet } from "./html/style.ts";
import { html, Markup } from "./html/template.ts";
import { wordsOf } from "./locale/words.ts";

function coverMarkup(cover: Cover): Markup {
  const facts = cover.facts.map(({ term, text }) => html`<dt>${term}</dt><dd>${text}</dd>`);
  return html`<header class="cover">
${cover.institute === null ? null : html`<p class="institute">${cover.institute}</p>`}
<h1>${cover.title}</h1>
${cover.subtitle === null ? null : html`<p class="subtitle">${cover.subtitle}</p>`}
<p class="difusor">${cover.difusor}</p>
<dl>${facts}</dl>
${cover.note === null ? null : html`<p class="remark">${cover.note}</p>`}
</header>`;
}

/** The contents: main sections, each with its own. */
function contentsMarkup(document: Document): Markup {
  const sections: { heading: Heading; inside: Heading[] }[] = [];
  for (const block of document.blocks) {
    if (block.kind !== "heading" || block.level > document.contentsLevel) continue;
    if (block.level === 1) sections.push({ heading: block, inside: [] });
    else sections.at(-1)?.inside.push(block);
  }
  const link = ({ id, text }: Heading): Markup => html`<a href="#${id}">${text}</a>`;
  const entries = sections.map(({ heading, inside }) => {
    const nested = inside.length === 0 ? null : html`<ol>${inside.map((entry) => html`<li>${link(entry)}</li>`)}</ol>`;
    return html`<li>${link(heading)}${nested}</li>`;
  });
  return html`<nav aria-label="${document.contentsTitle}"><details open><summary>${document.contentsTitle}</summary><ol>${entries}</ol></details></nav>`;
}

/** How the policy names a text of the page that may act: its own style and script, and none that got in. */
function sourceHash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** The whole page. */
export function renderHtml(document: Document, drawings: ReadonlyMap<string, Drawing>): string {
  const words = wordsOf(document.language);
  const style = styleSheet();
  // A page with nothing to sort or to read values from needs no script, and allows none.
  const script = document.blocks.some(({ kind }) => kind === "table" || kind === "chart") ? pageScript() : null;
  const policy = [
    "default-src 'none'",
    ...(script === null ? [] : [`script-src '${sourceHash(script)}'`]),
    `style-src '${sourceHash(style)}'`,
    "img-src data:",
    "font-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = html`<!DOCTYPE html>
<html lang="${document.languageTag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="author" content="${document.author}">
<title>${document.title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#resumen">${words.frame.skipToContent}</a>
<div class="page">
${coverMarkup(document.cover)}
${contentsMarkup(document)}
<main>
${document.blocks.map((block) => blockMarkup(words, block, drawings))}
</main>
</div>
${script === null ? null : new Markup(`<script>${script}</script>\n`)}</body>
</html>
`;
  return page.text;
}
