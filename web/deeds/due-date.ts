// Until when a call wants its memorias, as a moment, and how far away that is.
import type { Convocatoria } from "../../analysis/index.ts";
import { parseUserTime } from "../../ingest/index.ts";

const daySeconds = 86_400;

/** ISO time at which the due day has ended in the call's zone; null: the call states no day. */
export function dueAtOf({ memoria, timeZone }: Pick<Convocatoria, "memoria" | "timeZone">): string | null {
  const day = memoria.dueDate.value;
  if (day === null) return null;
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + daySeconds * 1000).toISOString().slice(0, 10);
  return new Date(parseUserTime("--due", `${next}T00:00`, timeZone.value) * 1000).toISOString();
}

/** Whole days that are left, 0 on the last one; negative once it is over; null: there is no limit. */
export function daysLeft(dueAt: string | null, now: Date): number | null {
  return dueAt === null ? null : Math.floor((Date.parse(dueAt) - now.getTime()) / 1000 / daySeconds);
}
