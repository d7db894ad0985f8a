// Gatus: the JSON of `/api/v1/endpoints/statuses`, or of one endpoint (`/api/v1/endpoints/KEY/statuses`).
// Fields as in the project's config/endpoint/status.go and result.go: `results` with `success` and `timestamp` (RFC 3339 with offset, when the
// request was sent); an endpoint is known by its group and name.
import { isObject } from "../json-rows.ts";
import { type MonitorFormat, stateOf } from "./monitor.ts";

export const gatus: MonitorFormat = {
  product: "Gatus",
  columns: [
    { key: "time", headings: ["timestamp"], required: true },
    { key: "state", headings: ["success"], required: true, json: ["boolean"] },
    { key: "name", headings: ["endpoint"], required: false },
  ],
  elementsOf(value) {
    const endpoints = Array.isArray(value) ? value : [value];
    if (!endpoints.every(isEndpoint)) return null;
    return endpoints.flatMap((endpoint) => {
      const names = [endpoint["group"], endpoint["name"]].filter((part) => typeof part === "string" && part !== "");
      const name = names.length === 0 ? endpoint["key"] : names.join(" / ");
      return endpoint.results.map((result) =>
        isObject(result) ? { timestamp: result["timestamp"], success: result["success"], endpoint: name } : result,
      );
    });
  },
  checkOf: (row, timeZone) => ({
    second: row.timestamp("time", timeZone),
    untilSecond: null,
    up: stateOf(row, { true: true, false: false }),
    name: row.optionalText("name"),
  }),
};

function isEndpoint(value: unknown): value is Record<string, unknown> & { results: unknown[] } {
  return isObject(value) && Array.isArray(value["results"]) && ("key" in value || "name" in value);
}
