// The way into the report: light by itself; what writes files is loaded when it is called.

export { excludedSpans, joinedSpans, type Source, type Span, type State, sourceStates } from "./charts/source-states.ts";
export { type ComparisonFormat, comparisonFormats } from "./comparison/formats.ts";
export { csvText } from "./csv.ts";
export type { ElectionEntry, ElectionReceipt } from "./election/entries.ts";
export type { DataTable } from "./exports/data-table.ts";
export { type ExportFormat, exportFormats } from "./exports/formats.ts";
export { FACE_STYLES, FACES, fontFile, SUBSETS, unicodeRange } from "./fonts.ts";
export { html, Markup, type Value } from "./html/template.ts";
export type { KitInput, WrittenKit } from "./kit.ts";
export * from "./late-rooms.ts";
export { detailIn } from "./locale/details.ts";
export { errorMessage, factsIn, type Language } from "./locale/errors.ts";
export { registrationFields } from "./locale/es-MX/registration.ts";
export { availabilitySources, incidentEffects, incidentTypes } from "./locale/es-MX/terms.ts";
export { storeTroubleText } from "./locale/store-troubles.ts";
export { callWords, definitionOf, periodName, rejectionReason, verdictWord } from "./locale/words.ts";
export type { Texts } from "./markdown.ts";
export type { MemoriaInput, WrittenMemoria } from "./memoria-files.ts";
export type { Objection } from "./objections.ts";
export { DARK, LIGHT } from "./palette.ts";
export type { ReceiptFacts } from "./receipt.ts";
export type { Verification } from "./verify.ts";
