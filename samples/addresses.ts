// Client addresses by network, each given out once: Mexican providers of several states, some readers in the United States, some IPv6.
import { type Random, WeightedList } from "./random.ts";

interface Network {
  name: string;
  /** First two octets. */
  prefixes: readonly string[];
}

const NETWORKS: readonly { item: Network; weight: number }[] = [
  {
    item: { name: "Telmex Michoacán", prefixes: ["187.142", "187.240", "187.241", "189.135", "189.193", "189.199", "187.195"] },
    weight: 30,
  },
  {
    item: {
      name: "Telmex",
      prefixes: [
        "187.134 187.140 189.180 189.131 189.146 189.139 187.200 189.163 187.139 189.164 187.159 189.175 189.143",
        "189.235 189.142 189.157 189.167 187.133 187.232 187.145 187.225 189.162 189.187",
      ].flatMap((row) => row.split(" ")),
    },
    weight: 17,
  },
  {
    item: { name: "Telcel", prefixes: "201.141 201.166 201.103 201.137 201.165 201.110 187.222 187.221 189.225 189.226".split(" ") },
    weight: 24,
  },
  { item: { name: "Totalplay", prefixes: "189.203 189.217 187.188 187.189 189.204 189.216".split(" ") }, weight: 9 },
  { item: { name: "Izzi", prefixes: "187.207 187.204 187.205 187.210 187.214 187.220 189.210".split(" ") }, weight: 6 },
  { item: { name: "Megacable", prefixes: "177.224 177.227 177.243 177.244 177.229 187.244 187.243 187.245".split(" ") }, weight: 7 },
  { item: { name: "Estados Unidos", prefixes: "73.162 107.77 172.58 98.42 71.202 24.5".split(" ") }, weight: 4 },
];
const IPV6_SHARE = 0.03;
const IPV6_PREFIXES = ["2806:2f0", "2806:10ae", "2806:103e", "2806:230"];
const HOSTS_PER_PREFIX = 0x1_0000;

/** Odd, so that multiplying by it modulo 2^16 visits every host of a prefix once. */
const HOST_STRIDE = 40503;

/** Gives out client addresses, never the same one twice. */
export class Addresses {
  readonly #random: Random;
  readonly #networks = new WeightedList(NETWORKS);
  readonly #given: number[] = NETWORKS.map(() => 0);
  #givenIpv6 = 0;
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** How many addresses exist: readers', and those noted with `reserve`. */
  get count(): number {
    return this.#count;
  }

  /** A number for an address that is written elsewhere (crawlers, monitors). */
  reserve(): number {
    return this.#count++;
  }

  next(): { id: number; text: string } {
    return { id: this.#count++, text: this.#random.chance(IPV6_SHARE) ? this.#nextIpv6() : this.#nextIpv4() };
  }

  #nextIpv4(): string {
    const index = this.#networks.drawIndex(this.#random);
    const prefixes = this.#networks.items[index]?.prefixes ?? [];
    const given = this.#given[index] ?? 0;
    this.#given[index] = given + 1;
    const round = Math.floor(given / prefixes.length);
    if (round >= HOSTS_PER_PREFIX) return this.#nextIpv6();
    const prefix = given % prefixes.length;
    const host = (Math.imul(round, HOST_STRIDE) + prefix * 7919 + 12345) & 0xffff;
    return `${prefixes[prefix]}.${host >>> 8}.${host & 0xff}`;
  }

  #nextIpv6(): string {
    const given = this.#givenIpv6++;
    const site = (Math.imul(given, HOST_STRIDE) & 0xffff).toString(16);
    const block = Math.floor(given / HOSTS_PER_PREFIX).toString(16);
    const suffix = [this.#random.uint32(), this.#random.uint32()].map(
      (word) => `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`,
    );
    return `${IPV6_PREFIXES[given % IPV6_PREFIXES.length]}:${block}:${site}:${suffix.join(":")}`;
  }
}
