// The way into ingest: all that other rooms may use of it.
export { type AgentClass, classifyAgent } from "./agents.ts";
export type { FileRecord } from "./catalog.ts";
export { Database, type DatabaseLimits, sqlList, sqlText } from "./database.ts";
export { describeFile } from "./describe.ts";
export type { Detection } from "./detect.ts";
export { UserError, type UserErrorCode, type UserErrorFacts } from "./errors.ts";
export { type ExclusionRecord, readExclusions } from "./exclusions.ts";
export { makeFolder } from "./folders.ts";
export { formats, type LineFormat } from "./formats/index.ts";
export { type IncidentRecord, readIncidents } from "./incidents.ts";
export { type IngestOptions, type IngestProgress, ingest } from "./ingest.ts";
export { expandInputs, type LogInput } from "./inputs.ts";
export { parserVersion } from "./line-sql.ts";
export { dayStart, isoInZone, isTimeZone, localHourStart, localMonths, parseUserTime, readTime } from "./local-time.ts";
export { readFailure } from "./open.ts";
export { embeddedPlaces, type PlaceDatabase, type PlaceFinder, plainAddress } from "./places.ts";
export { type RejectedLine, rejectedLines } from "./rejects.ts";
export { Store } from "./store.ts";
