// Who the audience was: phones, visitors from beyond the institute's state, social networks, old browsers.
import { formatCount, formatShare, printable } from "../wording.ts";
import { type Rule, shareOf, sumOf } from "./finding.ts";
import { stateOfInstitute } from "./institute-state.ts";

const leastVisitors = 30;
const phoneThreshold = 0.5;

export const phoneShare: Rule = {
  id: "phone-share",
  threshold: (words) => words.phones.threshold(formatShare(phoneThreshold, 0), leastVisitors),
  find: ({ analysis: { traffic }, words }) => {
    const total = sumOf(traffic.devices, ({ name, visitors }) => (name === "unknown" ? 0 : visitors));
    const phones = traffic.devices.find((device) => device.name === "phone")?.visitors ?? 0;
    const share = shareOf(phones, total);
    if (total < leastVisitors || share < phoneThreshold) return [];
    return [
      {
        severity: "info",
        weight: share / 4,
        text: words.phones.text(formatShare(share), phones, total),
        recommendation: words.phones.advice,
        evidence: { phones, visitors: total, share, threshold: phoneThreshold },
      },
    ];
  },
};

const leastPlaced = 100;
const outsideThreshold = 0.2;

export const outsideState: Rule = {
  id: "outside-state",
  threshold: (words) => words.outsideState.threshold(formatShare(outsideThreshold, 0), leastPlaced),
  find: ({ analysis: { traffic }, convocatoria, words }) => {
    const state = convocatoria === null ? null : stateOfInstitute(convocatoria.institute.value.name);
    if (state === null) return [];
    const inMexico = traffic.states.filter(({ code }) => code.startsWith("MX-") && code !== "MX-unknown");
    const home = inMexico.find(({ code }) => code === state.code)?.visitors ?? 0;
    const elsewhere = sumOf(inMexico, ({ visitors }) => visitors) - home;
    const abroad = sumOf(traffic.countries, ({ code, visitors }) => (/^[A-Z]{2}$/.test(code) && code !== "MX" ? visitors : 0));
    const known = home + elsewhere + abroad;
    const share = shareOf(elsewhere + abroad, known);
    if (known < leastPlaced || share < outsideThreshold) return [];
    return [
      {
        severity: "info",
        weight: share / 4,
        text: words.outsideState.text(formatShare(share), state.name, elsewhere, abroad, known),
        recommendation: null,
        evidence: { state: state.code, home, otherStates: elsewhere, abroad, known, share, threshold: outsideThreshold },
      },
    ];
  },
};

/** Hosts of social networks and messengers, with the short ones that their links go through. */
const socialHosts: Readonly<Record<string, string>> = {
  "facebook.com": "Facebook",
  "fb.me": "Facebook",
  "fb.com": "Facebook",
  "x.com": "X",
  "twitter.com": "X",
  "t.co": "X",
  "instagram.com": "Instagram",
  "threads.net": "Threads",
  "threads.com": "Threads",
  "tiktok.com": "TikTok",
  "youtube.com": "YouTube",
  "youtu.be": "YouTube",
  "whatsapp.com": "WhatsApp",
  "t.me": "Telegram",
  "telegram.org": "Telegram",
  "reddit.com": "Reddit",
  "linkedin.com": "LinkedIn",
  "lnkd.in": "LinkedIn",
  "bsky.app": "Bluesky",
};

/** The network that a host is of, itself or as the end of its name; null where it is none. */
function socialNetwork(host: string): string | null {
  const found = Object.keys(socialHosts).find((known) => host === known || host.endsWith(`.${known}`));
  return found === undefined ? null : (socialHosts[found] ?? null);
}

const leastVisits = 100;
const socialThreshold = 0.1;
const mostListed = 3;

export const socialArrivals: Rule = {
  id: "social-arrivals",
  threshold: (words) => words.social.threshold(formatShare(socialThreshold, 0), leastVisits),
  find: ({ evidence: { arrivals }, words }) => {
    const visits = sumOf(arrivals, (arrival) => arrival.visits);
    const social = new Map<string, number>();
    for (const { host, visits: count } of arrivals) {
      const network = socialNetwork(host);
      if (network !== null) social.set(network, (social.get(network) ?? 0) + count);
    }
    const networks = [...social]
      .map(([name, count]) => ({ name, visits: count }))
      .sort((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1));
    const from = sumOf(networks, (network) => network.visits);
    const share = shareOf(from, visits);
    if (visits < leastVisits || share < socialThreshold) return [];
    const told = networks.slice(0, mostListed).map((network) => `${network.name} (${formatCount(network.visits)})`);
    return [
      {
        severity: "info",
        weight: share / 4,
        text: words.social.text(formatShare(share), from, visits, words.listed(told), networks.length > told.length),
        recommendation: words.social.advice,
        evidence: { visits, fromSocial: from, share, networks, threshold: socialThreshold },
      },
    ];
  },
};

const oldBrowsers = ["IE", "IEMobile", "Opera Mini", "Android Browser", "BlackBerry"];
const oldThreshold = 0.01;
const leastOld = 10;

export const oldBrowsersRule: Rule = {
  id: "old-browsers",
  threshold: (words) => words.oldBrowsers.threshold(formatShare(oldThreshold, 0), leastOld, oldBrowsers.join(", ")),
  find: ({ analysis: { traffic }, words }) => {
    const total = sumOf(traffic.browsers, ({ visitors }) => visitors);
    const old = traffic.browsers.filter(({ name, visitors }) => oldBrowsers.includes(name) && visitors > 0);
    const visitors = sumOf(old, (browser) => browser.visitors);
    if (visitors < leastOld || visitors < total * oldThreshold) return [];
    const told = old.map((browser) => `${printable(browser.name)} (${formatCount(browser.visitors)})`);
    return [
      {
        severity: "info",
        weight: shareOf(visitors, total) / 4,
        text: words.oldBrowsers.text(visitors, formatShare(visitors / total), words.listed(told)),
        recommendation: words.oldBrowsers.advice,
        evidence: { visitors, share: visitors / total, browsers: old.map((browser) => browser.name), threshold: oldThreshold },
      },
    ];
  },
};
