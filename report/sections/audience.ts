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
import {
  agentName,
  botName,
  botReason,
  chartWords,
  cityName,
  countryName,
  isMexicanState,
  referrerName,
  stateName,
  statisticsWords as words,
} from "../locale/es-MX.ts";
import { leftOutNote, MOST_NAME_CHARACTERS, type Named, type NameList, nameTable, shownRows } from "./name-table.ts";
import { periodPhrase } from "./section.ts";

const MOST_BARS = 10;
/** A path in the title of a chart. */
const MOST_TITLE_CHARACTERS = 60;

function bar(name: string, value: number, total: number): Bar {
  return { name, value, label: `${formatCount(value)} · ${formatShare(total === 0 ? 0 : value / total, 1)}` };
}

function barChart(id: string, title: string, subtitle: string, bars: Bar[]): ChartBlock {
  const alt = chartWords.barsAlt(bars.map(({ name, label }) => `${name}, ${label}`).join("; "));
  return { kind: "chart", id, spec: barsSpec(bars), title, subtitle, alt, dataTable: null };
}

/** The most read pages: bars of the first ten, and a table; very long paths are whole in the annex. */
export function pageBlocks(analysis: Analysis): Block[] {
  const { topPages, pageViews } = analysis.traffic;
  const title = heading(2, "paginas", words.pagesTitle);
  const first = topPages[0];
  if (first === undefined) return [title, paragraph(words.noPages)];
  const bars = topPages.slice(0, MOST_BARS).map((page) => bar(readablePath(page.path), page.pageViews, pageViews));
  const share = formatShare(pageViews === 0 ? 0 : first.pageViews / pageViews, 1);
  const name = first.path === "/" ? words.homePage : shortened(readablePath(first.path), MOST_TITLE_CHARACTERS);
  const rows = topPages
    .slice(0, shownRows(topPages.length))
    .map((page) => [
      shortened(readablePath(page.path), MOST_NAME_CHARACTERS),
      formatCount(page.pageViews),
      formatCount(page.visitors),
      known(page.meanTimeOnPage, formatDuration),
    ]);
  const isLong = topPages.slice(0, rows.length).some((page) => readablePath(page.path).length > MOST_NAME_CHARACTERS);
  const notes = [leftOutNote(topPages.length, "paginas.csv"), isLong ? words.shortenedPaths : null].filter((part) => part !== null);
  const note = notes.length === 0 ? null : notes.join(" ");
  return [
    title,
    barChart("grafica-paginas", chartWords.pagesTitle(name, share), chartWords.pagesSubtitle(periodPhrase(analysis)), bars),
    table("tabla-paginas", words.pagesCaption, words.pagesColumns, rows, { note }),
  ];
}

function stayTable({ visitDuration, activeTime, visits, bounces }: Traffic): Table {
  const count = formatCount;
  return table(
    "tabla-permanencia",
    words.stayCaption,
    words.stayColumns,
    [
      [words.stayMean, known(visitDuration.mean, formatDuration), count(visitDuration.measurableVisits)],
      [words.stayMedian, known(visitDuration.median, formatDuration), count(visitDuration.measurableVisits)],
      [words.stayWithSingle, known(visitDuration.meanIncludingSingle, formatDuration), count(visits)],
      [words.singlePageShare, known(visitDuration.singlePageShare, (share) => formatShare(share, 1)), count(bounces)],
      [words.activeMean, known(activeTime.mean, formatDuration), count(activeTime.visits)],
      [words.activeMedian, known(activeTime.median, formatDuration), count(activeTime.visits)],
    ],
    { note: words.stayNote },
  );
}

/** How long visits last, measured both ways. */
export function stayBlocks(analysis: Analysis): Block[] {
  const chart = visitDurationChart(analysis.traffic, periodPhrase(analysis));
  return [heading(2, "permanencia", words.stayTitle), ...(chart === null ? [] : [chart]), stayTable(analysis.traffic)];
}

function geographySource(analysis: Analysis): Block[] {
  const { geography } = analysis.parameters;
  if (geography === null) return [];
  const { start } = analysis.period;
  const built = geography.builtAt;
  const sentences = [
    words.geographySource(
      printable(geography.database),
      printable(geography.version),
      printable(geography.checksum),
      built === null ? null : formatDate(built, "UTC"),
    ),
  ];
  if (built !== null) {
    const days = Math.abs(Math.round((Date.parse(start) - Date.parse(built)) / 86_400_000));
    sentences.push(words.databaseAge(formatDecimal(days, 0)));
  } else sentences.push(words.databaseAgeUnknown);
  if (geography.notice !== "") sentences.push(words.licenceNotice(printable(geography.notice)));
  return [paragraph(sentences.join(" "))];
}

function place(id: string, caption: string, column: string, annex: string): NameList {
  return { id, caption, column, counted: words.counted.places, annex };
}

function stateBlocks(analysis: Analysis): Block[] {
  const mexican = analysis.traffic.states.filter((state) => isMexicanState(state.code));
  const states = mexican.map((state) => ({ ...state, name: stateName(state.code) }));
  const total = states.reduce((sum, state) => sum + state.visitors, 0);
  const map = statesMap(mexican, periodPhrase(analysis));
  if (map === null || total === 0) return [];
  const unknown = states.filter((state) => state.name === stateName("unknown")).reduce((sum, state) => sum + state.visitors, 0);
  return [
    map,
    nameTable(place("tabla-estados", words.statesCaption, words.state, "geografia-estados.csv"), states),
    paragraph(words.unknownStateShare(formatShare(unknown / total, 1))),
  ];
}

/** Countries, states and cities, with the database that placed them. */
export function placeBlocks(analysis: Analysis): Block[] {
  const { countries, cities } = analysis.traffic;
  const title = heading(2, "lugares", words.placesTitle);
  if (analysis.parameters.geography === null) return [title, paragraph(words.noGeography)];
  if (countries.length === 0) return [title, paragraph(words.noPlaces), ...geographySource(analysis)];
  const named = countries.map((country) => ({ ...country, name: countryName(country.code) }));
  const namedCities = cities.map((city) => ({ ...city, name: cityName(city) }));
  const world = countriesMap(countries, periodPhrase(analysis));
  return [
    title,
    ...(world === null ? [] : [world]),
    nameTable(place("tabla-paises", words.countriesCaption, words.country, "geografia-paises.csv"), named),
    ...stateBlocks(analysis),
    ...(cities.length === 0
      ? []
      : [nameTable(place("tabla-ciudades", words.citiesCaption, words.city, "geografia-ciudades.csv"), namedCities)]),
    ...geographySource(analysis),
  ];
}

function named(entries: Named[]): Named[] {
  return entries.map((entry) => ({ ...entry, name: agentName(entry.name) }));
}

/** Devices, operating systems and browsers. */
export function agentBlocks(analysis: Analysis): Block[] {
  const { devices, systems, browsers } = analysis.traffic;
  const title = heading(2, "equipos", words.agentsTitle);
  if (devices.length + systems.length + browsers.length === 0) return [title, paragraph(words.noAgents)];
  const annex = "navegadores-sistemas-equipos.csv";
  const total = devices.reduce((sum, device) => sum + device.visitors, 0);
  const bars = named(devices).map((device) => bar(device.name, device.visitors, total));
  const first = devices[0];
  const chart =
    first === undefined || total === 0
      ? []
      : [
          barChart(
            "grafica-equipos",
            chartWords.devicesTitle(agentName(first.name), formatShare(first.visitors / total, 1)),
            chartWords.devicesSubtitle(periodPhrase(analysis)),
            bars.slice(0, MOST_BARS),
          ),
        ];
  const tables: [string, string, string, Named[]][] = [
    ["tabla-equipos", words.devicesCaption, words.device, devices],
    ["tabla-sistemas", words.systemsCaption, words.system, systems],
    ["tabla-navegadores", words.browsersCaption, words.browser, browsers],
  ];
  const shown = tables.filter(([, , , entries]) => entries.length > 0);
  const counted = words.counted.agents;
  return [
    title,
    ...chart,
    ...shown.map(([id, caption, column, entries]) => nameTable({ id, caption, column, counted, annex }, named(entries))),
  ];
}

/** The sites that visitors came from. */
export function referrerBlocks(analysis: Analysis): Block[] {
  const title = heading(2, "procedencia", words.referrersTitle);
  const entries = analysis.traffic.referrers.map((entry) => ({ ...entry, name: referrerName(entry.name) }));
  if (entries.length === 0) return [title, paragraph(words.noReferrers)];
  const list = { id: "tabla-procedencia", caption: words.referrersCaption, column: words.referrer, annex: "procedencia.csv" };
  const { uniqueVisitors } = analysis.traffic;
  return [title, nameTable({ ...list, counted: words.counted.referrers, visitors: uniqueVisitors, remark: words.referrersNote }, entries)];
}

/** Automated hits by agent, with the reason why each was taken for one. */
export function botBlocks(analysis: Analysis): Block[] {
  const title = heading(2, "automatizadas", words.botsTitle);
  const { bots } = analysis.traffic;
  if (bots.length === 0) return [title, paragraph(words.noBots)];
  const shown = shownRows(bots.length);
  const rows = bots
    .slice(0, shown)
    .map((bot) => [shortened(botName(bot.name), MOST_NAME_CHARACTERS), botReason(bot.reason), formatCount(bot.hits)]);
  const note = bots.length > shown ? words.firstOf(shown, bots.length) : null;
  return [title, table("tabla-automatizadas", words.botsCaption, words.botsColumns, rows, { note })];
}
