// What the report of an election is made from: the frozen analyses, and what is known of each handing in.
import type { Analysis } from "../../analysis/index.ts";

/** What only who received a memoria knows. Null: it is not told. */
export interface ElectionReceipt {
  difusor: string | null;
  version: number | null;
  /** ISO time. */
  handedInAt: string | null;
  isLate: boolean | null;
  /** preparacion, entregada, aceptada, devuelta. */
  state: string | null;
}

/** A difusor of the call of whom there is no memoria. */
export interface MissingDifusor {
  difusor: string;
  /** Whether its term is over; null: the call has none, or it is not told. */
  isOverdue: boolean | null;
}

export interface ElectionEntry {
  analysis: Analysis;
  manifestSha256: string | null;
  receipt: ElectionReceipt | null;
}
