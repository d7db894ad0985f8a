// Every key of a period's traffic in plain slow code: what the older slow model has, and the lists beside it, counted one hit after the other.

import type { Traffic } from "../../analysis/index.ts";
import { type AgentClass, classifyAgent, type PlaceFinder } from "../../ingest/index.ts";
import type { DeliveredHit } from "./slow-delivery.ts";
import { isHuman, isPage, type SlowPeriod, slowTraffic, stretches } from "./slow-model-traffic.ts";
import { slowDays, slowHistogram, slowSeries } from "./slow-time.ts";

const LONGEST_LIST = 100;
const METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"];

/** `counted`: the hits in scope of the role that traffic comes from. */
export function slowFigures(counted: readonly DeliveredHit[], period: SlowPeriod, places: PlaceFinder): Traffic {
  const inPeriod = ({ second }: { second: number }): boolean => second >= period.start && second < period.end;
  const hits = counted.filter(inPeriod);
  const visits = stretches(counted.filter(isPage)).filter(([view]) => view !== undefined && inPeriod(view));
  const base = slowTraffic(counted, period, LONGEST_LIST);
  return {
    ...base,
    visitDuration: { ...base.visitDuration, histogram: slowHistogram(visits) },
    days: slowDays(hits, visits, period.timeZone),
    series: slowSeries(hits, period.timeZone),
    ...whereAndWho(hits, places),
    ...ways(visits),
    ...answers(hits),
  };
}

type WhereAndWho = Pick<Traffic, "countries" | "states" | "cities" | "browsers" | "systems" | "devices" | "referrers" | "bots">;

function whereAndWho(hits: readonly DeliveredHit[], places: PlaceFinder): WhereAndWho {
  const human = hits.filter(isHuman);
  const place = ({ address }: DeliveredHit) => places.find(address);
  const agent = (hit: DeliveredHit) => agentClass(hit.agent);
  const named = (keyOf: (hit: DeliveredHit) => string) => rowsOf(human, keyOf).map(({ key, ...row }) => ({ name: key, ...row }));
  const coded = (keyOf: (hit: DeliveredHit) => string) => rowsOf(hits, keyOf).map(({ key, ...row }) => ({ code: key, ...row }));
  const views = hits.filter(isPage);
  return {
    countries: coded((hit) => place(hit).country),
    states: coded((hit) => place(hit).state),
    cities: rowsOf(hits, (hit) => [place(hit).country, place(hit).state, place(hit).city].join("\n")).map(({ key, visitors, hits }) => {
      const [country = "", state = "", name = ""] = key.split("\n");
      return { country, state, name, visitors, hits };
    }),
    browsers: named((hit) => agent(hit).browser),
    systems: named((hit) => agent(hit).system),
    devices: named((hit) => agent(hit).device),
    referrers: rowsOf(views, referrerOf)
      .slice(0, LONGEST_LIST)
      .map(({ key, visitors, hits }) => ({ name: key, visitors, hits })),
    bots: counts(
      hits.filter((hit) => hit.kind === "bot"),
      (hit) => `${agent(hit).botName}\n${agent(hit).botReason}`,
    )
      .slice(0, LONGEST_LIST)
      .map(({ key, hits }) => ({ name: key.split("\n")[0] ?? "", reason: key.split("\n")[1] ?? "", hits })),
  };
}

const knownAgents = new Map<string | null, AgentClass>();

/** Each agent is classified once. */
function agentClass(agent: string | null): AgentClass {
  const known = knownAgents.get(agent) ?? classifyAgent(agent);
  knownAgents.set(agent, known);
  return known;
}

/** By visitors with a page view, then hits, then name. */
function rowsOf(hits: readonly DeliveredHit[], keyOf: (hit: DeliveredHit) => string) {
  const rows = [...Map.groupBy(hits, keyOf)].map(([key, of]) => ({
    key,
    visitors: new Set(of.filter(isPage).map((view) => view.visitorKey)).size,
    hits: of.length,
  }));
  return rows.sort((a, b) => b.visitors - a.visitors || b.hits - a.hits || byBytes(a.key, b.key));
}

function counts<Item>(items: readonly Item[], keyOf: (item: Item) => string): { key: string; hits: number }[] {
  const rows = [...Map.groupBy(items, keyOf)].map(([key, of]) => ({ key, hits: of.length }));
  return rows.sort((a, b) => b.hits - a.hits || byBytes(a.key, b.key));
}

/** The host of the page before, without `www.` and port; an IPv4 address as its network. */
function referrerOf({ referrer }: DeliveredHit): string {
  if (referrer === null || referrer === "") return "direct";
  const [, host = ""] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/?#:]+)/i.exec(referrer) ?? [];
  const name = host.toLowerCase().replace(/^www\.(?=.)/, "");
  if (name === "") return "unknown";
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ? `${name.split(".").slice(0, 3).join(".")}.0/24` : name;
}

function ways(visits: readonly DeliveredHit[][]): Pick<Traffic, "entryPages" | "exitPages" | "visitPaths"> {
  const byPage = (at: 0 | -1) =>
    counts(visits, (visit) => visit.at(at)?.path ?? "")
      .slice(0, LONGEST_LIST)
      .map(({ key, hits }) => ({ path: key, visits: hits }));
  const wayOf = (visit: readonly DeliveredHit[]): string[] => {
    const pages: string[] = [];
    for (const { path } of visit) if (path !== null && path !== pages.at(-1)) pages.push(path);
    return pages.slice(0, 3);
  };
  const paths = [...Map.groupBy(visits.map(wayOf), (way) => JSON.stringify(way))].map(([, same]) => ({
    pages: same[0] ?? [],
    visits: same.length,
  }));
  paths.sort((a, b) => b.visits - a.visits || compareWays(a.pages, b.pages));
  return { entryPages: byPage(0), exitPages: byPage(-1), visitPaths: paths.slice(0, LONGEST_LIST) };
}

/** Page by page; a way that ends before the other comes first. */
function compareWays(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [pageA, pageB] = [a[at], b[at]];
    if (pageA === undefined || pageB === undefined) return pageA === undefined ? -1 : 1;
    if (pageA !== pageB) return byBytes(pageA, pageB);
  }
  return 0;
}

type Answers = Pick<Traffic, "statuses" | "methods" | "protocols" | "secure" | "cache" | "responseTimes">;

function answers(hits: readonly DeliveredHit[]): Answers {
  const statuses = [...Map.groupBy(hits, ({ status }) => status)].map(([status, of]) => ({ status, hits: of.length }));
  const named = (nameOf: (hit: DeliveredHit) => string) => counts(hits, nameOf).map(({ key, hits }) => ({ name: key, hits }));
  const tls = hits.filter((hit) => securityOf(hit) === "tls").length;
  const plain = hits.filter((hit) => securityOf(hit) === "plain").length;
  const cached = hits.filter(({ cache }) => cache !== null);
  const cacheHits = cached.filter(({ cache }) => ["HIT", "STALE", "UPDATING", "REVALIDATED"].includes(cache ?? "")).length;
  return {
    statuses: statuses.sort((a, b) => b.hits - a.hits || a.status - b.status),
    methods: named(({ method }) => (method === null ? "unknown" : METHODS.includes(method) ? method : "other")),
    protocols: named(({ protocol }) => protocolOf(protocol)),
    secure: { tls, plain, unknown: hits.length - tls - plain, share: tls + plain === 0 ? null : tls / (tls + plain) },
    cache: cached.length === 0 ? null : { answers: cached.length, cacheHits, share: cacheHits / cached.length },
    responseTimes: { all: times(hits), pages: times(hits.filter(isPage)) },
  };
}

function protocolOf(protocol: string | null): string {
  if (protocol === null) return "unknown";
  if (protocol.startsWith("HTTP/2")) return "HTTP/2";
  if (protocol.startsWith("HTTP/3")) return "HTTP/3";
  return protocol === "HTTP/1.0" || protocol === "HTTP/1.1" ? protocol : "other";
}

function securityOf({ scheme, port }: DeliveredHit): "tls" | "plain" | "unknown" {
  if (scheme !== null) return scheme === "https" || scheme === "wss" ? "tls" : "plain";
  return port === 443 ? "tls" : port === 80 ? "plain" : "unknown";
}

/** Every time in a row: the value at place p per cent, rounded up. */
function times(hits: readonly DeliveredHit[]): Traffic["responseTimes"]["all"] {
  const sorted = hits.flatMap(({ durationSeconds }) => durationSeconds ?? []).sort((a, b) => a - b);
  const at = (percent: number): number => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
  if (sorted.length === 0) return null;
  return { count: sorted.length, p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: at(100) };
}

/** As text is ordered byte by byte in UTF-8, not by 16-bit units. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
