// The delivery's own addresses: probes and newsrooms that are not the public.
import { BlockList, isIP } from "node:net";
import { plainAddress, UserError } from "../ingest/index.ts";

/** Whether an address is in the list of addresses and networks. Throws `usage` for what is neither. */
export function internalMatcher(list: readonly string[]): (address: string) => boolean {
  if (list.length === 0) return () => false;
  const blocks = new BlockList();
  for (const entry of list) {
    const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    const width = family === "ipv6" ? 128 : 32;
    const prefix = bits === undefined ? width : Number(bits);
    if (isIP(address) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > width) {
      throw new UserError("usage", { given: `--internal ${entry}`, expected: "192.0.2.7, 192.0.2.0/24, 2001:db8::/32" });
    }
    blocks.addSubnet(address, prefix, family);
  }
  return (address) => {
    const plain = plainAddress(address);
    return plain !== null && blocks.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
  };
}
