// Pingdom: raw check results and state changes, as CSV or as the JSON of its API 3.1 (`results/ID`, `summary.outage/ID`, `reports` of status).
// Names as in the API: results have `time` (epoch), `status` (up, down, unconfirmed_down, unknown), `responsetime`, `probeid`; states have
// `status`, `timefrom` or `from`, `timeto` or `to`. Assumed for CSV: the same columns, also spelled apart (`Response time`, `From`, `To`).
// A failure that no second probe confirmed and an unknown state are neither up nor down.
import { isObject } from "../json-rows.ts";
import { type MonitorFormat, stateOf } from "./monitor.ts";

const STATES = { up: true, down: false, "unconfirmed-down": null, unconfirmed: null, unknown: null, paused: null } as const;

export const pingdomResults: MonitorFormat = {
  product: "Pingdom",
  columns: [
    { key: "time", headings: ["time", "date_and_time", "check_time"], required: true, json: ["number"] },
    { key: "state", headings: ["status"], required: true },
    { key: "response", headings: ["responsetime", "response_time", "response_time_ms"], required: true, json: ["number"] },
    { key: "probe", headings: ["probeid", "probe"], required: false, json: ["number"] },
    { key: "name", headings: ["check", "check_name"], required: false },
  ],
  elementsOf(value) {
    const list = isObject(value) ? value["results"] : null;
    return Array.isArray(list) && isObject(list[0]) && "probeid" in list[0] ? list : null;
  },
  checkOf: (row, timeZone) => ({
    second: row.timestamp("time", timeZone),
    untilSecond: null,
    up: stateOf(row, STATES),
    name: row.optionalText("name"),
  }),
};

export const pingdomStates: MonitorFormat = {
  product: "Pingdom",
  columns: [
    { key: "state", headings: ["status"], required: true },
    { key: "time", headings: ["timefrom", "from"], required: true, json: ["number"] },
    { key: "until", headings: ["timeto", "to"], required: true, json: ["number"] },
    { key: "name", headings: ["check", "check_name"], required: false },
  ],
  elementsOf(value) {
    const report = isObject(value) ? (value["summary"] ?? value["report"]) : null;
    return isObject(report) && Array.isArray(report["states"]) ? report["states"] : null;
  },
  checkOf(row, timeZone) {
    const second = row.timestamp("time", timeZone);
    const untilSecond = row.timestamp("until", timeZone);
    if (untilSecond < second) throw row.refusal("until", "un fin igual o posterior al inicio");
    return { second, untilSecond, up: stateOf(row, STATES), name: row.optionalText("name") };
  },
};
