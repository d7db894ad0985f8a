// Words of the findings on how answers were given: cache, response time, encryption.
import { countOf, formatCount } from "../../../wording.ts";

export const cacheLow = {
  threshold: (share: string, known: number): string =>
    `Less than ${share} of the human hits answered by the cache, if the state of the cache is recorded in ${formatCount(known)} or more; the automatic refresh does not count.`,
  path: (path: string, missed: number, known: number): string => `${path} (${formatCount(missed)} of ${formatCount(known)})`,
  text: (share: string, cached: number, known: number, listed: string): string =>
    `The cache answered ${share} of the human hits (${formatCount(cached)} of ${formatCount(known)}, the automatic refresh not counted). The paths that reached the origin most: ${listed}.`,
  advice: "The content delivery network should keep those paths, for some seconds at least, and not split them by parameters or cookies.",
};

export const polledFromCache = {
  threshold: (share: string, cached: number): string =>
    `At least ${share} of the hits on the results file, and ${cached} or more, answered by the cache.`,
  asked: (clause: string | null): string => `, and the call asks that it not be kept${clause ? ` (${clause})` : ""}`,
  text: (share: string, path: string, cached: number, known: number, asked: string): string =>
    `${share} of the hits on ${path} whose cache state is recorded (${formatCount(cached)} of ${formatCount(known)}) were answered from the cache${asked}: an earlier cut may have been shown.`,
  advice: "The results file should be left out of the cache of the content delivery network, or purged at each cut.",
};

export const slowAnswers = {
  threshold: (timed: number, inAnHour: number): string =>
    `A 95th percentile of the response time of 1 s or more, in the period (${formatCount(timed)} or more measured answers; serious from 3 s on) or in one hour (${inAnHour} or more).`,
  worstHour: (moment: string, time: string, timed: number): string =>
    `The slowest hour began on ${moment}: ${time} or more in one of every twenty (${formatCount(timed)} measured).`,
  overall: (time: string, timed: number): string =>
    `One of every twenty answers to people took ${time} or more (${formatCount(timed)} measured)`,
  inAnHour: (worst: string): string => `In one hour of the period answers to people were slow. ${worst}`,
  advice: "The capacity of the origin server should be looked at, and which queries can be prepared before each cut.",
};

export const slowPaths = {
  threshold: (timed: number, share: string, times: number): string =>
    `A path with ${timed} or more measured answers, of which at least ${share} took 1 s or more, ${times} times the proportion of the other paths.`,
  path: (path: string, share: string, timed: number): string => `${path} (${share} of ${countOf(timed, "answer", "answers")})`,
  text: (paths: number, listed: string): string =>
    `${paths === 1 ? "One path takes" : "Some paths take"} 1 s or more far more often than the others: ${listed}.`,
  advice: "It should be looked at how those answers come about, and whether they can be prepared ahead.",
};

export const plainHttp = {
  threshold: (share: string, known: number): string =>
    `At least ${share} of the human hits not encrypted (HTTP), if there are encrypted ones and it is recorded in ${known} or more.`,
  text: (share: string, plain: number, known: number): string =>
    `${share} of the human hits (${formatCount(plain)} of ${formatCount(known)}) came unencrypted (HTTP); the rest, over HTTPS.`,
  advice: "The whole site should redirect to HTTPS, and only that address be announced.",
};
