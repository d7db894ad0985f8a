// Damage in wrapped bytes: where it is, and of what kind.

/**
 * `truncated`: the bytes end too early; `checksum`: they unwrap to other content than was wrapped; `corrupt`: they cannot be unwrapped;
 * `trailing-garbage`: something else follows the end.
 */
export type DamageReason = "truncated" | "checksum" | "corrupt" | "trailing-garbage";

export interface Damage {
  /** In the file as it lies on disk. */
  offset: number;
  reason: DamageReason;
  /** The archive whose damage it is, where the log itself is whole. */
  archive?: string;
}

/** Thrown after everything before the damage was handed on. */
export class DamagedBytes extends Error {
  readonly reason: DamageReason;
  /** In the wrapped bytes of one layer; once `placed`, in the file. */
  offset: number;
  placed = false;

  constructor(offset: number, reason: DamageReason) {
    super(`${reason} at ${offset}`);
    this.name = "DamagedBytes";
    this.offset = offset;
    this.reason = reason;
  }
}

/** Why sound bytes cannot be unwrapped: behind a password; by a method that is not known here; a file with holes, of which a tar keeps the rest. */
export type UnreadableReason = "encrypted" | "method" | "sparse";

/** Thrown where nothing is wrong with the bytes, and they cannot be unwrapped all the same. */
export class UnreadableWrapping extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(reason);
    this.name = "UnreadableWrapping";
    this.reason = reason;
  }
}
