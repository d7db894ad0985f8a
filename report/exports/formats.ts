// The formats in which the tables of an analysis are written for other programs.
export const exportFormats = ["csv", "arrow", "parquet", "json", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];
