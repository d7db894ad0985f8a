// Who the audience was: phones, visitors from beyond the institute's state, social networks, old browsers.
import { countOf, formatCount, formatShare, printable } from "../wording.ts";
import { listed, type Rule, shareOf, sumOf } from "./finding.ts";
import { stateOfInstitute } from "./institute-state.ts";

const leastVisitors = 30;
const phoneThreshold = 0.5;

export const phoneShare: Rule = {
  id: "phone-share",
  threshold: `Al menos ${formatShare(phoneThreshold, 0)} de los visitantes únicos desde un teléfono, si hay ${leastVisitors} o más con equipo conocido.`,
  find: ({ analysis: { traffic } }) => {
    const total = sumOf(traffic.devices, ({ name, visitors }) => (name === "unknown" ? 0 : visitors));
    const phones = traffic.devices.find((device) => device.name === "phone")?.visitors ?? 0;
    const share = shareOf(phones, total);
    if (total < leastVisitors || share < phoneThreshold) return [];
    return [
      {
        severity: "info",
        weight: share / 4,
        text: `El ${formatShare(share)} de los visitantes únicos (estimados) cuyo equipo se conoce consultó desde un teléfono (${formatCount(phones)} de ${formatCount(total)}).`,
        recommendation: "Conviene diseñar primero la versión para teléfono y probarla con una conexión lenta.",
        evidence: { phones, visitors: total, share, threshold: phoneThreshold },
      },
    ];
  },
};

const leastPlaced = 100;
const outsideThreshold = 0.2;

export const outsideState: Rule = {
  id: "outside-state",
  threshold: `Al menos ${formatShare(outsideThreshold, 0)} de los visitantes únicos de lugar conocido fuera del estado del instituto, si hay ${leastPlaced} o más.`,
  find: ({ analysis: { traffic }, convocatoria }) => {
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
        text: `El ${formatShare(share)} de los visitantes únicos (estimados) de lugar conocido consultó desde fuera de ${state.name}: ${formatCount(elsewhere)} desde otros estados y ${formatCount(abroad)} desde el extranjero, de ${formatCount(known)}.`,
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
  threshold: `Al menos ${formatShare(socialThreshold, 0)} de las visitas llegadas desde redes sociales, si hay ${leastVisits} o más.`,
  find: ({ evidence: { arrivals } }) => {
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
    const most = networks.length > told.length ? ", sobre todo" : ":";
    return [
      {
        severity: "info",
        weight: share / 4,
        text: `El ${formatShare(share)} de las visitas (${formatCount(from)} de ${formatCount(visits)}) llegó desde redes sociales${most} ${listed(told)}.`,
        recommendation:
          "Conviene publicar en esas redes el enlace directo a los resultados, con su imagen y descripción, antes de la jornada.",
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
  threshold: `Al menos ${formatShare(oldThreshold, 0)} de los visitantes únicos, y ${leastOld} o más, con un navegador sin actualizaciones (${oldBrowsers.join(", ")}).`,
  find: ({ analysis: { traffic } }) => {
    const total = sumOf(traffic.browsers, ({ visitors }) => visitors);
    const old = traffic.browsers.filter(({ name, visitors }) => oldBrowsers.includes(name) && visitors > 0);
    const visitors = sumOf(old, (browser) => browser.visitors);
    if (visitors < leastOld || visitors < total * oldThreshold) return [];
    const told = old.map((browser) => `${printable(browser.name)} (${formatCount(browser.visitors)})`);
    return [
      {
        severity: "info",
        weight: shareOf(visitors, total) / 4,
        text: `${countOf(visitors, "visitante único (estimado) usó", "visitantes únicos (estimados) usaron")} un navegador que ya no recibe actualizaciones o que reduce las páginas (${formatShare(visitors / total)}): ${listed(told)}.`,
        recommendation: "Conviene que los resultados se lean también sin programas en la página.",
        evidence: { visitors, share: visitors / total, browsers: old.map((browser) => browser.name), threshold: oldThreshold },
      },
    ];
  },
};
