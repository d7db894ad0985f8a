// Networks: those that are nobody's place, and those that a delivery names (its own, its proxies).
import { BlockList, isIPv4, isIPv6 } from "node:net";
import { ipv4Number, plainAddress } from "./addresses.ts";
import { UserError } from "./errors.ts";

/** Networks that are not reachable across the Internet (IANA special-purpose registries), each with its RFC. */
const reserved: readonly (readonly [network: string, bits: number, rfc: number])[] = [
  ["0.0.0.0", 8, 791],
  ["10.0.0.0", 8, 1918],
  ["100.64.0.0", 10, 6598],
  ["127.0.0.0", 8, 1122],
  ["169.254.0.0", 16, 3927],
  ["172.16.0.0", 12, 1918],
  ["192.0.0.0", 24, 6890],
  ["192.0.2.0", 24, 5737],
  ["192.168.0.0", 16, 1918],
  ["198.18.0.0", 15, 2544],
  ["198.51.100.0", 24, 5737],
  ["203.0.113.0", 24, 5737],
  ["224.0.0.0", 4, 5771],
  ["240.0.0.0", 4, 1112],
  ["::", 128, 4291],
  ["::1", 128, 4291],
  ["64:ff9b:1::", 48, 8215],
  ["100::", 64, 6666],
  ["100:0:0:1::", 64, 9780],
  ["2001:2::", 48, 5180],
  ["2001:10::", 28, 4843],
  ["2001:db8::", 32, 3849],
  ["3fff::", 20, 9637],
  ["5f00::", 16, 9602],
  ["fc00::", 7, 4193],
  ["fe80::", 10, 4291],
  ["fec0::", 10, 3879],
  ["ff00::", 8, 4291],
];

const reservedNetworks = new BlockList();
for (const [network, bits] of reserved) reservedNetworks.addSubnet(network, bits, isIPv4(network) ? "ipv4" : "ipv6");

/** Whether a plain address is of a private, local, documentation, multicast or otherwise reserved network. */
export function isReserved(plain: string): boolean {
  return reservedNetworks.check(plain, isIPv4(plain) ? "ipv4" : "ipv6");
}

const reservedRanges = reserved
  .filter(([network]) => isIPv4(network))
  .map(([network, bits]) => [ipv4Number(network), ipv4Number(network) + 2 ** (32 - bits) - 1] as const);

/** Whether some of the IPv4 addresses between two, as numbers and both included, are reserved. */
export function holdsReserved(first: number, last: number): boolean {
  return reservedRanges.some(([from, to]) => from <= last && first <= to);
}

/**
 * Whether a logged address is in the list of addresses and networks, in any of its spellings; `option` is named when an entry is neither
 * (throws `usage`). `unix:` in the list stands for peers on a local socket.
 */
export function networkMatcher(option: string, list: readonly string[]): (address: string) => boolean {
  if (list.length === 0) return () => false;
  const blocks = new BlockList();
  for (const entry of list) {
    if (entry === "unix:") continue;
    const network = networkOf(entry);
    if (network === null)
      throw new UserError("usage", { given: `--${option} ${entry}`, expected: "192.0.2.7, 192.0.2.0/24, 2001:db8::/32" });
    blocks.addSubnet(network.address, network.bits, isIPv4(network.address) ? "ipv4" : "ipv6");
  }
  const localSockets = list.includes("unix:");
  return (address) => {
    const plain = plainAddress(address);
    return plain === null ? localSockets && address.startsWith("unix:") : blocks.check(plain, isIPv4(plain) ? "ipv4" : "ipv6");
  };
}

/** An address or network as written by a person: no zone, bracket or port; a mapped IPv4 network is one of IPv4. Null for anything else. */
function networkOf(entry: string): { address: string; bits: number } | null {
  const [, address = "", given] = /^([0-9A-Fa-f.:]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  if (!isIPv4(address) && !isIPv6(address)) return null;
  const plain = plainAddress(address) ?? address;
  const writtenWidth = isIPv4(address) ? 32 : 128;
  const width = isIPv4(plain) ? 32 : 128;
  const bits = given === undefined ? width : Number(given) - (writtenWidth - width);
  return bits >= 0 && bits <= width ? { address: plain, bits } : null;
}
