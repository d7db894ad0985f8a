// The beginning of a log's text, decoded only as far as somebody asks: of thousands of small files, a few lines each.

const headBytes = 1024 * 1024;

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

  /** The first `mostBytes` as text; a character that is cut there becomes U+FFFD. */
  text(mostBytes = headBytes): string {
    const [first] = this.#parts;
    const bytes = first && first.length >= Math.min(mostBytes, this.#bytes) ? first : Buffer.concat(this.#parts);
    return bytes.toString("utf8", 0, mostBytes);
  }

  /** A copy of its first bytes. */
  shortened(mostBytes: number): LogHead {
    const short = new LogHead();
    for (const part of this.#parts) if (short.#bytes < mostBytes) short.add(part.subarray(0, mostBytes - short.#bytes), false);
    return short;
  }
}
