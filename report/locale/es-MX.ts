// The Spanish of the memoria: every word that a person reads in it, section by section.
export * as analysis from "./es-MX/analysis.ts";
export * as annexes from "./es-MX/annexes.ts";
export * as answers from "./es-MX/answers.ts";
export * as availability from "./es-MX/availability.ts";
export * as calls from "./es-MX/calls.ts";
export * as charts from "./es-MX/charts.ts";
export * as definitions from "./es-MX/definitions.ts";
export * as explained from "./es-MX/explained.ts";
export * as findingRules from "./es-MX/finding-rules.ts";
export * as frame from "./es-MX/frame.ts";
export * as incidents from "./es-MX/incidents.ts";
export * as kitGuides from "./es-MX/kit/guides.ts";
export * as kitPages from "./es-MX/kit/pages.ts";
export * as kitSettings from "./es-MX/kit/settings.ts";
export * as kitTasks from "./es-MX/kit/tasks.ts";
export * as kitTemplates from "./es-MX/kit/templates.ts";
export * as logs from "./es-MX/logs.ts";
export * as maps from "./es-MX/maps.ts";
export * as methodology from "./es-MX/methodology.ts";
export * as objections from "./es-MX/objections.ts";
export * as places from "./es-MX/places.ts";
export * as registration from "./es-MX/registration.ts";
export * as signature from "./es-MX/signature.ts";
export * as statistics from "./es-MX/statistics.ts";
export * as strips from "./es-MX/strips.ts";
export * as terms from "./es-MX/terms.ts";

export const language = "es";
/** As HTML and PDF name it. */
export const languageTag = "es-MX";
