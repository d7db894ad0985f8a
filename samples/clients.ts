// The clients of the night: every pair of address and agent is one, numbered, and never made twice.
import type { Addresses } from "./addresses.ts";
import { type Agent, READER_AGENTS } from "./agents.ts";
import type { Random } from "./random.ts";

export interface Client {
  /** Number of the address and agent pair. */
  visitor: number;
  address: number;
  addressText: string;
  agentText: string;
  protocol: Agent["protocol"];
  bot: boolean;
}

/** Phones behind one carrier address come in groups of up to this many. */
const SHARED_GROUP_SIZE = 5;
const SHARED_SHARE = 0.07;

/** Makes clients and numbers them. */
export class Clients {
  readonly #random: Random;
  readonly #addresses: Addresses;
  #visitors = 0;
  #shared: { address: number; addressText: string; agentIndex: number; left: number } | null = null;

  constructor(random: Random, addresses: Addresses) {
    this.#random = random;
    this.#addresses = addresses;
  }

  /** A reader with a browser; some share their address with readers of other browsers. */
  newReader(): Client {
    if (this.#random.chance(SHARED_SHARE)) return this.#sharingReader();
    const address = this.#addresses.next();
    return this.#reader(address.id, address.text, READER_AGENTS.drawIndex(this.#random));
  }

  /** A program with its own address. */
  newProgram(addressText: string, agentText: string, bot: boolean): Client {
    const address = this.#addresses.reserve();
    return { visitor: this.#visitors++, address, addressText, agentText, protocol: "HTTP/1.1", bot };
  }

  /** A reader whose line will be cut: the agent is the piece that is left, and does not count as recorded. */
  newCutReader(agentPiece: string): Client {
    const address = this.#addresses.next();
    const visitor = this.#visitors++;
    return { visitor, address: address.id, addressText: address.text, agentText: agentPiece, protocol: "HTTP/2.0", bot: false };
  }

  #sharingReader(): Client {
    if (!this.#shared) {
      const address = this.#addresses.next();
      const agentIndex = READER_AGENTS.drawIndex(this.#random);
      this.#shared = { address: address.id, addressText: address.text, agentIndex, left: SHARED_GROUP_SIZE };
    }
    const group = this.#shared;
    const client = this.#reader(group.address, group.addressText, (group.agentIndex + group.left) % READER_AGENTS.items.length);
    if (--group.left === 0) this.#shared = null;
    return client;
  }

  #reader(address: number, addressText: string, agentIndex: number): Client {
    const agent = READER_AGENTS.items[agentIndex];
    if (!agent) throw new RangeError(`no agent ${agentIndex}`);
    return { visitor: this.#visitors++, address, addressText, agentText: agent.logText, protocol: agent.protocol, bot: false };
  }
}
