// The headers of a tar (POSIX ustar, with pax records for what does not fit): no owner, no time, so that the same files make the same bytes.

const tarBlockBytes = 512;
/** Eleven octal digits. */
const mostUstarBytes = 8 ** 11 - 1;
const mostNameBytes = 100;

/** What stands before the content of a file. */
export function tarHeader(name: string, size: number): Buffer {
  const records: [string, string][] = [];
  if (Buffer.byteLength(name) > mostNameBytes) records.push(["path", name]);
  if (size > mostUstarBytes) records.push(["size", String(size)]);
  if (records.length === 0) return ustar(name, size, "0");
  const pax = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(""));
  return Buffer.concat([ustar("pax", pax.length, "x"), pax, tarPadding(pax.length), ustar("long", Math.min(size, mostUstarBytes), "0")]);
}

/** What fills the last block of a content. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((tarBlockBytes - (size % tarBlockBytes)) % tarBlockBytes);
}

/** What ends a tar. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * tarBlockBytes);
}

function ustar(name: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(tarBlockBytes);
  const octal = (value: number, at: number, digits: number): void =>
    void header.write(value.toString(8).padStart(digits, "0"), at, "latin1");
  header.write(name, 0, mostNameBytes, "utf8");
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(0, 136, 11);
  header.write(`        ${type}`, 148, "latin1");
  header.write("ustar\0" + "00", 257, "latin1");
  octal(sumOf(header), 148, 6);
  header.write("\0 ", 154, "latin1");
  return header;
}

function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum;
}

/** `length key=value\n`, the length its own digits included. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (String(length).length + rest !== length) length++;
  return `${length} ${key}=${value}\n`;
}
