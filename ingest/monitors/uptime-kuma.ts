// Uptime Kuma: heartbeats as its API and status pages give them (JSON), or its database's table `heartbeat` (CSV with a heading row).
// Fields and numbers of status as in the project's server/model/heartbeat.js and src/util: 0 down, 1 up, 2 pending (a failed check that is
// tried again before it counts), 3 maintenance; the last two are neither. Times without offset are UTC, as the database keeps them.
import { isObject } from "../json-rows.ts";
import { type MonitorFormat, stateOf } from "./monitor.ts";

const STATES = { "0": false, "1": true, "2": null, "3": null, down: false, up: true, pending: null, maintenance: null } as const;

export const uptimeKuma: MonitorFormat = {
  product: "Uptime Kuma",
  columns: [
    { key: "monitorId", headings: ["monitor_id", "monitorid"], required: true, json: ["number"] },
    { key: "state", headings: ["status"], required: true, json: ["number"] },
    { key: "time", headings: ["time"], required: true },
    { key: "response", headings: ["ping"], required: false, json: ["number"] },
    { key: "name", headings: ["monitor_name", "name"], required: false },
  ],
  timeZone: "UTC",
  elementsOf(value) {
    const list = isObject(value) ? (value["heartbeatList"] ?? value["heartbeats"]) : value;
    if (Array.isArray(list))
      return isObject(list[0]) && "status" in list[0] && ("monitorID" in list[0] || "monitor_id" in list[0]) ? list : null;
    if (!isObject(list) || list === value) return null;
    return Object.entries(list).flatMap(([monitorId, beats]) =>
      Array.isArray(beats) ? beats.map((beat) => withMonitor(beat, monitorId)) : [beats],
    );
  },
  checkOf(row, timeZone) {
    if (/T.*Z$/.test(row.text("time")) && row.optionalText("response") === null) throw row.refusal("time", noBar);
    const name = row.optionalText("name") ?? `monitor ${row.text("monitorId")}`;
    return { second: row.timestamp("time", timeZone), untilSecond: null, up: stateOf(row, STATES), name };
  },
};

/** A status page set to show some days sums checks up in bars, which have another kind of time and no response time. */
const noBar = "una comprobación; esto es la barra de un resumen: conviene exportar la tabla heartbeat de la base de datos";

/** A status page's heartbeats stand under their monitor's number. An empty bar of a summary (0) stays what it is, and is refused. */
function withMonitor(beat: unknown, monitorID: string): unknown {
  return isObject(beat) ? { monitorID, ...beat } : beat;
}
