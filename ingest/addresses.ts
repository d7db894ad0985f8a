// Client addresses as logs write them: with zones, brackets, ports, and IPv4 mapped into IPv6.
import { isIPv4, isIPv6 } from "node:net";

const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/;
const withPort = /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/;

const [dot, zero, nine] = [46, 48, 57];

/** The number of an IPv4 address in its one spelling (`isIPv4`), 0 to 2^32 - 1; -1 for anything else. Millions are asked for: no pattern, no parts. */
export function ipv4Number(text: string): number {
  if (text.length > 15) return -1;
  let [number, part, digits, dots] = [0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === dot) {
      if (digits === 0 || ++dots > 3) return -1;
      number = number * 256 + part;
      [part, digits] = [0, 0];
    } else {
      if (code < zero || code > nine || (digits > 0 && part === 0)) return -1;
      part = part * 10 + code - zero;
      digits++;
      if (part > 255) return -1;
    }
  }
  return dots === 3 && digits > 0 ? number * 256 + part : -1;
}

/**
 * The address alone, in one spelling: without brackets, port or zone, IPv4 out of its mapping (both spellings), IPv6 by RFC 5952.
 * Null for what is no address: host names, `unix:`, `unknown`, `-`.
 */
export function plainAddress(logged: string): string | null {
  if (isIPv4(logged)) return logged;
  const bare = bracketed.exec(logged)?.[1] ?? withPort.exec(logged)?.[1] ?? logged;
  const unzoned = bare.replace(/%.*$/s, "");
  if (isIPv4(unzoned)) return unzoned;
  if (!isIPv6(unzoned)) return null;
  const groups = ipv6Groups(unzoned);
  const [, , , , , sixth, high = 0, low = 0] = groups;
  const isMapped = sixth === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : ipv6Text(groups);
}

/** The eight groups of an IPv6 address without a zone. */
export function ipv6Groups(address: string): number[] {
  const hexadecimal = !address.includes(".")
    ? address
    : address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${hexPair(a, b)}:${hexPair(c, d)}`);
  const [left = "", right] = hexadecimal.split("::");
  const numbers = (text: string): number[] => (text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16)));
  if (right === undefined) return numbers(left);
  const [before, after] = [numbers(left), numbers(right)];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function hexPair(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** Eight groups as RFC 5952 writes them: the first longest run of two or more zeros becomes `::`. */
export function ipv6Text(groups: readonly number[]): string {
  let [start, length] = [0, 1];
  for (let from = 0; from < 8; from++) {
    let end = from;
    while (groups[end] === 0) end++;
    if (end - from > length) [start, length] = [from, end - from];
    from = end;
  }
  const text = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  return length === 1 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}
