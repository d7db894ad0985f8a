// The Spanish of the memoria: every word that a person reads in it, section by section.
export * as analysisWords from "./es-MX/analysis.ts";
export * as annexWords from "./es-MX/annexes.ts";
export * as availabilityWords from "./es-MX/availability.ts";
export * as chartWords from "./es-MX/charts.ts";
export * as definitionWords from "./es-MX/definitions.ts";
export * as frameWords from "./es-MX/frame.ts";
export * as incidentWords from "./es-MX/incidents.ts";
export * as logWords from "./es-MX/logs.ts";
export * as mapWords from "./es-MX/maps.ts";
export * as methodologyWords from "./es-MX/methodology.ts";
export * from "./es-MX/places.ts";
export * as statisticsWords from "./es-MX/statistics.ts";
export * as stripWords from "./es-MX/strips.ts";
export * from "./es-MX/terms.ts";
