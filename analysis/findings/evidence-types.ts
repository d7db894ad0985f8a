// The small evidence tables that rules of findings read beside the figures; gathered once, of the main period where nothing else is said.
import type { Interval } from "../intervals.ts";

/** Requests in scope of one minute. `minute`: epoch second / 60, whole. Minutes without requests are not listed. */
export interface MinuteCounts {
  minute: number;
  hits: number;
  errors5xx: number;
  humanHits: number;
  /** Those of people that did not fail with a server error. */
  humanServed: number;
  pageViews: number;
  /** Visits that start in it. */
  visits: number;
}

export interface PathErrors {
  path: string;
  isPage: boolean;
  minute: number;
  errors5xx: number;
}

export interface MissingPage {
  path: string;
  /** Host and path of the page that sent people there; null where none is recorded. */
  referrer: string | null;
  referrerHost: string | null;
  hits: number;
  addresses: number;
}

export interface PageLoad {
  path: string;
  pageViews: number;
}

export interface AnswerTraits {
  /** Null: all paths that do not weigh. */
  path: string | null;
  isPolling: boolean;
  hits: number;
  cacheKnown: number;
  cached: number;
  timed: number;
  slow: number;
  secureKnown: number;
  secure: number;
}

/** Answers of one local hour by the time they took, `floorUs` rounded down to two figures. */
export interface TimedAnswers {
  hourSecond: number;
  floorUs: number;
  hits: number;
}

/** Who asked for what is refused or what scanners try. */
export interface Prober {
  /** Not masked: for counting, never shown. */
  address: string;
  network: string;
  /** All its requests in the period. */
  totalHits: number;
  /** Requests that were refused (4xx) or went to a probed path, and to how many paths: at most 200 are told apart. */
  hits: number;
  paths: number;
  probeHits: number;
  probePaths: number;
  firstSecond: number;
  lastSecond: number;
}

export interface ProbedPath {
  path: string;
  isProbe: boolean;
  hits: number;
  answered: number;
  addresses: number;
}

export interface NetworkLoad {
  network: string;
  addresses: number;
  hits: number;
  /** Minutes of 30 requests and more. */
  minutes: { minute: number; hits: number }[];
}

/** A visitor that asked for long without rest. */
export interface FastVisitor {
  network: string;
  hits: number;
  startSecond: number;
  seconds: number;
}

/** Keys active for over twelve hours without a pause, in sessions that start in the period. */
export interface ProbeVisitors {
  visitors: number;
  hits: number;
  longestSeconds: number;
  /** Of the longest, as they may be shown. */
  networks: string[];
  /** What --internal takes, and how many other visitors it would take out with them. */
  internal: { network: string; otherVisitors: number }[];
  /** Averages of the period as they are, and without these keys. */
  averages: Record<"with" | "without", { activeTimeMean: number | null; visitDurationMean: number | null; visits: number }>;
}

export interface FindingEvidence {
  /** Of all that was loaded, ascending: incidents are compared with what surrounds them. */
  loadedMinutes: MinuteCounts[];
  /** Of the period alone, ascending. */
  minutes: MinuteCounts[];
  /** Time that the files speak of, whole minutes. */
  covered: Interval[];
  errorPaths: PathErrors[];
  missingPages: MissingPage[];
  pages: PageLoad[];
  /** Host of the site itself as its visitors' referrers show it; null where they do not. */
  ownHost: string | null;
  answers: AnswerTraits[];
  times: TimedAnswers[];
  probers: Prober[];
  probedPaths: ProbedPath[];
  networks: NetworkLoad[];
  fastVisitors: { visitors: FastVisitor[]; meanPerMinute: number | null };
  probes: ProbeVisitors;
  /** Page views from loopback addresses in the period: programs on the server itself, such as its health probe. */
  loopback: { pageViews: number; visitors: number };
  /** Visits by the host that they came from; `direct` where none is recorded. */
  arrivals: { host: string; visits: number }[];
  pollingHits: number;
}
