// Words of the checked clauses on the other duties of a call, and on what it asks of the memoria itself.
import { countOf, formatCount } from "../../../wording.ts";

/** What would show a duty that an access log does not; the beginning of the sentence before "would show it". */
const wouldShow: Readonly<Record<string, string>> = {
  "cut-time-shown": "A series of dated captures of the page, or a monitor that reads the time of the cut",
  "content-unaltered": "A comparison of the published files with the institute's packages, by their hash",
  "ddos-protection": "The contract or the dated settings of the protection service",
  "dos-detection": "The dated settings of the detector and its alerts",
  "ids-ips": "The dated settings of the system and its alerts",
  redundancy: "The diagram of the service and a failover test",
  "disk-space": "The inventory of the server, or the dated output of the command that lists its disks",
  "transfer-rate": "A dated transfer test over SFTP/SSH (it is not about the visits, but about the institute's packages)",
  "cdn-purge": "The contract of the content delivery network and a dated purge",
  "apache-version": "The version that the server tells, in a dated capture,",
  ntp: "The dated state of the server's NTP client",
  syslog: "The settings of the server and the receiver of its logs",
  "high-availability": "The diagram of the service and a failover test",
  "uninterruptible-power": "The data sheet of the backup unit and its last test",
  "continuity-tests": "The report of the tests",
  "penetration-tests": "The report of the tests",
  "confidential-registration": "The way in which the documents are kept and handed in",
};

/** What the call words, which is quoted as it stands. */
function quoted(texts: readonly string[]): string {
  return texts.map((text) => `“${text}”`).join("; ");
}

export const duties = {
  unseen: (id: string): string =>
    `An access log does not record it. ${wouldShow[id] ?? "A document or a dated measurement of the difusor"} would show it.`,
  noSimulacro:
    "The logs handed in have no successful answers of that day. The logs of the rehearsal or the institute's certificate would show it.",
  simulacro: (answers: number, first: string, last: string): string =>
    `On that day there ${answers === 1 ? "is" : "are"} ${countOf(answers, "successful answer", "successful answers")} on pages or on the results file, from ${first} to ${last}: the site answered, which does not show that it published the rehearsal. The reviewer confirms it.`,
  attacks: (attacks: number, ids: string): string =>
    `The difusor declared ${countOf(attacks, "incident", "incidents")} of the type attack: ${ids}. Whether it was one that the clause means is for the institute to decide.`,
  noAttacks: (statementComplete: boolean): string =>
    `The difusor declared no attacks, ${statementComplete ? "and states that its list of incidents is complete" : "without stating that its list of incidents is complete"}; an access log does not rule out an intrusion. A forensic analysis of the server would show it.`,
  connection: (failures: number, least: string | null, ids: string): string =>
    `The difusor declared ${countOf(failures, "connectivity failure", "connectivity failures")}${least === null ? "" : ` of ${least} or more`}: ${ids}. Whether it was of the SSH connection with the institute is for the reviewer to confirm.`,
  noConnection:
    "The connection by which the institute sends its packages does not pass through the web server and leaves no trace in its log. The SSH record or the institute's would show it.",
  notDedicated: (outOfScope: number): string =>
    `The logs have ${countOf(outOfScope, "hit", "hits")} that ${outOfScope === 1 ? "is" : "are"} not the PREP's, by the given scope. The reviewer confirms it: the page may stand inside a portal.`,
  dedicated: (isScopeKnown: boolean): string =>
    `${isScopeKnown ? "All hits are the PREP's, by the given scope." : "It was not said which hits are the PREP's (the scope)."} A log does not show what else runs on the server. Its inventory of services would show it.`,
  moreIds: (more: number): string => ` and ${formatCount(more)} more`,
};

export const transport = {
  addScheme: "It is recorded with $scheme and $server_port in nginx, or with %p in Apache.",
  overTls: (answers: number): string =>
    `${countOf(answers, "successful answer of results was served", "successful answers of results were served")} over HTTPS`,
  inClear: (answers: number): string => `${countOf(answers, "was served", "were served")} unencrypted`,
  none: "There are no successful answers in the period.",
  both: (overTls: string, inClear: string): string => `${overTls} and ${inClear}.`,
  perhaps: (overTls: string, inClear: string): string =>
    `${overTls} and ${inClear}, by the server that wrote the log: if another receives the visitors before it, encryption may have been there. The reviewer confirms it.`,
  allSecure: (overTls: string): string => `${overTls}; none, unencrypted.`,
  unknown: (some: string | null, unknown: number, addScheme: string): string =>
    `${some === null ? "" : `${some}; `}${countOf(unknown, "answer records", "answers record")} neither the scheme nor the port. ${addScheme}`,
  byPort: (answers: number, port: number): string => `${countOf(answers, "answer", "answers")} went out by port ${port}.`,
  byScheme: (answers: number, scheme: string): string =>
    `${countOf(answers, "answer was served", "answers were served")} over ${scheme}, without the log recording the port.`,
  noPort: (port: number): string => `The log records no answers by port ${port}; that there are none does not show that it is closed.`,
};

export const bandwidth = {
  wouldShow: "The contract of the link or a dated speed test would show it.",
  noBytes: (wouldShow: string): string => `The logs do not record bytes sent with which to compare. ${wouldShow}`,
  sent: (moment: string, bytes: string, rate: string, sustained: string): string =>
    `In the minute with most data, ${moment}, ${bytes} were sent (${rate}); in the five minutes in a row with most data, ${sustained} on average`,
  met: (sent: string, asked: string): string => `${sent}: the link sustained at least the ${asked} that are asked for.`,
  oneMinute: (sent: string, asked: string): string =>
    `${sent}. A single minute reaches the ${asked}, and it may hold answers that began before: the reviewer confirms it.`,
  unused: (sent: string, asked: string, wouldShow: string): string =>
    `${sent}: demand did not reach the ${asked}, and the log does not show capacity that was not used. ${wouldShow}`,
};

export const cacheControl = {
  without: (without: number, file: string, known: number): string =>
    `${countOf(without, "answer", "answers")} of ${file}, of ${formatCount(known)} whose header the log records, ${without === 1 ? "was" : "were"} sent without no-cache, no-store and must-revalidate together.`,
  all: (known: number, file: string): string =>
    `The log records the header of the ${countOf(known, "answer", "answers")} of ${file}, and all bear no-cache, no-store and must-revalidate.`,
  copies: (notModified: number): string =>
    ` Besides, ${countOf(notModified, "answer was", "answers were")} 304, to whoever had a copy already.`,
  fromCache: (fromCache: number, file: string, recorded: number, copies: string): string =>
    `${countOf(fromCache, "answer", "answers")} of ${file}, of ${countOf(recorded, "that records", "that record")} the cache, came out of it, which contradicts no-store.${copies} The reviewer confirms it.`,
  noneFromCache: (recorded: number, file: string): string =>
    `None of the ${countOf(recorded, "answer", "answers")} of ${file} with a record of the cache came out of it, but that does not show the header.`,
  noHeaders: "The log does not record the headers of the answer.",
  wouldShow: (told: string): string =>
    `${told} A log with %{Cache-Control}o (Apache) or $sent_http_cache_control (nginx) would show it, or a dated capture of the answer.`,
};

export const memoriaDuties = {
  visitors: (visitors: number): string => `unique visitors (estimated), ${formatCount(visitors)}`,
  pageViews: (pageViews: number): string => `page views, ${formatCount(pageViews)}`,
  pages: (pages: number): string => `pages consulted, with their visits (${formatCount(pages)} listed)`,
  stay: (mean: string): string => `visit duration, ${mean} on average`,
  recorded: (titles: readonly string[]): string => `Recording of: ${quoted(titles)}`,
  found: (there: readonly string[]): string => `They follow from the logs handed in: ${there.join("; ")}.`,
  lacking: (lacking: readonly string[], there: readonly string[]): string =>
    `They do not follow from the logs handed in: ${quoted(lacking)}.${there.length === 0 ? "" : ` These do: ${there.join("; ")}.`} Another record of the difusor, such as its analytics tool, would show it.`,
  due: (day: string): string => `The memoria is handed in on ${day} at the latest`,
  made: (moment: string): string => `This version was made on ${moment}`,
  late: (made: string, delay: string): string =>
    `${made}, ${delay} after the term had ended. If there was an earlier version, its receipt proves it.`,
  days: (days: number): string => countOf(days, "day", "days"),
  inTime: (made: string, daysLeft: number): string =>
    `${made}, ${daysLeft === 0 ? "with less than a day left" : `with ${countOf(daysLeft, "day", "days")} left`}. The institute's receipt proves that it was handed in.`,
};
