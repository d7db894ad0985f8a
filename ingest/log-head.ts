// The beginning of a log's text, decoded only as far as somebody asks: of thousands of small files, a few lines each.

const headBytes = 1024 * 1024;
const newline = 10;
const nothing = Buffer.alloc(0);

export class LogHead {
  #parts: Buffer[] = [];
  #bytes = 0;

  /** Takes what follows, up to the first mebibyte. A block that is not `lasting` may be overwritten afterwards, so a copy is kept. */
  add(block: Buffer, lasting: boolean): void {
    if (this.#bytes >= headBytes) return;
    const part = block.subarray(0, headBytes - this.#bytes);
    this.#parts.push(lasting ? part : Buffer.from(part));
    this.#bytes += part.length;
  }

  /** All of it as text; a character that is cut at its end becomes U+FFFD. */
  text(): string {
    return Buffer.concat(this.#parts).toString("utf8");
  }

  /** So many whole lines of it; fewer where there are not so many, or where they do not lie together. */
  firstLines(count: number): string {
    const [first = nothing] = this.#parts;
    let end = 0;
    for (let line = 0; line < count; line++) {
      const at = first.indexOf(newline, end);
      if (at === -1) break;
      end = at + 1;
    }
    return first.toString("utf8", 0, end);
  }

  /** A copy of its first bytes. */
  shortened(mostBytes: number): LogHead {
    const short = new LogHead();
    for (const part of this.#parts) if (short.#bytes < mostBytes) short.add(part.subarray(0, mostBytes - short.#bytes), false);
    return short;
  }
}
