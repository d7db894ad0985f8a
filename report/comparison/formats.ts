// The formats in which a comparison of elections is written.
export const comparisonFormats = ["csv", "arrow", "parquet", "xlsx", "pdf"] as const;
export type ComparisonFormat = (typeof comparisonFormats)[number];
