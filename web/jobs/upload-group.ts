// Small uploads that are read alike go to the program together: a process for each of a CDN's thousands of files would take an hour.
import { copyFile, link, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { changeWaiting, type Job, openJobs } from "../records/jobs.ts";
import { moveUpload, type Upload, uploadsOf } from "../records/uploads.ts";
import type { Services } from "../services.ts";
import { harmlessName, moveToParsing, parsingFolder } from "../uploads/upload-files.ts";

const smallBytes = 16 * 1024 * 1024;
const mostTogether = 500;

/** So many at most; fewer once a group was refused for one of them, which nobody knows: halves of it are tried, down to each alone. */
function mostOf({ payload }: Job): number {
  return typeof payload["most"] === "number" ? payload["most"] : mostTogether;
}

/** The uploads that go with this one, itself first. No two have one name: what came of each is told by it. */
export function groupOf(services: Services, job: Job, found: Upload): Upload[] {
  const group = [found];
  if (found.bytes > smallBytes) return group;
  const most = mostOf(job);
  const waiting = new Map(ingestJobs(services, found).map((each) => [each.payload["upload"], each]));
  const names = new Set([nameOf(found)]);
  for (const each of uploadsOf(services, found.delivery).toReversed()) {
    if (group.length >= most) break;
    const its = waiting.get(each.id);
    const isWaiting = each.id !== found.id && each.state === "queued" && its !== undefined && mostOf(its) === most;
    if (!isWaiting || each.bytes > smallBytes || readingOf(each) !== readingOf(found) || names.has(nameOf(each))) continue;
    names.add(nameOf(each));
    group.push(each);
  }
  return group;
}

/** On disk and in the ledger; disks that do not tell capitals apart are taken for such. */
const nameOf = ({ name }: Upload): string => harmlessName(name).toLowerCase();

const readingOf = ({ purpose, source, role, format, timeZone, untilDamage, leaveOut }: Upload): string =>
  JSON.stringify([purpose, source, role, format, timeZone, untilDamage, leaveOut]);

/** The work that waits for an upload, or is on it. */
export function ingestJobOf(services: Services, found: Pick<Upload, "id" | "delivery">): Job | undefined {
  return ingestJobs(services, found).find(({ payload }) => payload["upload"] === found.id);
}

export function ingestJobs(services: Services, { delivery }: Pick<Upload, "delivery">): Job[] {
  return openJobs(services, delivery).filter(({ kind }) => kind === "ingest");
}

/** Puts an upload beside the first of its group, under the name that it has in the ledger. False: its bytes are not all there. */
export async function joinFolder(services: Services, first: Upload, member: Upload): Promise<boolean> {
  const name = await moveToParsing(services, member);
  if (name === null) return false;
  const folder = parsingFolder(services, first.id);
  const [from, to] = [path.join(parsingFolder(services, member.id), name), path.join(folder, name)];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Of an earlier run that was cut short.
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
  return true;
}

/** Members of a run that did not come to its end wait again; each has its own work, which is still in the queue. */
export function releaseMembers(services: Services, first: Upload): Upload[] {
  const members = uploadsOf(services, first.delivery).filter(({ id, state }) => id !== first.id && state === "parsing");
  for (const { id } of members) moveUpload(services, id, ["parsing"], "queued");
  return members;
}

/** The work of these uploads goes on in groups of `most`. */
export function splitGroup(services: Services, members: readonly Upload[], most: number): void {
  const [first] = members;
  if (!first) return;
  const ids = new Set<unknown>(members.map(({ id }) => id));
  for (const { id, state, payload } of ingestJobs(services, first))
    if (state === "queued" && ids.has(payload["upload"])) changeWaiting(services, id, { ...payload, most });
}
