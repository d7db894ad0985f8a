// Test files that run one after the other in one process, as each of their own costs half a second of starting and reading source.
// In it belongs what leaves nothing behind: no hook, engine, store, server, browser or process, nothing set in `process.env` or `globalThis`.

const places = {
  analysis: [
    ["", "availability compare convocatoria-facts declared-availability intervals log-availability outage-disagreements periods"],
    ["", "restore-times rollup-key unknown-stretches"],
    ["findings/", "answers demand incident-trace index requests"],
  ],
  ingest: [
    ["", "addresses baseline-averages exclusions incidents json-records local-time masking monitors networks table table.fuzz workbook"],
    ["", "wrappings wrappings-archives wrappings-limits"],
  ],
  kit: [["", "checklist"]],
  report: [
    ["", "annexes answers clock-change comparison compliance details errors honesty html length markdown memoria monitors objections"],
    ["", "receipt store-troubles wording write-memoria"],
    ["charts/", "availability-charts demand hour-grid map"],
    ["html/", "sort-keys"],
  ],
  support: [["", "slow-model"]],
  web: [["", "asked-time parts"]],
} as const;

/** Their paths. */
export const oneProcess: string[] = Object.entries(places).flatMap(([room, lists]) =>
  lists.flatMap(([folder, names]) => names.split(" ").map((name) => `test/${room}/${folder}${name}.test.ts`)),
);
