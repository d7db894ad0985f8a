// Writes small databases in MaxMind's file format (version 2.0): a tree of 24-bit records, a data section, metadata.

export type MmdbValue = string | number | bigint | MmdbValue[] | { [key: string]: MmdbValue };

export interface MmdbContent {
  type: string;
  /** Seconds since 1970. */
  builtAt: number;
  /** `address/bits`, IPv6 written as eight groups or IPv4 as four numbers, with the record of each; a later one wins. */
  networks: readonly (readonly [network: string, record: MmdbValue])[];
}

type Node = [left: Target, right: Target];
type Target = Node | number | null;

const recordBits = 24;
const dataTypes = { string: 2, uint16: 5, uint32: 6, map: 7, uint64: 9, array: 11 } as const;

/** The bytes of a database of IPv6 (IPv4 in `::/96`, as the format asks). */
export function mmdbFile({ type, builtAt, networks }: MmdbContent): Buffer {
  const root: Node = [null, null];
  const data: Buffer[] = [];
  let dataBytes = 0;
  for (const [network, record] of networks) {
    insert(root, networkBits(network), dataBytes);
    const encoded = encode(record);
    data.push(encoded);
    dataBytes += encoded.length;
  }
  const nodes = listed(root);
  const tree = Buffer.alloc((nodes.length * recordBits * 2) / 8);
  for (const [i, node] of nodes.entries()) {
    for (const [side, target] of node.entries()) {
      const value = target === null ? nodes.length : typeof target === "number" ? nodes.length + 16 + target : nodes.indexOf(target);
      tree.writeUIntBE(value, i * 6 + side * 3, 3);
    }
  }
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: BigInt(builtAt),
    database_type: type,
    description: { en: "made by a test" },
    ip_version: 6,
    languages: ["en"],
    node_count: nodes.length,
    record_size: recordBits,
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), metadata]);
}

function networkBits(network: string): number[] {
  const [address = "", bits = ""] = network.split("/");
  const isIpv4 = address.includes(".");
  const groups = isIpv4 ? address.split(".").map(Number) : address.split(":").map((group) => Number.parseInt(group, 16));
  const width = isIpv4 ? 8 : 16;
  const all = groups.flatMap((group) => [...group.toString(2).padStart(width, "0")].map(Number));
  return [...(isIpv4 ? new Array<number>(96).fill(0) : []), ...all.slice(0, Number(bits))];
}

function insert(root: Node, bits: readonly number[], offset: number): void {
  let node = root;
  for (const [depth, bit] of bits.entries()) {
    const side = bit === 0 ? 0 : 1;
    if (depth === bits.length - 1) {
      node[side] = offset;
      return;
    }
    const below = node[side];
    // A wider network written before covers what the narrower one leaves.
    const next: Node = Array.isArray(below) ? below : [below, below];
    node[side] = next;
    node = next;
  }
}

function listed(root: Node): Node[] {
  const nodes = [root];
  // Grows while it is walked: breadth first.
  for (const node of nodes) for (const target of node) if (Array.isArray(target)) nodes.push(target);
  return nodes;
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === "string") return withHead(dataTypes.string, Buffer.byteLength(value), Buffer.from(value));
  if (typeof value === "bigint") return number(dataTypes.uint64, value);
  if (typeof value === "number") return number(value < 65536 ? dataTypes.uint16 : dataTypes.uint32, BigInt(value));
  if (Array.isArray(value)) return withHead(dataTypes.array, value.length, ...value.map(encode));
  const entries = Object.entries(value);
  return withHead(dataTypes.map, entries.length, ...entries.flatMap(([key, item]) => [encode(key), encode(item)]));
}

function number(type: number, value: bigint): Buffer {
  const digits = value === 0n ? "" : value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex");
  return withHead(type, bytes.length, bytes);
}

/** The control byte: three bits of type (0: the type is in a byte of its own, less 7), five of size (29: the rest in the next byte). */
function withHead(type: number, size: number, ...content: Buffer[]): Buffer {
  if (size > 29 + 255) throw new RangeError("too long for a test");
  const shortSize = Math.min(size, 29);
  const head = [type > 7 ? shortSize : (type << 5) | shortSize];
  if (type > 7) head.push(type - 7);
  if (shortSize === 29) head.push(size - 29);
  return Buffer.concat([Buffer.from(head), ...content]);
}
