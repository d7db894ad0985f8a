// Test files that run one after the other in one process, as each of their own costs a second of starting, reading source and opening an engine.
// In it belongs what leaves nothing behind: no server or browser that is not ended, nothing set in `process.env` or `globalThis`. What they share (the
// engine of ingest-fixture.ts, the command line of run-cli.ts) lasts as long as the process; a support module has no hooks of its own.

const places = {
  analysis: [
    ["", "address-facts convocatoria explain hit-traits kept-analysis kept-crash kept-rollups kept-rollups.failure rollups"],
    [
      "",
      "availability client-addresses clock-change clock-skew compare compared-analysis compared-hours comparison convocatoria-facts coverage declared-availability",
    ],
    ["", "comparison.property input-warnings intervals kinds log-availability monitor-availability oracle outage-disagreements"],
    ["", "election-load peak-second periods"],
    ["", "restore-times rollup-key sql traffic truth unknown-stretches usage-patterns visits ways-and-answers"],
    ["compliance/", "cuts duties publication rows"],
    ["findings/", "answers audience demand evidence incident-trace index requests"],
  ],
  cli: [
    [
      "",
      "backup doctor restore bad-input compare election english-errors explain formats hostile kit lone-log many-clients privacy report tables",
    ],
  ],
  ingest: [
    ["", "database disk exchange handed-in linear-patterns mmdb-places packs places pseudonym-key sources store wrappings.fuzz"],
    ["", "addresses agents baseline-averages exclusions incidents json-records local-time masking"],
    ["", "monitors networks table table.fuzz workbook"],
    ["", "bunny.property compiled-formats compressed duplicates extract formats.contract fuzz json-formats line-order"],
    ["", "left-out multiset.property open-batches parser.property scan text-formats.property traps w3c w3c.property"],
    ["", "wrappings wrappings-archives wrappings-limits"],
  ],
  kit: [["", "checklist english-kit log-settings templates"]],
  report: [
    ["", "exports extremes golden locale originals pdf structure verify"],
    ["", "annexes answers clock-change comparison compliance details errors honesty html length markdown memoria monitors objections"],
    ["", "receipt signature store-troubles wording write-memoria"],
    ["charts/", "availability-charts bars demand hour-grid map same-bytes"],
    ["html/", "page sort-keys"],
  ],
  samples: [["", "sample"]],
  security: [["", "licences"]],
  support: [["", "slow-model"]],
  web: [
    ["", "api delivery-browser delivery-story log-files remote review-browser socket-body tour tour-extremes uploads-browser"],
    ["", "access admin asked-time backup-sending board checklist delivery-inputs elections entry figures log-doors moved-clock originals"],
    ["", "parts program-told refusals restore review storage timeline upload-groups uploads"],
  ],
} as const;

/** Their paths. */
export const oneProcess: string[] = Object.entries(places).flatMap(([room, lists]) =>
  lists.flatMap(([folder, names]) => names.split(" ").map((name) => `test/${room}/${folder}${name}.test.ts`)),
);
