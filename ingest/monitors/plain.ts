// A plain CSV of checks, for any other monitor: `timestamp,up`, and a `name` where there are several.
import { type MonitorFormat, stateOf } from "./monitor.ts";

const STATES = { "1": true, "0": false, true: true, false: false, up: true, down: false, si: true, no: false, yes: true } as const;

export const plainChecks: MonitorFormat = {
  product: "CSV",
  columns: [
    { key: "time", headings: ["timestamp", "fecha_hora"], required: true, json: ["number"] },
    { key: "state", headings: ["up", "arriba"], required: true, json: ["number", "boolean"] },
    { key: "name", headings: ["name", "nombre", "monitor"], required: false },
  ],
  elementsOf: (value) => (Array.isArray(value) ? value : null),
  checkOf: (row, timeZone) => ({
    second: row.timestamp("time", timeZone),
    untilSecond: null,
    up: stateOf(row, STATES),
    name: row.optionalText("name"),
  }),
};
