// The style sheet of the page: the look of the paper, for wide and narrow screens, dark rooms and the printer.
import { FACE_STYLES, FACES, fontFile, SUBSETS, unicodeRange } from "../fonts.ts";
import { DARK, LIGHT } from "../palette.ts";

const COLOURS = Object.keys(LIGHT) as (keyof typeof LIGHT)[];

function fontFaces(): string {
  return FACES.flatMap((face) =>
    SUBSETS.map((subset) => {
      const { weight, style } = FACE_STYLES[face];
      const data = fontFile(face, subset, "woff2").toString("base64");
      return (
        `@font-face{font-family:"Source Sans 3";font-style:${style};font-weight:${weight};font-display:swap;` +
        `src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${unicodeRange(subset)}}`
      );
    }),
  ).join("\n");
}

function variables(palette: Readonly<Record<keyof typeof LIGHT, string>>): string {
  return COLOURS.map((name) => `--${name}:${palette[name]}`).join(";");
}

/** Charts are drawn once, in the colours of paper; here each of these follows the page's own. */
function chartColours(): string {
  return COLOURS.map(
    (name) => `figure svg [fill="${LIGHT[name]}"]{fill:var(--${name})}figure svg [stroke="${LIGHT[name]}"]{stroke:var(--${name})}`,
  ).join("\n");
}

const LAYOUT = `
*{box-sizing:border-box}
html{font:400 17px/1.5 "Source Sans 3",sans-serif;color:var(--ink);background:var(--surface);-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;font-variant-numeric:tabular-nums}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;background:var(--surface);padding:.5rem 1rem}
.page{max-width:70rem;margin:0 auto;padding:0 1.25rem 4rem}
.cover{padding:3rem 0 2rem;border-bottom:1px solid var(--hairline)}
.cover p{margin:0}
.cover .institute,.cover .subtitle,.cover .remark{color:var(--muted)}
.cover h1{margin:1.5rem 0 .25rem;padding-top:1rem;font-size:1.9rem;line-height:1.2;font-weight:600;color:var(--accent)}
.cover h1::before{content:"";display:block;width:4rem;border-top:3px solid var(--accent);margin:0 0 1rem}
.cover .difusor{margin:1.25rem 0;font-size:1.25rem;font-weight:600}
.cover .remark{margin-top:1rem;font-size:.85rem}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);margin:1rem 0;gap:0 1.5rem}
dt{font-weight:600;padding:.3rem 0}
dd{margin:0;padding:.3rem 0;overflow-wrap:anywhere}
ol.close,ul.close{font-size:.875rem}
dl.card{grid-template-columns:minmax(8rem,12rem) minmax(0,1fr) minmax(6rem,10rem) minmax(0,1fr)}
dl.card dd:not(.short){grid-column:span 3}
.cover dl{font-size:.95rem;gap:0}
.cover dt{font-weight:400;color:var(--muted);padding-right:1.5rem}
.cover dt,.cover dd{border-bottom:1px solid var(--hairline)}
nav{font-size:.85rem;padding:1.5rem 0}
nav summary{cursor:pointer;font-weight:600;color:var(--accent);padding:.35rem 0}
nav ol{list-style:none;margin:0;padding:0}
nav ol ol{padding-left:.9rem}
nav a{display:block;padding:.22rem 0;color:var(--ink);text-decoration:none}
nav ol ol a{color:var(--muted)}
nav a:hover{text-decoration:underline}
h2,h3,h4{line-height:1.25;font-weight:600;scroll-margin-top:1rem;overflow-wrap:anywhere}
.level-1{margin:3rem 0 .5rem;font-size:1.65rem;color:var(--accent)}
.level-2{margin:2.25rem 0 .5rem;font-size:1.25rem}
.level-3{margin:1.6rem 0 .4rem;font-size:1rem;color:var(--accent)}
.clause{margin:-.25rem 0 1rem;font-size:.85rem;color:var(--muted)}
p,ul,ol{margin:.6rem 0;max-width:44rem;overflow-wrap:anywhere}
li{margin:.25rem 0}
code{font-family:inherit;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1rem 1.25rem;margin:1rem 0}
.figures.verdicts{grid-template-columns:repeat(auto-fit,minmax(13rem,1fr))}
.figures>div{border-top:2px solid var(--accent);padding-top:.4rem}
.figures span{display:block;text-wrap:balance;font-size:.85rem;color:var(--muted)}
.figures strong{display:block;font-size:1.35rem;line-height:1.3;font-weight:600}
.mark{width:.8em;height:.8em;margin-right:.4em;vertical-align:-.04em;overflow:visible}
.mark .full-cumple{fill:var(--accent)}
.mark .full-incumple{fill:var(--attention)}
.mark .open-no-verificable{fill:none;stroke:var(--muted);stroke-width:2}
.mark .open-indicio{fill:none;stroke:var(--attention);stroke-width:2}
.scroll{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;font-size:.85rem;line-height:1.4;min-width:60%}
caption{text-align:left;font-weight:600;padding:0 0 .35rem}
th,td{text-align:left;vertical-align:top;padding:.32rem 1.1rem .32rem 0;border-bottom:1px solid var(--hairline);font-weight:400}
thead th{vertical-align:bottom;font-weight:600;color:var(--muted);border-bottom-color:var(--muted)}
th:last-child,td:last-child{padding-right:0}
.number{text-align:right;white-space:nowrap}
thead .number,.number.long{white-space:normal}
.code{overflow-wrap:anywhere;min-width:13rem}
.text{min-width:6rem}
.text.long{min-width:15rem}
.verdict{white-space:nowrap}
table.close th,table.close td{padding-top:.14rem;padding-bottom:.14rem}
tr.total th,tr.total td{font-weight:600;border-top:1px solid var(--muted)}
.under{margin:-.75rem 0 1.25rem;font-size:.85rem;color:var(--muted)}
figure{margin:1.75rem 0}
figcaption strong{display:block;font-weight:600}
figcaption span{display:block;font-size:.85rem;color:var(--muted);margin-bottom:.5rem}
thead button{font:inherit;color:inherit;text-align:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em}
thead button:hover{color:var(--accent)}
thead [aria-sort] button{color:var(--ink);text-decoration:none}
thead [aria-sort] button::after{content:"";display:inline-block;margin-left:.35em;border:.3em solid transparent;border-top-color:currentColor;border-bottom:0;vertical-align:.12em}
thead [aria-sort=ascending] button::after{border-top:0;border-bottom:.3em solid currentColor}
.reader{max-width:46rem;font-size:.85rem}
.reader output{display:block;min-height:1.5em}
.reader input{display:block;width:100%;margin:.1rem 0 .6rem;accent-color:var(--accent)}
svg .cursor{fill:none;stroke:var(--attention);stroke-width:1.2;pointer-events:none}
figure svg{display:block;width:100%;min-width:34rem;max-width:46rem;height:auto;font-family:"Source Sans 3",sans-serif}
details.data{font-size:.85rem}
details.data summary{cursor:pointer;color:var(--accent)}
.note{border-left:3px solid var(--accentSoft);padding:.1rem 0 .1rem .9rem;margin:1rem 0}
.note.attention{border-left-color:var(--attention)}
.signature{margin-top:1.5rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));gap:1rem 1.5rem}
.signature p{margin:0}
.signature p.line{margin-top:2.1rem;border-top:1px solid var(--muted);font-size:.85rem;color:var(--muted)}
.signature p.line:last-child{margin-top:3.2rem}
.signature p.stamp{margin-top:1.6rem;min-height:9rem;display:flex;align-items:end;padding:.3rem .5rem;border:1px dashed var(--muted);font-size:.85rem;color:var(--muted)}
@media (min-width:68rem){
.page{display:grid;grid-template-columns:15rem minmax(0,1fr);column-gap:3.5rem}
.cover{grid-column:1/-1}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto}
}
@media (max-width:67.99rem){
nav{padding:1rem 0 0}
nav>details>ol{columns:18rem 2}
nav ol ol{display:none}
}
@media (max-width:40rem){
html{font-size:16px}
dl,dl.card{grid-template-columns:1fr}
dl.card dd:not(.short){grid-column:auto}
dt{padding-bottom:0}
.cover dt{border-bottom:0}
}`;

const PRINT = `
@page{size:letter;margin:20mm 18mm}
@media print{
html{font-size:10pt}
.page{display:block;max-width:none;padding:0}
nav,.skip,details.data,.reader,svg .cursor{display:none}
thead button{text-decoration:none}
thead button::after{display:none!important}
.cover{border:0;break-after:page}
.new-sheet{break-before:page}
.signature{grid-template-columns:1fr 1fr 8rem}
.scroll{overflow:visible}
h2,h3,h4,caption,figcaption,.clause,dt,thead{break-after:avoid}
tbody tr:first-child,tbody tr:last-child,.under,dd{break-before:avoid}
p,li{orphans:2;widows:2}
figure,tr,.figures,.note,.signature{break-inside:avoid}
thead{display:table-header-group}
figure svg{min-width:0;max-width:100%}
table,.code,.text,.text.long{min-width:0}
}`;

/** The whole style sheet, fonts included. */
export function styleSheet(): string {
  return [
    fontFaces(),
    `:root{color-scheme:light dark;${variables(LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)}}}`,
    LAYOUT,
    chartColours(),
    PRINT,
  ].join("\n");
}
