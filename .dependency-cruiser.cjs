// Import direction: cli -> report -> analysis -> ingest, each through its entry file; samples stand apart.
const entryOnly = (from, room) => ({
  name: `${room}-through-its-entry`,
  comment: `Other rooms use ${room} through ${room}/index.ts alone.`,
  severity: "error",
  from: { path: from },
  to: { path: `^${room}/`, pathNot: `^${room}/index\\.ts$` },
});
const never = (room, others) => ({
  name: `${room}-looks-down-only`,
  comment: `${room} may not import ${others}: the way through the house runs one way.`,
  severity: "error",
  from: { path: `^${room}/` },
  to: { path: `^(?:${others})(?:/|\\.ts$)` },
});

module.exports = {
  forbidden: [
    never("ingest", "analysis|report|web|cli|samples|test"),
    never("analysis", "report|web|cli|samples|test"),
    never("report", "web|cli|samples|test"),
    never("web", "cli|samples|test"),
    never("samples", "report|web|cli|test"),
    never("cli", "test"),
    entryOnly("^(?:analysis|report|web|cli|samples)/|^cli\\.ts$", "ingest"),
    entryOnly("^(?:report|web|cli|samples)/|^cli\\.ts$", "analysis"),
    entryOnly("^(?:web|cli)/|^cli\\.ts$", "report"),
    entryOnly("^(?:cli)/|^cli\\.ts$", "web"),
    entryOnly("^(?:cli)/|^cli\\.ts$", "samples"),
    {
      name: "page-script-stands-alone",
      comment: "What runs in the reader's browser is made of its own files and nothing else.",
      severity: "error",
      from: { path: "^report/html/client/" },
      to: { pathNot: "^report/html/client/" },
    },
    {
      name: "browser-code-stands-alone",
      comment: "What runs in the browser of the web application is made of its own files and nothing else.",
      severity: "error",
      from: { path: "^web/client/" },
      // Types of a library that the page loads by itself are no code.
      to: { pathNot: "^web/client/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { path: "^(?:ingest|analysis|report|web|cli|samples)" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    {
      name: "no-dev-dependency-in-product",
      severity: "error",
      from: { path: "^(?:ingest|analysis|report|web|cli|samples)" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // AssemblyScript, compiled by itself.
    exclude: { path: "^ingest/byte-lane/wasm/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
