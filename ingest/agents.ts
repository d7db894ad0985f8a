// User agents: which are bots and why, and what browser, system and device the others name.
import { isbot, isbotMatch } from "isbot";
import { UAParser } from "ua-parser-js";

/** What an agent says of who asked. `botReason` is null for people. */
export interface AgentClass {
  botName: string | null;
  botReason: "isbot" | "empty" | null;
  browser: string;
  system: string;
  device: "phone" | "tablet" | "desktop" | "other" | "unknown";
}

/** No honest agent is longer, and the patterns that read one take the square of its length. */
const longestRead = 500;

/** Names of the list that only specialists know. */
const usualNames: Record<string, string> = { GSA: "Google App", KAIOS: "KaiOS" };

const unknownPerson: AgentClass = { botName: null, botReason: null, browser: "unknown", system: "unknown", device: "unknown" };

/**
 * Classifies one distinct agent. Null means that the format carries no agent (or the line was cut before it): nobody is a bot
 * for that. Recorded empty or `-` is a bot, as is what the isbot list matches (definitions.md, Ledger of lines, kind 2).
 */
export function classifyAgent(agent: string | null): AgentClass {
  if (agent === null) return unknownPerson;
  if (agent === "" || agent === "-") return { ...unknownPerson, botName: "-", botReason: "empty" };
  if (isbot(agent)) return { ...unknownPerson, botName: botName(agent.slice(0, longestRead)), botReason: "isbot" };
  const parsed = new UAParser(agent.slice(0, longestRead));
  const named = (name: string | undefined): string => (name === undefined ? "unknown" : (usualNames[name] ?? name));
  const system = named(parsed.getOS().name);
  return {
    botName: null,
    botReason: null,
    browser: named(parsed.getBrowser().name),
    system,
    device: deviceOf(parsed.getDevice().type, system),
  };
}

const desktopSystems = [
  "Windows",
  "Mac OS",
  "Linux",
  "Ubuntu",
  "Debian",
  "Fedora",
  "Chromium OS",
  "Chrome OS",
  "FreeBSD",
  "OpenBSD",
  "Mint",
];

function deviceOf(type: string | undefined, system: string): AgentClass["device"] {
  if (type === "mobile") return "phone";
  if (type === "tablet") return "tablet";
  if (type !== undefined) return "other";
  if (system === "Android" || system === "iOS") return "phone";
  return desktopSystems.includes(system) ? "desktop" : "unknown";
}

/** A short name to list a bot by: the product token that gave it away, else the first one. Harmless: no sign, no address, whatever the agent says. */
function botName(agent: string): string {
  const sign = isbotMatch(agent) ?? "";
  const products = agent.match(/[A-Za-z][\w .-]*(?=\/[\d.]|$|;|\))/g) ?? [];
  const named = products.find((product) => sign !== "" && product.toLowerCase().includes(sign.toLowerCase()));
  const first = agent.split(/[\s/;(]/, 1)[0] ?? "";
  const name = named ?? (first === "Mozilla" || first === "" ? sign : first);
  return (
    name
      .replace(/[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){2,}[\d.]*|\d{1,3}(?:[.-]\d{1,3}){3}|[^\w .-]/g, " ")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 60)
      .trimEnd() || "bot"
  );
}
