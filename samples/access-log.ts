// The access log being made: writes Apache's combined lines, a few of them late, and tells the truth of each hit.
import type { BlockWriter } from "./block-writer.ts";
import type { Client } from "./clients.ts";
import { apacheTime } from "./clock.ts";
import { KIND, type Kind } from "./made-hit.ts";
import type { Random } from "./random.ts";
import type { SiteRequest } from "./site.ts";
import type { Truth } from "./truth.ts";

/** Three or four lines in a thousand reach the file up to a few seconds late, as in a server of many processes. */
const LATE_EVERY_LINES = [150, 400] as const;
const LATE_SECONDS = [1, 4] as const;

/** A request answered: what is written and what it counts as. */
export interface Exchange {
  client: Client;
  request: SiteRequest;
  status: number;
  /** Null is written `-`. */
  bytes: number | null;
  referrer: string;
}

function kindOf({ client, request, status }: Exchange): Kind {
  if (client.bot) return KIND.bot;
  if (request.content === "refresh") return KIND.polling;
  const delivered = (status >= 200 && status < 300) || status === 304;
  if (!delivered || request.content === "none") return KIND.other;
  return request.content === "page" ? KIND.page : KIND.asset;
}

/** Takes lines until the wanted number is made; what comes after that is dropped, untold. */
export class AccessLog {
  readonly #writer: BlockWriter;
  readonly #truth: Truth;
  readonly #random: Random;
  readonly #late = new Map<number, string[]>();
  #linesLeft: number;
  #untilLateLine: number;
  #second = 0;
  #minuteStamp = "";
  #stamp = "";

  constructor(lines: number, writer: BlockWriter, truth: Truth, random: Random) {
    this.#linesLeft = lines;
    this.#writer = writer;
    this.#truth = truth;
    this.#random = random;
    this.#untilLateLine = random.integer(...LATE_EVERY_LINES);
  }

  get linesLeft(): number {
    return this.#linesLeft;
  }

  get second(): number {
    return this.#second;
  }

  /** Moves on to the next second; lines that were held back until now come first. */
  enterSecond(second: number): void {
    this.#second = second;
    if (second % 60 === 0 || this.#minuteStamp === "") this.#minuteStamp = apacheTime(second).slice(0, -"00 -0600".length);
    this.#stamp = ` - - [${this.#minuteStamp}${String(second % 60).padStart(2, "0")} -0600] "`;
    const held = this.#late.get(second);
    if (!held) return;
    for (const line of held) this.#writer.write(line);
    this.#late.delete(second);
  }

  add(exchange: Exchange): void {
    this.#write(`${this.#start(exchange, exchange.client.protocol)}${exchange.client.agentText}"\n`, exchange);
  }

  /** A line of which the rest of the agent was never written. */
  addCut(exchange: Exchange): void {
    this.#write(`${this.#start(exchange, exchange.client.protocol)}${exchange.client.agentText}\n`, exchange);
  }

  /** A request line that is no HTTP: written as it came. */
  addGarbage(exchange: Exchange): void {
    this.#write(`${this.#start(exchange, "")}${exchange.client.agentText}"\n`, exchange);
  }

  /** A physical line that is no hit. */
  addOther(text: string, lineClass: "blank" | "rejected"): void {
    if (this.#linesLeft === 0) return;
    this.#linesLeft--;
    this.#truth.noteLine(lineClass);
    this.#writer.write(`${text}\n`);
  }

  /** Writes the lines that are still held back. */
  finish(): void {
    for (const second of [...this.#late.keys()].sort((a, b) => a - b)) this.enterSecond(second);
  }

  #start({ client, request, status, bytes, referrer }: Exchange, protocol: string): string {
    return `${client.addressText}${this.#stamp}${request.text}${protocol}" ${status} ${bytes ?? "-"} "${referrer}" "`;
  }

  #write(line: string, exchange: Exchange): void {
    if (this.#linesLeft === 0) return;
    this.#linesLeft--;
    const kind = kindOf(exchange);
    const { client, request, status, bytes } = exchange;
    const page = kind === KIND.page ? request.page : -1;
    this.#truth.noteHit({ second: this.#second, visitor: client.visitor, address: client.address, kind, page, status, bytes: bytes ?? 0 });
    if (--this.#untilLateLine > 0) this.#writer.write(line);
    else this.#hold(line);
  }

  #hold(line: string): void {
    this.#untilLateLine = this.#random.integer(...LATE_EVERY_LINES);
    const second = this.#second + this.#random.integer(...LATE_SECONDS);
    const held = this.#late.get(second);
    if (held) held.push(line);
    else this.#late.set(second, [line]);
  }
}
