// Elections for planners: the calls with memorias that were handed in, and those that were chosen side by side.
import { compareAnalyses, comparedOf, type DeliveriesComparison, printable, type SizingOptions } from "../../analysis/index.ts";
import { callOf } from "../records/calls.ts";
import { type Delivery, deliveriesFor } from "../records/deliveries.ts";
import { organisation } from "../records/organisations.ts";
import type { Person } from "../records/people.ts";
import { lastVersion, memoriaFolder, type Version } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { callIdOf } from "./boards.ts";
import { frozenAnalysis } from "./frozen.ts";
import { type HourProfile, hourProfile } from "./hour-profile.ts";
import { byName } from "./name-order.ts";
import { type Summary, summaryOf } from "./summaries.ts";

export interface ElectionDelivery {
  delivery: Delivery;
  difusor: string;
  version: Version;
  summary: Summary;
}

export interface ElectionEntry {
  id: string;
  title: string;
  institute: string;
  /** YYYY-MM-DD. */
  day: string;
  timeZone: string;
  deliveries: ElectionDelivery[];
}

/** What was handed in and may be reached, by call, the newest election first. */
export function electionsFor(services: Services, person: Pick<Person, "role" | "organisation">): ElectionEntry[] {
  const handedIn = deliveriesFor(services, person).flatMap((delivery): ElectionDelivery[] => {
    const version = lastVersion(services, delivery.id);
    if (!version) return [];
    return [{ delivery, version, summary: summaryOf(version), difusor: organisation(services, delivery.organisation)?.name ?? "" }];
  });
  return [...Map.groupBy(handedIn, ({ delivery }) => callIdOf(delivery))]
    .map(([id, deliveries]) => {
      const call = callOf(services, deliveries[0]?.delivery.call ?? id);
      return {
        id,
        title: call.document.value,
        institute: call.institute.value.name,
        day: call.electionDate.value,
        timeZone: call.timeZone.value,
        deliveries: deliveries.toSorted((a, b) => byName(a.difusor, b.difusor)),
      };
    })
    .sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
}

export const mostCompared = 40;

export interface ComparedElection extends ElectionDelivery {
  /** By which it goes in the comparison; none has that of another. */
  name: string;
  /** Of its frozen version. */
  folder: string;
}

export interface ChosenElections {
  chosen: ComparedElection[];
  comparison: DeliveriesComparison;
  profiles: HourProfile[];
  /** Names of those whose frozen analysis cannot be read. */
  unreadable: string[];
}

/** Throws Problem `not-found` for one that is out of reach, `invalid` for too many. */
export async function compareElections(
  services: Services,
  person: Pick<Person, "role" | "organisation">,
  ids: readonly string[],
  asked: SizingOptions,
): Promise<ChosenElections> {
  const wanted = [...new Set(ids)];
  if (wanted.length > mostCompared) throw new Problem("invalid", `Se comparan hasta ${mostCompared} memorias a la vez.`);
  const all = electionsFor(services, person).flatMap((election) => election.deliveries.map((each) => ({ ...each, election })));
  const found = wanted.map((id) => {
    const one = all.find(({ delivery }) => delivery.id === id);
    if (!one) throw new Problem("not-found");
    return one;
  });
  const names = ownNames(found.map(({ difusor, election }) => `${printable(difusor)}, ${printable(election.title)}`));
  const chosen = found.map(
    ({ election: _, ...one }, i): ComparedElection => ({
      ...one,
      name: names[i] ?? "",
      folder: memoriaFolder(services, one.delivery.id, one.version.number),
    }),
  );
  const read = await Promise.all(chosen.map(async (one) => ({ one, analysis: await frozenAnalysis(services, one.version) })));
  // One that was frozen by an earlier version does not tell all that this one does.
  const readable = read.flatMap(({ one, analysis }) => {
    const compared = comparedOf(analysis);
    return compared === null ? [] : [{ name: one.name, analysis: compared }];
  });
  const unreadable = read.map(({ one }) => one.name).filter((name) => !readable.some((each) => each.name === name));
  const comparison = compareAnalyses(readable, asked);
  return {
    chosen: chosen.filter(({ name }) => !unreadable.includes(name)),
    comparison,
    profiles: comparison.deliveries.flatMap(({ name }) => {
      const one = readable.find((each) => each.name === name);
      return one === undefined ? [] : [hourProfile(name, one.analysis)];
    }),
    unreadable,
  };
}

function ownNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let n = 2; taken.has(candidate); n++) candidate = `${name} (${n})`;
    taken.add(candidate);
    return candidate;
  });
}
