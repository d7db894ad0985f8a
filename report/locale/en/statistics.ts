// Words of the section on visits: figures, tables, places, devices, answers, automated hits.
import type { Column } from "../../document.ts";

const text = (title: string): Column => ({ title, kind: "text" });
const number = (title: string): Column => ({ title, kind: "number" });

export const title = "Statistics of visits";
export const noHits = "The period holds no hits from which to work out statistics.";
export function loadedElsewhere(hits: string, first: string, last: string): string {
  return `The logs handed in hold ${hits} hits, from ${first} to ${last}, outside the period reported.`;
}
export const noHitsPending = "Logs with hits of the period are missing; the difusor provides them.";
export const noGeographyPending = "The geolocation of the visitors is missing: the analysis was made without a geographic database.";

export const figuresTitle = "Key figures";
export const figuresCaption = "Figures of the period";
export const figuresColumns: Column[] = [text("Measure"), number("Value")];
export const figures = {
  hits: "Hits (all)",
  humanHits: "Human hits",
  automated: "Automated and own hits",
  pageViews: "Page views",
  visits: "Visits",
  bounces: "Single-page visits",
  pagesPerVisit: "Pages per visit",
  uniqueVisitors: "Unique visitors (estimated)",
  stay: "Visit duration (mean per measurable visit)",
  distinctAddresses: "Distinct IP addresses",
  bytes: "Data transferred",
  peakMinute: "Peak minute",
  peakHour: "Peak hour",
  peakBytesMinute: "Minute with most data (bandwidth)",
  requestSuccess: "Hits without a server error",
} as const;

export const demandTitle = "Demand";
export const noCurve = "The hits of the period are too few to draw a curve of demand.";
export const hoursCaption = "Demand by hour";
export const daysCaption = "Demand by day";
export const hoursColumns: Column[] = [
  text("Hour"),
  number("Hits"),
  number("Human"),
  number("Page views"),
  number("Visits"),
  number("Visitors"),
  number("5xx errors"),
];
export const daysColumns: Column[] = [
  text("Day"),
  number("Hits"),
  number("Human"),
  number("Page views"),
  number("Visits"),
  number("Visitors"),
  number("5xx errors"),
];
export const hoursNote = "Hours without hits are not listed. The visitors of one hour do not add up with those of another.";
export const daysNote =
  "Days without hits are not listed. The visitors of one day do not add up with those of another. The detail by hour is in the annex por-hora.csv.";

export const errorsTitle = "Answers and server errors";
export const noErrors = "There were no answers with a server error (5xx) in the period.";
export const statusCaption = "Answers by class of HTTP status code";
export const statusColumns: Column[] = [text("Class"), number("Hits"), number("Share")];

export const pagesTitle = "Most visited pages";
export const pagesCaption = "Most visited pages";
export const pagesColumns: Column[] = [
  { title: "Path", kind: "code" },
  number("Page views"),
  number("Visitors"),
  number("Mean time on page"),
];
export const noPages = "There are no page views in the period.";
export const shortenedPaths = "The longest paths are shortened (…); they are whole in the annex paginas.csv.";
/** The path "/" as it reads in a title. */
export const homePage = "The home page";

export const stayTitle = "Visit duration and active time";
export const stayMean = "Mean duration, per measurable visit";
export const stayMedian = "Median duration, per measurable visit";
export const stayWithSingle = "Mean with single-page visits as 0";
export const singlePageShare = "Single-page visits";
export const activeMean = "Mean active time, per session";
export const activeMedian = "Median active time, per session";
export const stayCaption = "Visit duration and active time";
export const stayColumns: Column[] = [text("Measure"), number("Value"), number("Visits or sessions")];
export const stayNote =
  "The duration goes from the first to the last page view of each visit with two or more. Active time includes the page's automatic refreshes and so also records who stays reading; its sessions may have no page views, which is why they are not as many as the visits.";
export const durationFallbackTitle = "Duration of the measurable visits";
export const durationCaption = "Measurable visits by duration";
export const durationColumns: Column[] = [text("Duration"), number("Visits"), number("Share")];

export const placesTitle = "Place of the visitors";
export const countriesCaption = "Unique visitors and hits by country";
export const statesCaption = "Unique visitors and hits by state of Mexico";
export const citiesCaption = "Unique visitors and hits by city";
export const nameColumns = (name: string, counted: string): Column[] => [
  text(name),
  number("Unique visitors"),
  number("Share"),
  number(counted),
  number("Share"),
];
/** What the second figure of a list counts: of places all hits, of equipment those of people, of sites of origin page views. */
export const counted = { places: "Hits (all)", agents: "Human hits", referrers: "Page views" } as const;
export const total = "Total";
export const country = "Country";
export const state = "State";
export const city = "City";
export const noGeography = "The analysis was made without a geographic database; the place of the visitors is not available.";
export const noPlaces = "There are no visitors whose place could be told.";
export function geographySource(database: string, version: string, checksum: string, builtAt: string | null): string {
  return `Geographic database: ${database}, version ${version}, hash ${checksum}${builtAt === null ? "" : `, of ${builtAt}`}.`;
}
export const databaseAgeUnknown = "The database does not tell its date, so the time between it and the election is not known.";
export function unknownStateShare(share: string): string {
  return `The state of ${share} of the unique visitors from Mexico could not be identified.`;
}
/** The licence asks for the provider's own words. */
export function licenceNotice(notice: string): string {
  return `The provider's licence notice: “${notice.replace(/\.$/u, "")}”.`;
}
export function databaseAge(days: string): string {
  return `Between the database and the period lie ${days} days.`;
}

export const agentsTitle = "Devices, systems and browsers";
export const devicesCaption = "Unique visitors and human hits by type of device";
export const systemsCaption = "Unique visitors and human hits by operating system";
export const browsersCaption = "Unique visitors and human hits by browser";
export const device = "Device";
export const system = "System";
export const browser = "Browser";
export const noAgents = "The logs do not record the user agent, or there are no visitors in the period.";

export const referrersTitle = "Referrers";
export const referrersCaption = "Unique visitors and page views by referrer";
export const referrer = "Site";
export const referrersNote =
  "Site of the page from which each page view was reached, the own site included. A visitor may come from several, so the shares of visitors, of the total of unique visitors, may add up to more than 100 %.";
export const noReferrers = "The logs do not record referrers, or there are no visitors in the period.";

export const botsTitle = "Automated hits";
export const botsCaption = "Automated hits, by program and reason";
export const botsColumns: Column[] = [text("Program"), text("Reason"), number("Hits")];
export const noBots = "No automated hits were recognised in the period.";

export const periodsTitle = "Other periods";
export const periodsCaption = "The same measures in each named period";
export const periodsColumns: Column[] = [
  text("Period"),
  number("Visits"),
  number("Unique visitors"),
  number("Page views"),
  number("Hits"),
  number("Mean duration"),
];

export function firstOf(shown: number, total: number): string {
  return `${shown} of ${total} are shown; the others are in analysis.json.`;
}
/** `isCut`: the list itself keeps the first ones only. */
export function leftOut(shown: number, total: number, annex: string, isCut: boolean): string {
  const rest = isCut ? `the first ${total} are in the annex ${annex}` : `the whole list is in the annex ${annex}`;
  return isCut ? `The first ${shown} are shown; ${rest}.` : `${shown} of ${total} are shown; ${rest}.`;
}
