// Words of the findings on who asked: floods, fast visitors, scanners, probes, and the audience.
import { countOf, formatCount } from "../../../wording.ts";

export const floods = {
  threshold: (perMinute: number, share: string, minutes: number): string =>
    `A network (IPv4 /24, IPv6 /48; among the 100 with most hits) with ${perMinute} or more hits per minute and at least ${share} of all in ${minutes} minutes or more (joined if one lies between), and outside of them at most a quarter of that share.`,
  flood: (
    { network, addresses, hits, peakPerMinute }: { network: string; addresses: number; hits: number; peakPerMinute: number },
    told: { share: string; length: string; moment: string; usual: string },
  ): string =>
    `the network ${network} (${countOf(addresses, "address", "addresses")}) made ${told.share} of the hits for ${told.length} from ${told.moment} on (${formatCount(hits)} hits, up to ${formatCount(peakPerMinute)} per minute; outside that stretch, ${told.usual})`,
  text: (floods: number, listed: string, allHits: number | null): string => {
    const lead = floods === 1 ? "There was a flood of hits" : `There were floods of hits from ${formatCount(floods)} networks`;
    return `${lead}: ${listed}${allHits === null ? "" : `; in total, ${formatCount(allHits)} hits`}.`;
  },
  advice:
    "Hits per address should be limited at the server or the content delivery network and, unless they are own machines, the fact described in the report of incidents; if they are, they should be declared as the difusor's own.",
};

export const fastVisitors = {
  threshold: (hits: number, rate: number, times: number): string =>
    `Visitors (address and user agent) with ${hits} or more hits in a session of 3 minutes or more, ${rate} or more per minute on average and at least ${times} times the mean of the sessions of that length.`,
  moreNetworks: (more: number): string => ` and ${countOf(more, "more network", "more networks")}`,
  text: (
    { visitors, isCut, hits, rate }: { visitors: number; isCut: boolean; hits: number; rate: number },
    told: { fastest: string; length: string; usual: string; share: string; networks: string; isOneNetwork: boolean },
  ): string => {
    const lead = visitors === 1 ? "One visitor made" : `${isCut ? "At least " : ""}${formatCount(visitors)} visitors made`;
    return `${lead} ${rate} or more hits per minute${visitors === 1 ? "" : " each"} (up to ${told.fastest} on average for ${told.length}; usual in sessions of 3 minutes or more is ${told.usual}): ${countOf(hits, "hit", "hits")}, ${told.share} of the total. ${told.isOneNetwork ? "The network is" : "The networks are"} ${told.networks}.`;
  },
  advice: "It should be checked whether they are programs and, if so, hits per address limited.",
};

export const scanners = {
  threshold: (least: { probeHits: number; probePaths: number; refused: number; refusedPaths: number }, share: string): string =>
    `Addresses with ${least.probeHits} or more hits on ${least.probePaths} or more paths that scanners try (wp-login, .env, phpmyadmin and the like), or with ${least.refused} or more refused hits (4xx), half or more of their own, on ${least.refusedPaths} or more paths; among the 300 with most. It asks for attention from ${share} of the hits on.`,
  network: (network: string, addresses: number, hits: number): string =>
    `${network} (${countOf(addresses, "address", "addresses")}, ${countOf(hits, "hit", "hits")})`,
  text: (addresses: number, hits: number, share: string, first: string, last: string): string =>
    `${addresses === 1 ? "One address" : `${formatCount(addresses)} addresses`} scanned the site for weak points, with ${countOf(hits, "hit", "hits")} (${share} of the total) between ${first} and ${last}.`,
  networks: (networks: number, listed: string, isCut: boolean): string =>
    `${isCut ? " The networks with most:" : networks === 1 ? " The network:" : " The networks:"} ${listed}.`,
  tried: (listed: string): string => ` Paths of this kind most asked for by any address: ${listed}.`,
  advice: "Those paths should be refused at the content delivery network or the application firewall, before they reach the server.",
};

export const exposed = {
  threshold:
    "A single successful answer (2xx) on a path that reveals configuration, code or data (.env, .git, phpmyadmin, backups and the like).",
  text: (answered: number, listed: string, isCut: boolean): string =>
    `The server answered successfully ${countOf(answered, "hit", "hits")} on paths that should not be in view: ${listed}${isCut ? ", among others" : ""}.`,
  advice:
    "It should be checked at once what was handed out, and those paths closed; if the server answers any path successfully, it should answer 404 to those that do not exist.",
};

export const refused = {
  threshold: (share: string, hits: number): string => `At least ${share} of the hits of the period with a 4xx answer, and ${hits} or more.`,
  text: (share: string, hits: number): string =>
    `${share} of the hits of the period (${formatCount(hits)}) asked for something that does not exist or were refused (4xx), which may point to automated scanning, limits per address or broken links.`,
  advice: "The paths most asked for with an error should be looked at, and the rules against abuse.",
};

export const probes = {
  threshold: "A visitor (address and user agent) active for more than 12 hours without a gap of 30 minutes.",
  activeTime: "the mean active time",
  visitDuration: "the mean visit duration",
  change: (name: string, before: string, after: string): string => `${name} would go from ${before} to ${after}`,
  without: (visitors: number, changes: string | null): string => {
    const which = visitors === 1 ? "Without it" : "Without them";
    return changes === null ? ` ${which} the averages would not change.` : ` ${which} ${changes}.`;
  },
  declare: "If they are own machines, they should be declared as such so that they do not count.",
  /** `others`: visitors that the same networks hold beside them. */
  declareNetworks: (own: string, networks: number, others: number): string => {
    const that = networks === 1 ? "that network" : "those networks";
    const which = others === 1 ? "There is another visitor" : `There are ${formatCount(others)} other visitors`;
    const warned =
      others === 0
        ? ` No other visitor of the period is in ${that}.`
        : ` ${which} in ${that}, who would not count either: exact addresses are better where they are known.`;
    return `If they are own machines, they should be declared as the difusor's own (${own}) so that they do not count.${warned}`;
  },
  text: (visitors: number, longest: string, hits: number, without: string, networks: readonly string[]): string =>
    `${visitors === 1 ? "One visitor was active" : `${formatCount(visitors)} visitors were active`} for more than 12 hours without a gap of 30 minutes (up to ${longest}, ${countOf(hits, "hit", "hits")}): it may be a probe or a screen left on.${without} ${networks.length === 1 ? "The network is" : "The networks of the longest are"} ${networks.join(", ")}.`,
};

export const loopback = {
  threshold: "Any page view from the server itself (127.0.0.0/8 or ::1).",
  text: (pageViews: number, visitors: number): string =>
    `${countOf(pageViews, "page view comes", "page views come")} from the server itself (loopback addresses, 127.0.0.0/8 and ::1) and ${visitors === 1 ? "counts as one visitor" : `count as ${formatCount(visitors)} visitors`}: usually a probe that checks that the service answers.`,
  advice: "Those addresses (127.0.0.0/8 and ::1) should be declared as the difusor's own so that they do not count.",
};

export const phones = {
  threshold: (share: string, visitors: number): string =>
    `At least ${share} of the unique visitors on a telephone, if there are ${visitors} or more with a known device.`,
  text: (share: string, phones: number, total: number): string =>
    `${share} of the unique visitors (estimated) whose device is known came on a telephone (${formatCount(phones)} of ${formatCount(total)}).`,
  advice: "The version for telephones should be designed first and tried over a slow connection.",
};

export const outsideState = {
  threshold: (share: string, visitors: number): string =>
    `At least ${share} of the unique visitors of known place outside the institute's state, if there are ${visitors} or more.`,
  text: (share: string, state: string, elsewhere: number, abroad: number, known: number): string =>
    `${share} of the unique visitors (estimated) of known place came from outside ${state}: ${formatCount(elsewhere)} from other states and ${formatCount(abroad)} from abroad, of ${formatCount(known)}.`,
};

export const social = {
  threshold: (share: string, visits: number): string =>
    `At least ${share} of the visits arrived from social networks, if there are ${visits} or more.`,
  text: (share: string, from: number, visits: number, listed: string, isCut: boolean): string =>
    `${share} of the visits (${formatCount(from)} of ${formatCount(visits)}) arrived from social networks${isCut ? ", above all" : ":"} ${listed}.`,
  advice: "The direct link to the results should be published on those networks, with its image and description, before election day.",
};

export const oldBrowsers = {
  threshold: (share: string, visitors: number, browsers: string): string =>
    `At least ${share} of the unique visitors, and ${visitors} or more, with a browser without updates (${browsers}).`,
  text: (visitors: number, share: string, listed: string): string =>
    `${countOf(visitors, "unique visitor (estimated) used", "unique visitors (estimated) used")} a browser that no longer gets updates or that reduces pages (${share}): ${listed}.`,
  advice: "The results should be readable without scripts in the page too.",
};
