// The English of the memoria, word for word beside the Spanish.
export * as analysis from "./en/analysis.ts";
export * as annexes from "./en/annexes.ts";
export * as answers from "./en/answers.ts";
export * as availability from "./en/availability.ts";
export * as calls from "./en/calls.ts";
export * as charts from "./en/charts.ts";
export * as definitions from "./en/definitions.ts";
export * as explained from "./en/explained.ts";
export * as findingRules from "./en/finding-rules.ts";
export * as frame from "./en/frame.ts";
export * as incidents from "./en/incidents.ts";
export * as kitGuides from "./en/kit/guides.ts";
export * as kitPages from "./en/kit/pages.ts";
export * as kitSettings from "./en/kit/settings.ts";
export * as kitTasks from "./en/kit/tasks.ts";
export * as kitTemplates from "./en/kit/templates.ts";
export * as logs from "./en/logs.ts";
export * as maps from "./en/maps.ts";
export * as methodology from "./en/methodology.ts";
export * as objections from "./en/objections.ts";
export * as places from "./en/places.ts";
export * as registration from "./en/registration.ts";
export * as signature from "./en/signature.ts";
export * as statistics from "./en/statistics.ts";
export * as strips from "./en/strips.ts";
export * as terms from "./en/terms.ts";

export const language = "en";
/** As HTML and PDF name it. */
export const languageTag = "en";
