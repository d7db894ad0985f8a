// The texts of a group: what is read next is written over what they were read from.
import { texts } from "./memory";

let used: i32 = 0;

/** Bytes that are kept. */
export function keptBytes(): i32 {
  return used;
}

export function clearTexts(): void {
  used = 0;
}

/** Copies a text; answers where it lies. */
export function keepText(start: i32, length: i32): i32 {
  const place = texts + used;
  // Texts are short: sixteen bytes at a time are sooner there than a call.
  for (let i = 0; i < length; i += 16) v128.store(place + i, v128.load(start + i));
  used += length;
  return place;
}
