// Addresses as reports and displays may show them: networks (IPv4 /24, IPv6 /48), with a keyed pseudonym where there is a key.
import { createHmac } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";
import { ipv6Groups, ipv6Text, plainAddress } from "./addresses.ts";

/** From a logged address to what may be shown of it. */
export type AddressMask = (address: string) => string;

const IPV4_NETWORK_BITS = 24;
const IPV6_NETWORK_BITS = 48;

/**
 * The network of an address (`187.188.10.0/24`, `2806:2f0:1::/48`; definitions.md, Privacy). Of a host name at most its last two labels
 * remain, never all of them and none with a digit: providers write the address into the name. Empty, `-` and `unix:` name nobody and stay.
 */
export function maskedAddress(address: string): string {
  const plain = plainAddress(address);
  if (plain === null) return address === "" || address === "-" || address === "unix:" ? address : maskedHostName(address);
  if (isIPv4(plain)) return `${plain.replace(/\d+$/, "0")}/${IPV4_NETWORK_BITS}`;
  return `${ipv6Text([...ipv6Groups(plain).slice(0, IPV6_NETWORK_BITS / 16), 0, 0, 0, 0, 0])}/${IPV6_NETWORK_BITS}`;
}

function maskedHostName(name: string): string {
  const kept = /^[^\s.]+\.(?:\S*?\.)??((?:[A-Za-z-]{1,63}\.)?[A-Za-z-]{2,63})$/.exec(name)?.[1];
  return kept === undefined ? "*" : `*.${kept.toLowerCase()}`;
}

const PSEUDONYM_HEX_DIGITS = 16;

/**
 * A mask that tells clients of one network apart: the network and a pseudonym, `187.188.10.0/24#3f9a0c1b2d4e5f60`. The pseudonym is
 * the beginning of the HMAC-SHA-256 of the address in its one spelling: without the key it can be neither made nor undone.
 */
export function pseudonymMask(key: Uint8Array): AddressMask {
  return (address) => {
    const masked = maskedAddress(address);
    if (masked === address) return masked;
    const code = createHmac("sha256", key)
      .update(plainAddress(address) ?? address.toLowerCase())
      .digest("hex");
    return `${masked}#${code.slice(0, PSEUDONYM_HEX_DIGITS)}`;
  };
}

const hex = "[0-9A-Fa-f]{1,4}";
const octets = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
/** More than is valid, on purpose: what is none after all is told by node:net. The last alternative is an IPv4 in a host name. */
const addressLike = new RegExp(
  [
    `(?:${hex}(?::${hex}){0,6})?::(?:(?:${hex}:){0,6}(?:${octets}|${hex}))?(?:%[0-9A-Za-z_.-]+)?`,
    `${hex}(?::${hex}){5}:(?:${octets}|${hex}:${hex})(?:%[0-9A-Za-z_.-]+)?`,
    `(?<!\\d)${octets}(?!\\d)`,
    String.raw`(?<!\d)\d{1,3}(?:-\d{1,3}){3}(?!\d)`,
  ].join("|"),
  "g",
);
const leadingHostName = /^(["']?)([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)(?=[\s"'])/;

/**
 * Free text (a line that no format reads) with every address in it masked, and the host name that it begins with. Rather too much than
 * too little: a version of four numbers is masked as well. Line length and line numbers are the caller's.
 */
export function maskedText(text: string, mask: AddressMask = maskedAddress): string {
  return text
    .replace(leadingHostName, (_, quote: string, name: string) => quote + (plainAddress(name) === null ? mask(name) : name))
    .replace(addressLike, (found, offset: number, whole: string) => {
      const address = /^\d{1,3}[.-]/.test(found) ? found.replaceAll("-", ".").replace(/\b0+(?=\d)/g, "") : found;
      if (plainAddress(address) === null) return /^[\d.-]+$/.test(found) ? found : "*";
      return isPartOfWord(found, offset, whole) ? found : mask(address);
    });
}

/** `std::vector` and `Foo::Bar` are no addresses, though `d::` and `::Ba` are: glued to a word, it takes four digits to be one. */
function isPartOfWord(found: string, offset: number, whole: string): boolean {
  if (!isIPv6(found) || found.replace(/[^0-9A-Fa-f]/g, "").length >= 4) return false;
  return /\w/.test(whole.charAt(offset - 1)) || /\w/.test(whole.charAt(offset + found.length));
}
