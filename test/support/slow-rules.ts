// The rules of a delivery in plain slow code: globs, networks, the client behind proxies, scope and the kind of a hit (definitions.md).
import { isbot } from "isbot";
import type { KindName } from "./slow-model-lines.ts";

export interface SlowRules {
  scope: readonly string[];
  internal: readonly string[];
  trustedProxies: readonly string[];
  pages: readonly string[];
  notPages: readonly string[];
  resultPath: string;
}

/** What decides about a request. */
export interface Request {
  client: string;
  agent: string | null;
  method: string | null;
  path: string | null;
  host: string | null;
  status: number;
}

const PAGE_EXTENSIONS = ["html", "htm", "php", "asp", "aspx", "jsp", "xhtml"];

/** `**`: any text; `*`: any text without a slash; `?`: one character that is no slash. */
function globMatches(glob: string, text: string): boolean {
  if (glob === "") return text === "";
  const stars = glob.startsWith("**") ? 2 : glob.startsWith("*") ? 1 : 0;
  if (stars === 0) {
    const fits = glob.startsWith("?") ? text !== "" && text[0] !== "/" : text !== "" && text[0] === glob[0];
    return fits && globMatches(glob.slice(1), text.slice(1));
  }
  for (let taken = 0; taken <= text.length; taken++) {
    if (stars === 1 && text.slice(0, taken).includes("/")) return false;
    if (globMatches(glob.slice(stars), text.slice(taken))) return true;
  }
  return false;
}

/** An address in a list of addresses and IPv4 networks. */
function isListed(address: string, list: readonly string[]): boolean {
  return list.some((entry) => {
    const [network = "", bits] = entry.split("/");
    if (bits === undefined) return network === address;
    const [a, b] = [bitsOf(network), bitsOf(address)];
    return a !== null && b !== null && a.slice(0, Number(bits)) === b.slice(0, Number(bits));
  });
}

function bitsOf(address: string): string | null {
  if (!/^\d+(\.\d+){3}$/.test(address)) return null;
  return address.split(".").reduce((bits, part) => bits + Number(part).toString(2).padStart(8, "0"), "");
}

/** The peer; behind trusted networks the rightmost X-Forwarded-For address outside them, or the last good one. */
export function clientOf(peer: string, forwarded: string | null, trusted: readonly string[]): string {
  if (forwarded === null || !isListed(peer, trusted)) return peer;
  let client = peer;
  const entries = forwarded.split(",").map((entry) => entry.trim());
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at] ?? "";
    if (!/^\d+(\.\d+){3}$/.test(entry)) return client;
    client = entry;
    if (!isListed(entry, trusted)) return client;
  }
  return client;
}

/** In scope by path or host; everything without rules. */
export function isInScope({ path, host }: Request, { scope }: SlowRules): boolean {
  if (scope.length === 0) return true;
  return scope.some((glob) => {
    const text = glob.startsWith("/") ? path : host;
    return text !== null && globMatches(glob, text);
  });
}

/** The one kind, decided in the order of the definitions. */
export function kindBy(request: Request, rules: SlowRules): KindName {
  const { client, agent, method, path, status } = request;
  if (isListed(client, rules.internal)) return "internal";
  if (agent !== null && (agent === "" || agent === "-" || isbot(agent))) return "bot";
  if (path === null) return "other";
  if (/\.json$|^\/json\//i.test(path) || path === rules.resultPath) return "polling";
  const isDelivered = (status >= 200 && status < 300) || status === 304;
  if (method !== "GET" || !isDelivered) return "other";
  return isPage(path, rules) ? "page" : "asset";
}

function isPage(path: string, { pages, notPages }: SlowRules): boolean {
  if (notPages.some((glob) => globMatches(glob, path))) return false;
  if (pages.some((glob) => globMatches(glob, path))) return true;
  const name = path.split("/").at(-1) ?? "";
  if (name.startsWith(".")) return false;
  const after = name.includes(".") ? (name.split(".").at(-1) ?? "") : "";
  const isExtension = after.length >= 1 && after.length <= 8 && [...after].every((letter) => /[A-Za-z0-9]/.test(letter));
  return !isExtension || PAGE_EXTENSIONS.includes(after.toLowerCase());
}
