// A hit as the sample makes it: what the truth is told, beside the text that goes to the log.

/** Kinds of hits, as numbers because there are millions of them. */
export const KIND = { internal: 0, bot: 1, polling: 2, page: 3, asset: 4, other: 5 } as const;

export type KindName = keyof typeof KIND;
export type Kind = (typeof KIND)[KindName];

export interface MadeHit {
  /** Epoch second of the request. */
  second: number;
  /** Number of the address and agent pair. */
  visitor: number;
  /** Number of the client address. */
  address: number;
  kind: Kind;
  /** Page number of a page view, else -1. */
  page: number;
  status: number;
  /** 0 where the log says `-`. */
  bytes: number;
}
