// Until when a call takes its memorias, and how long that is from now.
import type { Convocatoria } from "../../analysis/index.ts";
import { dayStart, isoInZone } from "../../ingest/index.ts";

export interface Due {
  /** The last day, YYYY-MM-DD, in the call's zone. */
  day: string;
  /** ISO time at which that day ends. */
  at: string;
  /** Whole days until then; 0: today is the last day; negative: it was so many days ago. */
  daysLeft: number;
  isOver: boolean;
}

/** Null: the call sets no date. */
export function dueOf({ memoria, timeZone }: Convocatoria, now: Date): Due | null {
  const day = memoria.dueDate.value;
  if (day === null) return null;
  const endSecond = dayStart(day, timeZone.value, 1);
  const today = isoInZone(Math.floor(now.getTime() / 1000), timeZone.value).slice(0, 10);
  const daysLeft = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  return { day, at: new Date(endSecond * 1000).toISOString(), daysLeft, isOver: now.getTime() >= endSecond * 1000 };
}
