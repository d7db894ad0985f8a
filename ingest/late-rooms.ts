// Doors to the parts that only some commands enter: their source is read when they are, as loading them takes longer than most commands.
import type { LineFormat } from "./formats/index.ts";

/** See ingest.ts. */
export const ingest: typeof import("./ingest.ts").ingest = async (...words) => (await import("./ingest.ts")).ingest(...words);
/** See inputs.ts. */
export const expandInputs: typeof import("./inputs.ts").expandInputs = async (...words) =>
  (await import("./inputs.ts")).expandInputs(...words);
/** See care/check-store.ts. */
export const checkStore: typeof import("./care/check-store.ts").checkStore = async (...words) =>
  (await import("./care/check-store.ts")).checkStore(...words);
/** See care/backup.ts. */
export const backupStore: typeof import("./care/backup.ts").backupStore = async (...words) =>
  (await import("./care/backup.ts")).backupStore(...words);
/** See care/restore.ts. */
export const restoreStore: typeof import("./care/restore.ts").restoreStore = async (...words) =>
  (await import("./care/restore.ts")).restoreStore(...words);
/** Doors to care/exchange-store.ts, one for all that it does. */
export const exchangeRoom = (): Promise<typeof import("./care/exchange-store.ts")> => import("./care/exchange-store.ts");
/** See care/check-raw-names.ts. */
export const checkWithoutCatalog: typeof import("./care/check-raw-names.ts").checkWithoutCatalog = async (...words) =>
  (await import("./care/check-raw-names.ts")).checkWithoutCatalog(...words);
/** See kept-logs.ts. */
export const keptLogs: typeof import("./kept-logs.ts").keptLogs = async (...words) => (await import("./kept-logs.ts")).keptLogs(...words);
/** See incidents.ts. */
export const readIncidents: typeof import("./incidents.ts").readIncidents = async (...words) =>
  (await import("./incidents.ts")).readIncidents(...words);
/** See exclusions.ts. */
export const readExclusions: typeof import("./exclusions.ts").readExclusions = async (...words) =>
  (await import("./exclusions.ts")).readExclusions(...words);
/** See monitors/index.ts. */
export const readMonitor: typeof import("./monitors/index.ts").readMonitor = async (...words) =>
  (await import("./monitors/index.ts")).readMonitor(...words);
/** See mmdb-places.ts. */
export const mmdbPlaces: typeof import("./mmdb-places.ts").mmdbPlaces = async (...words) =>
  (await import("./mmdb-places.ts")).mmdbPlaces(...words);
/** See describe.ts. */
export const describeFile: typeof import("./describe.ts").describeFile = async (...words) =>
  (await import("./describe.ts")).describeFile(...words);
/** See baseline-averages.ts. */
export const readBaselineAverages: typeof import("./baseline-averages.ts").readBaselineAverages = async (...words) =>
  (await import("./baseline-averages.ts")).readBaselineAverages(...words);
/** See formats/format-named.ts. */
export const formatNamed = async (name: string): Promise<LineFormat> => (await import("./formats/format-named.ts")).formatNamed(name);
/** Every format; see formats/index.ts. */
export const knownFormats = async (): Promise<readonly LineFormat[]> => (await import("./formats/index.ts")).formats;
