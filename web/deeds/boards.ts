// The board of a call: every difusor of one institute with its state, and what its last version says of itself.
import type { Convocatoria } from "../../analysis/index.ts";
import { callOf, knownCalls } from "../records/calls.ts";
import { type Delivery, type DeliveryState, deliveriesFor } from "../records/deliveries.ts";
import { type Due, dueOf } from "../records/due.ts";
import { openObservations } from "../records/observations.ts";
import { organisation, organisations } from "../records/organisations.ts";
import type { Person } from "../records/people.ts";
import { lastVersion, type Version } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { byName } from "./name-order.ts";
import { type ReclassifiedAvailability, reclassifiedAvailability } from "./reclassified.ts";
import { type Outcome, outcomeOf, type Summary, summaryOf } from "./summaries.ts";

export interface BoardRow {
  delivery: Delivery;
  difusor: string;
  state: DeliveryState;
  due: Due | null;
  /** Null: nothing was handed in yet. */
  version: Version | null;
  summary: Summary | null;
  outcome: Outcome | null;
  openObservations: number;
  /** A reclassification that is newer than the version; null: there is none. */
  reclassified: ReclassifiedAvailability | null;
}

export interface Board {
  call: Convocatoria;
  rows: BoardRow[];
}

/** "4 de 7 entregaron; 2 incumplen". */
export interface BoardCounts {
  all: number;
  handedIn: number;
  /** Handed in after the term. */
  late: number;
  /** Not handed in, and the term is over. */
  overdue: number;
  accepted: number;
  returned: number;
  outcomes: Record<Outcome, number>;
}

/** A call's id is that of all its versions. */
export function callIdOf({ call }: Pick<Delivery, "call">): string {
  return call.split("@")[0] ?? call;
}

/** The calls of a reviewer's institute: those that name it, and those of deliveries that are for it; the newest election first. */
export function callsOf(services: Services, person: Pick<Person, "role" | "organisation">): Convocatoria[] {
  const shortName = organisation(services, person.organisation)?.shortName ?? null;
  const ids = new Set(deliveriesFor(services, person).map(callIdOf));
  return knownCalls(services)
    .filter(({ id, institute }) => ids.has(id) || institute.value.shortName === shortName)
    .sort((a, b) => b.electionDate.value.localeCompare(a.electionDate.value) || a.id.localeCompare(b.id));
}

/** Throws Problem `not-found` for a call that is not of the institute. */
export function callFor(services: Services, person: Pick<Person, "role" | "organisation">, id: string): Convocatoria {
  const found = callsOf(services, person).find((call) => call.id === id);
  if (!found) throw new Problem("not-found");
  return found;
}

/** In the order of the difusores' names. */
export async function boardOf(services: Services, person: Pick<Person, "role" | "organisation">, id: string): Promise<Board> {
  const call = callFor(services, person, id);
  const names = new Map(organisations(services).map((each) => [each.id, each.name]));
  const open = openObservations(services);
  const own = deliveriesFor(services, person).filter((delivery) => callIdOf(delivery) === id);
  const rows = await Promise.all(
    own.map(async (delivery): Promise<BoardRow> => {
      const version = lastVersion(services, delivery.id);
      const summary = version && summaryOf(version);
      return {
        delivery,
        difusor: names.get(delivery.organisation) ?? "",
        state: delivery.state,
        due: dueOf(callOf(services, delivery.call), services.now()),
        version,
        summary,
        outcome: summary && outcomeOf(summary),
        openObservations: open.get(delivery.id) ?? 0,
        reclassified: version && (await reclassifiedAvailability(services, delivery, version)),
      };
    }),
  );
  return { call, rows: rows.sort((a, b) => byName(a.difusor, b.difusor) || a.delivery.id.localeCompare(b.delivery.id)) };
}

export function countsOf(rows: readonly BoardRow[]): BoardCounts {
  const of = (holds: (row: BoardRow) => boolean): number => rows.filter(holds).length;
  return {
    all: rows.length,
    handedIn: of(({ version }) => version !== null),
    late: of(({ version }) => version?.isLate ?? false),
    overdue: of(({ version, due }) => version === null && (due?.isOver ?? false)),
    accepted: of(({ state }) => state === "aceptada"),
    returned: of(({ state }) => state === "devuelta"),
    outcomes: {
      cumple: of(({ outcome }) => outcome === "cumple"),
      incumple: of(({ outcome }) => outcome === "incumple"),
      "no-verificable": of(({ outcome }) => outcome === "no-verificable"),
    },
  };
}
