// Damage that a line may take on its way: bytes flipped, cut, doubled, mixed with those of other lines.
import fc from "./cases.ts";

/** A way to damage bytes; `place` and `length` are shares of the line. */
export interface Mutation {
  how: "flip" | "delete" | "insert" | "double" | "cut" | "quote" | "graft";
  place: number;
  length: number;
  bytes: Uint8Array;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom("flip", "delete", "insert", "double", "cut", "quote", "graft"),
  place: share,
  length: share.map((part) => part * part * part),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 12 }),
    fc
      .constantFrom(
        "\0",
        "\r",
        "\n",
        "\t",
        '"',
        "\\",
        "\\x",
        "%",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "#",
        " ",
        "-",
        "\u2028",
        "\u202e",
        "€",
        "#Fields: a b",
        "'",
        ";",
      )
      .map((text) => Buffer.from(text)),
  ),
});

/** Applies one mutation; `donor` is another line to graft from. */
export function mutated(line: Buffer, { how, place, length, bytes }: Mutation, donor: Buffer): Buffer {
  const at = Math.floor(place * line.length);
  const end = Math.min(line.length, at + 1 + Math.floor(length * line.length));
  const [before, middle, after] = [line.subarray(0, at), line.subarray(at, end), line.subarray(end)];
  switch (how) {
    case "flip":
      return Buffer.concat([before, middle.map((byte, i) => byte ^ (bytes[i % bytes.length] ?? 1)), after]);
    case "delete":
      return Buffer.concat([before, after]);
    case "insert":
      return Buffer.concat([before, bytes, middle, after]);
    case "double":
      return Buffer.concat([before, middle, middle, after]);
    case "cut":
      return before;
    case "quote":
      return Buffer.concat([before, Buffer.from('"'), middle, after]);
    case "graft":
      return Buffer.concat([before, donor.subarray(Math.floor(place * donor.length))]);
  }
}
