// Who came and what they read: pages, time of stay, places, equipment, sites of origin, automated hits.
import type { Analysis, Traffic } from "../../analysis/index.ts";
import {
  formatCount,
  formatDate,
  formatDecimal,
  formatDuration,
  formatShare,
  known,
  printable,
  readablePath,
} from "../../analysis/index.ts";
import { type Bar, barsSpec } from "../charts/bars.ts";
import { countriesMap, statesMap } from "../charts/map.ts";
import { shortened } from "../charts/theme.ts";
import { visitDurationChart } from "../charts/visit-duration.ts";
import { type Block, type ChartBlock, heading, paragraph, type Table, table } from "../document.ts";
import type { Words } from "../locale/words.ts";
import { leftOutNote, MOST_NAME_CHARACTERS, type Named, type NameList, nameTable, shownRows } from "./name-table.ts";
import { periodPhrase } from "./section.ts";

const MOST_BARS = 10;
/** A path in the title of a chart. */
const MOST_TITLE_CHARACTERS = 60;

function bar(name: string, value: number, total: number): Bar {
  return { name, value, label: `${formatCount(value)} · ${formatShare(total === 0 ? 0 : value / total, 1)}` };
}

function barChart(words: Words, id: string, title: string, subtitle: string, bars: Bar[]): ChartBlock {
  const alt = words.charts.barsAlt(bars.map(({ name, label }) => `${name}, ${label}`).join("; "));
  return { kind: "chart", id, spec: barsSpec(words, bars), title, subtitle, alt, dataTable: null };
}

/** The most read pages: bars of the first ten, and a table; very long paths are whole in the annex. */
export function pageBlocks(words: Words, analysis: Analysis): Block[] {
  const { topPages, pageViews } = analysis.traffic;
  const title = heading(2, "paginas", words.statistics.pagesTitle);
  const first = topPages[0];
  if (first === undefined) return [title, paragraph(words.statistics.noPages)];
  const bars = topPages.slice(0, MOST_BARS).map((page) => bar(readablePath(page.path), page.pageViews, pageViews));
  const share = formatShare(pageViews === 0 ? 0 : first.pageViews / pageViews, 1);
  const name = first.path === "/" ? words.statistics.homePage : shortened(readablePath(first.path), MOST_TITLE_CHARACTERS);
  const rows = topPages
    .slice(0, shownRows(topPages.length))
    .map((page) => [
      shortened(readablePath(page.path), MOST_NAME_CHARACTERS),
      formatCount(page.pageViews),
      formatCount(page.visitors),
      known(page.meanTimeOnPage, formatDuration, words.language),
    ]);
  const isLong = topPages.slice(0, rows.length).some((page) => readablePath(page.path).length > MOST_NAME_CHARACTERS);
  const notes = [leftOutNote(words, topPages.length, "paginas.csv"), isLong ? words.statistics.shortenedPaths : null].filter(
    (part) => part !== null,
  );
  const note = notes.length === 0 ? null : notes.join(" ");
  return [
    title,
    barChart(
      words,
      "grafica-paginas",
      words.charts.pagesTitle(name, share),
      words.charts.pagesSubtitle(periodPhrase(words, analysis)),
      bars,
    ),
    table("tabla-paginas", words.statistics.pagesCaption, words.statistics.pagesColumns, rows, { note }),
  ];
}

function stayTable(words: Words, { visitDuration, activeTime, visits, bounces }: Traffic): Table {
  const count = formatCount;
  return table(
    "tabla-permanencia",
    words.statistics.stayCaption,
    words.statistics.stayColumns,
    [
      [words.statistics.stayMean, known(visitDuration.mean, formatDuration, words.language), count(visitDuration.measurableVisits)],
      [words.statistics.stayMedian, known(visitDuration.median, formatDuration, words.language), count(visitDuration.measurableVisits)],
      [words.statistics.stayWithSingle, known(visitDuration.meanIncludingSingle, formatDuration, words.language), count(visits)],
      [
        words.statistics.singlePageShare,
        known(visitDuration.singlePageShare, (share) => formatShare(share, 1), words.language),
        count(bounces),
      ],
      [words.statistics.activeMean, known(activeTime.mean, formatDuration, words.language), count(activeTime.visits)],
      [words.statistics.activeMedian, known(activeTime.median, formatDuration, words.language), count(activeTime.visits)],
    ],
    { note: words.statistics.stayNote },
  );
}

/** How long visits last, measured both ways. */
export function stayBlocks(words: Words, analysis: Analysis): Block[] {
  const chart = visitDurationChart(words, analysis.traffic, periodPhrase(words, analysis));
  return [heading(2, "permanencia", words.statistics.stayTitle), ...(chart === null ? [] : [chart]), stayTable(words, analysis.traffic)];
}

function geographySource(words: Words, analysis: Analysis): Block[] {
  const { geography } = analysis.parameters;
  if (geography === null) return [];
  const { start } = analysis.period;
  const built = geography.builtAt;
  const sentences = [
    words.statistics.geographySource(
      printable(geography.database),
      printable(geography.version),
      printable(geography.checksum),
      built === null ? null : formatDate(built, "UTC", words.language),
    ),
  ];
  if (built !== null) {
    const days = Math.abs(Math.round((Date.parse(start) - Date.parse(built)) / 86_400_000));
    sentences.push(words.statistics.databaseAge(formatDecimal(days, 0)));
  } else sentences.push(words.statistics.databaseAgeUnknown);
  if (geography.notice !== "") sentences.push(words.statistics.licenceNotice(printable(geography.notice)));
  return [paragraph(sentences.join(" "))];
}

function place(words: Words, id: string, caption: string, column: string, annex: string): NameList {
  return { id, caption, column, counted: words.statistics.counted.places, annex };
}

function stateBlocks(words: Words, analysis: Analysis): Block[] {
  const mexican = analysis.traffic.states.filter((state) => words.places.isMexicanState(state.code));
  const states = mexican.map((state) => ({ ...state, name: words.places.stateName(state.code) }));
  const total = states.reduce((sum, state) => sum + state.visitors, 0);
  const map = statesMap(words, mexican, periodPhrase(words, analysis));
  if (map === null || total === 0) return [];
  const unknown = states
    .filter((state) => state.name === words.places.stateName("unknown"))
    .reduce((sum, state) => sum + state.visitors, 0);
  return [
    map,
    nameTable(
      words,
      place(words, "tabla-estados", words.statistics.statesCaption, words.statistics.state, "geografia-estados.csv"),
      states,
    ),
    paragraph(words.statistics.unknownStateShare(formatShare(unknown / total, 1))),
  ];
}

/** Countries, states and cities, with the database that placed them. */
export function placeBlocks(words: Words, analysis: Analysis): Block[] {
  const { countries, cities } = analysis.traffic;
  const title = heading(2, "lugares", words.statistics.placesTitle);
  if (analysis.parameters.geography === null) return [title, paragraph(words.statistics.noGeography)];
  if (countries.length === 0) return [title, paragraph(words.statistics.noPlaces), ...geographySource(words, analysis)];
  const named = countries.map((country) => ({ ...country, name: words.places.countryName(country.code) }));
  const namedCities = cities.map((city) => ({ ...city, name: words.places.cityName(city) }));
  const world = countriesMap(words, countries, periodPhrase(words, analysis));
  return [
    title,
    ...(world === null ? [] : [world]),
    nameTable(
      words,
      place(words, "tabla-paises", words.statistics.countriesCaption, words.statistics.country, "geografia-paises.csv"),
      named,
    ),
    ...stateBlocks(words, analysis),
    ...(cities.length === 0
      ? []
      : [
          nameTable(
            words,
            place(words, "tabla-ciudades", words.statistics.citiesCaption, words.statistics.city, "geografia-ciudades.csv"),
            namedCities,
          ),
        ]),
    ...geographySource(words, analysis),
  ];
}

function named(words: Words, entries: Named[]): Named[] {
  return entries.map((entry) => ({ ...entry, name: words.terms.agentName(entry.name) }));
}

/** Devices, operating systems and browsers. */
export function agentBlocks(words: Words, analysis: Analysis): Block[] {
  const { devices, systems, browsers } = analysis.traffic;
  const title = heading(2, "equipos", words.statistics.agentsTitle);
  if (devices.length + systems.length + browsers.length === 0) return [title, paragraph(words.statistics.noAgents)];
  const annex = "navegadores-sistemas-equipos.csv";
  const total = devices.reduce((sum, device) => sum + device.visitors, 0);
  const bars = named(words, devices).map((device) => bar(device.name, device.visitors, total));
  const first = devices[0];
  const chart =
    first === undefined || total === 0
      ? []
      : [
          barChart(
            words,
            "grafica-equipos",
            words.charts.devicesTitle(words.terms.agentName(first.name), formatShare(first.visitors / total, 1)),
            words.charts.devicesSubtitle(periodPhrase(words, analysis)),
            bars.slice(0, MOST_BARS),
          ),
        ];
  const tables: [string, string, string, Named[]][] = [
    ["tabla-equipos", words.statistics.devicesCaption, words.statistics.device, devices],
    ["tabla-sistemas", words.statistics.systemsCaption, words.statistics.system, systems],
    ["tabla-navegadores", words.statistics.browsersCaption, words.statistics.browser, browsers],
  ];
  const shown = tables.filter(([, , , entries]) => entries.length > 0);
  const counted = words.statistics.counted.agents;
  return [
    title,
    ...chart,
    ...shown.map(([id, caption, column, entries]) => nameTable(words, { id, caption, column, counted, annex }, named(words, entries))),
  ];
}

/** The sites that visitors came from. */
export function referrerBlocks(words: Words, analysis: Analysis): Block[] {
  const title = heading(2, "procedencia", words.statistics.referrersTitle);
  const entries = analysis.traffic.referrers.map((entry) => ({ ...entry, name: words.terms.referrerName(entry.name) }));
  if (entries.length === 0) return [title, paragraph(words.statistics.noReferrers)];
  const list = {
    id: "tabla-procedencia",
    caption: words.statistics.referrersCaption,
    column: words.statistics.referrer,
    annex: "procedencia.csv",
  };
  const { uniqueVisitors } = analysis.traffic;
  return [
    title,
    nameTable(
      words,
      { ...list, counted: words.statistics.counted.referrers, visitors: uniqueVisitors, remark: words.statistics.referrersNote },
      entries,
    ),
  ];
}

/** Automated hits by agent, with the reason why each was taken for one. */
export function botBlocks(words: Words, analysis: Analysis): Block[] {
  const title = heading(2, "automatizadas", words.statistics.botsTitle);
  const { bots } = analysis.traffic;
  if (bots.length === 0) return [title, paragraph(words.statistics.noBots)];
  const shown = shownRows(bots.length);
  const rows = bots
    .slice(0, shown)
    .map((bot) => [
      shortened(words.terms.botName(bot.name), MOST_NAME_CHARACTERS),
      words.terms.botReason(bot.reason),
      formatCount(bot.hits),
    ]);
  const note = bots.length > shown ? words.statistics.firstOf(shown, bots.length) : null;
  return [title, table("tabla-automatizadas", words.statistics.botsCaption, words.statistics.botsColumns, rows, { note })];
}
