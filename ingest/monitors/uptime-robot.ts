// UptimeRobot: the CSV of a monitor's log (state changes) and the CSV of its response times.
// The log has the columns Event, Date-Time, Reason, Duration and Duration (in mins.), with Monitor and Monitor URL when it is of a whole account.
// Assumed, as the product publishes no specification: events are Up, Down, Paused and Started (monitoring resumed: neither up nor down); a state
// ends where the next event of its monitor begins, or after its duration if that is over a minute earlier (minutes are cut); times are of the
// account's zone and carry no offset. Response times are of answered checks alone.
import type { MonitorCheck, MonitorFormat } from "./monitor.ts";
import { stateOf } from "./monitor.ts";

export const uptimeRobotLog: MonitorFormat = {
  product: "UptimeRobot",
  columns: [
    { key: "state", headings: ["event"], required: true },
    { key: "time", headings: ["date_time", "datetime"], required: true },
    { key: "durationMinutes", headings: ["duration_in_mins", "duration_in_minutes"], required: false },
    { key: "name", headings: ["monitor"], required: false },
  ],
  checkOf(row, timeZone) {
    const second = row.timestamp("time", timeZone);
    const minutes = row.optionalText("durationMinutes");
    if (minutes !== null && !/^\d{1,7}(?:\.\d+)?$/.test(minutes)) throw row.refusal("durationMinutes", "un número de minutos");
    const untilSecond = minutes === null ? null : second + Math.round(Number(minutes) * 60);
    return {
      second,
      untilSecond,
      up: stateOf(row, { up: true, down: false, paused: null, started: null }),
      name: row.optionalText("name"),
    };
  },
  settled: endedByTheNext,
};

export const uptimeRobotResponses: MonitorFormat = {
  product: "UptimeRobot",
  columns: [
    { key: "time", headings: ["date_time", "datetime"], required: true },
    { key: "response", headings: ["response_time", "response_time_ms", "response_time_in_ms"], required: true },
    { key: "name", headings: ["monitor"], required: false },
  ],
  checkOf(row, timeZone) {
    if (!/^\d{1,9}(?:\.\d+)?$/.test(row.text("response"))) throw row.refusal("response", "un tiempo de respuesta en milisegundos");
    return { second: row.timestamp("time", timeZone), untilSecond: null, up: true, name: row.optionalText("name") };
  },
  answeredOnly: true,
  note: (file) =>
    `${file}: los tiempos de respuesta solo muestran comprobaciones contestadas; para las caídas hace falta el registro de eventos`,
};

/** Durations are cut to minutes: the next event says the second. The last state without a duration counts as a check. */
function endedByTheNext(checks: MonitorCheck[]): MonitorCheck[] {
  const nextSeconds = new Map<string | null, number>();
  return checks
    .toReversed()
    .map((check) => {
      const next = nextSeconds.get(check.name) ?? null;
      nextSeconds.set(check.name, check.second);
      if (next === null) return check;
      const isCut = check.untilSecond !== null && check.untilSecond + 60 < next;
      return { ...check, untilSecond: isCut ? check.untilSecond : next };
    })
    .toReversed();
}
