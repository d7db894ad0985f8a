// The languages of a memoria, and what the writing of dates takes from each.

/** Every word that a person reads is there in each of them. */
export type Language = "es" | "en";

/** What the writing of dates, zones and unknown figures takes from the language. */
export interface Writing {
  months: readonly string[];
  /** What stands for a figure that nobody knows. */
  unavailable: string;
  /** Zones that people know by a name of their own; every other one goes by its IANA name. */
  zones: Readonly<Record<string, string>>;
  afterClockChange: string;
  or: string;
  byDate: string;
  date: (day: number, month: string, year: number) => string;
  month: (month: string, year: string) => string;
  clock: (time: string) => string;
  shortDate: (day: string, month: string, year: number) => string;
}

/** The same shape with other texts: every text may be another, every function takes the same; what is `Kept` stays as it is. */
export type Translated<T, Kept = never> = [T] extends [Kept]
  ? T
  : T extends string
    ? string
    : T extends (...given: infer Given) => infer Told
      ? (...given: Given) => Translated<Told, Kept>
      : T extends object
        ? { [Key in keyof T]: Translated<T[Key], Kept> }
        : T;
