// The API of the audit log: by parts, and as a table.
import { z } from "zod";
import { type AuditFilter, auditEntries } from "../records/audit.ts";
import { type Answer, json, sheetType } from "./answer.ts";
import { api } from "./api-facts.ts";
import { auditFile, auditFormats } from "./audit-files.ts";
import { limitOf, listOf, listQuery, nextPart } from "./lists.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

const access = ["administrador"] as const;
const auditShape = z.object({
  id: z.int(),
  at: z.string(),
  person: z.string().nullable(),
  organisation: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string(),
});

const filterQuery = z.object({
  person: z.string().max(100).optional().describe("Id de la cuenta que lo hizo."),
  subject: z.string().max(100).optional().describe("Id de aquello a lo que se hizo."),
  action: z.string().max(1000).optional().describe("Por ejemplo, delivery.handed-in; varias, con comas."),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional().describe("Ese momento ya no."),
});

const auditQuery = listQuery.extend(filterQuery.shape);

function auditFilter({ query }: Visit): AuditFilter {
  const { person, subject, action, from, until } = filterQuery.parse(query);
  return {
    ...(person !== undefined && { person }),
    ...(subject !== undefined && { subject }),
    ...(action !== undefined && { actions: action.split(",") }),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(until !== undefined && { until: new Date(until).toISOString() }),
  };
}

function auditList(visit: Visit): Answer {
  const limit = limitOf(visit);
  const after = visit.query["after"];
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new Problem("invalid", "after: el id del último asiento que ya se tiene.");
  const entries = auditEntries(visit.services, {
    ...auditFilter(visit),
    ...(after !== undefined && { before: Number(after) }),
    most: limit + 1,
  });
  const items = entries.slice(0, limit);
  const last = items.at(-1);
  return json({ items }, entries.length > limit && last ? { next: nextPart(visit, String(last.id)) } : {});
}

const contentTypes = { csv: "text/csv", xlsx: sheetType } as const;

export const apiAuditRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/audit",
    access,
    api: api("Auditoría", "read", "Quién hizo qué, cuándo y desde dónde; lo más reciente primero.", {
      query: auditQuery,
      response: listOf(auditShape),
    }),
    handle: auditList,
  },
  ...auditFormats.map(
    (format): Route => ({
      method: "GET",
      path: `/api/v1/audit.${format}`,
      access,
      mostPerMinute: 20,
      api: api("Auditoría", "read", `La auditoría como tabla, en ${format === "csv" ? "CSV" : "Excel"}.`, {
        query: filterQuery,
        response: null,
        contentType: contentTypes[format],
      }),
      handle: (visit) => auditFile(visit.services, auditFilter(visit), format),
    }),
  ),
];
