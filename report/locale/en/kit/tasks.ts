// Words of the checklist of the kit: each task as its title and what it is about.

type Text = readonly [title: string, detail: string];

export const derived = "derived from other values";

export function testDetail(hours: string | null): string {
  const when = hours === null ? "The call does not state the hour." : `Each day from ${hours.replace("-", " to ")}.`;
  return `${when} The log settings and the monitor should be on already, so that the technical report can be rehearsed too.`;
}

export const electionDay: Text = [
  "Election day",
  "Before the publication starts no path of results may answer with data; a waiting page is not publishing.",
];
export const earliestStart: Text = [
  "Earliest hour at which the publication may start",
  "The institute fixes the exact hour: confirm it in writing and note it for `--window-start`.",
];
export function publicationStart(isForbiddenBefore: boolean): Text {
  const before = isForbiddenBefore ? "Publishing before is forbidden. " : "";
  return ["Start of the publication", `${before}Check from outside the own network that the page answers and that the monitor records it.`];
}
export const operationStart: Text = [
  "Start of the operation of the PREP",
  "Check that the first cut arrives and that it is published with its date and time.",
];
export const operationEnd: Text = ["End of the operation of the PREP", "Check that the last cut was published."];
export const lastCutStart: Text = [
  "The last cut stays published from this hour on",
  "The page stays on line with the last cut and its date and time.",
];
export const lastCutEnd: Text = ["The last cut stays published until this hour", "Do not take it down before."];
export const publicationMinimum: Text = ["Earliest end of the publication", "The page has to stay published at least until this hour."];
export const publicationEnd: Text = ["End of the publication", "The publication goes on until this hour."];
export function stage(title: string | null): Text {
  return [
    title === null ? "Dated stage of the call" : `Stage “${title}”`,
    "The comparison with the portal's average uses the visits, pages and hits of these days: the logs have to be complete.",
  ];
}
export const logDays: Text = [
  "Days of the logs that are handed in",
  "Keep the access logs of all these days complete, of all servers and of the CDN.",
];
export function due(means: readonly ("paper" | "digital")[] | null): Text {
  const how =
    means === null
      ? "The call does not state how it is handed in."
      : `Handed in ${means.map((one) => (one === "paper" ? "on paper" : "in digital form")).join(" and ")}.`;
  return ["Due date of the technical report", `${how} Keep the receipt.`];
}

export const baseline: Text = [
  "Keep logs of four ordinary weeks of the portal",
  "The call asks for a comparison with the usual average and does not define its period: without these logs there is nothing to compare with.",
];
export const settings: Text = [
  "Switch on the log settings of the kit",
  "On all servers; with a CDN, switch on the delivery of its logs too. Check with a few requests of your own: `memoria formats memoria-prep.log` has to say `memoria_combined`.",
];
export const monitor: Text = [
  "Start an external monitor",
  "A check every minute from outside the own network, with an alert by telephone, and kept for more days than are left until the memoria is due. See monitors.md.",
];
export function rehearsal(id: string): Text {
  return [
    "Rehearse the memoria with the log of the test",
    `\`memoria report memoria-prep.log --convocatoria ${id} --from START --to END\`: check that no lines are rejected and that the figures are credible.`,
  ];
}

/** What is checked on the day before. */
export const dayBefore: readonly { id: string; text: Text }[] = [
  {
    id: "reloj",
    text: [
      "Clock of every server synchronised by NTP",
      "`timedatectl` has to say “System clock synchronized: yes”, and the zone of the server has to be the expected one.",
    ],
  },
  {
    id: "rotacion",
    text: [
      "Rotation and keeping of the logs",
      "Debian keeps 14 daily files (`rotate 14` in `/etc/logrotate.d`): they have to last until the memoria is due. If not, raise the number or copy the logs every day.",
    ],
  },
  {
    id: "disco",
    text: ["Disk space for the night", "`df -h`: as a guide, a million hits take some 300 MB of uncompressed log."],
  },
  {
    id: "monitor",
    text: ["Monitor running, its alerts tried", "Look at the checks of the last hour and cause a test alert."],
  },
  {
    id: "bitacora",
    text: [
      "The log records what it should",
      "Ask for the page and its results data, and read the last lines: address, X-Forwarded-For, time with its offset, status, response time and Cache-Control.",
    ],
  },
  {
    id: "incidencias",
    text: [
      "Record of incidents ready",
      "The template incidents.xlsx or incidents.csv at hand, its example row deleted, and who writes in each shift.",
    ],
  },
  {
    id: "contactos",
    text: ["Contacts of the institute, the provider and the staff on duty", "On paper: e-mail may fail that night."],
  },
];

export const opening: Text = [
  "On opening: check page, data and records",
  "The page and its results data answer 200, the log grows, the monitor says up. Note the true hour of the start.",
];
export const incidents: Text = [
  "Note each incident when it happens",
  "Start and end time, what was seen, cause if known, impact and measures. If there was none, that is declared too: `--statement-complete`.",
];
export const collect: Text = [
  "Gather and keep the evidence",
  "Copy to another machine the logs of all servers and of the CDN before the rotation deletes them, with their hash (sha256sum), the monitor's export and the closed record of incidents.",
];
export function draft(id: string): Text {
  return [
    "Draft of the technical report reviewed",
    `\`memoria report memoria-prep.log* --convocatoria ${id} --incidents incidents.xlsx --monitor monitor.csv --statement-complete --texts texts.md --lang en\``,
  ];
}

export function cuts(every: string): Text {
  return [`A new cut every ${every}`, "Always publish the latest."];
}
export function delay(most: string): Text {
  return [`Greatest delay of a cut: ${most}`, "The logs do not measure it: note delays as incidents."];
}
export function availability(target: string): Text {
  return [
    `Availability of ${target}`,
    "It is checked by the declared incidents, the log and the monitor; without a monitor, the silence of the log proves nothing.",
  ];
}
export function measures(titles: readonly string[]): Text {
  return [`Record: ${titles.map((title) => `“${title}”`).join("; ")}`, "The log settings of the kit record what is needed."];
}
export const lastCut: Text = ["Keep the last cut published", "With its date and time."];
export const notBefore: Text = ["Do not publish before the start", "By no means, test servers with a public address included."];

/** How a duty can be checked, by its id in the profiles. */
export const dutyChecks = {
  "cache-control":
    "Check: `curl -sI https://SITE/json/main.json | grep -i cache-control`. The kit's log keeps the header sent with each answer (cc=).",
  "secure-transport": "Check: `curl -sI https://SITE/` and how long the certificate is valid.",
  "cdn-purge": "Try the purge with a file of your own before election day.",
  "disk-space": "Check with `df -h`.",
  "cut-time-shown": "Check on a telephone and on a computer.",
  ntp: "Check with `timedatectl`.",
} as const;

export function minimumDuration(text: string): string {
  return `It says: “${text}”.`;
}

export const unstated = {
  "window-start": [
    "Start of the publication: not stated",
    "Confirm the hour with the institute; when the memoria is made it is declared with `--window-start`.",
  ],
  "window-end": [
    "End of the publication: not stated",
    "When the memoria is made it is declared with `--window-end`, and the memoria says that it was declared.",
  ],
  "operation-start": ["Start of the operation of the PREP: not stated", "Confirm it with the institute."],
  "operation-end": ["End of the operation of the PREP: not stated", "Confirm it with the institute; other terms depend on it."],
  "last-cut": ["Hours of the last cut: not stated", "Keep it published as long as the publication lasts."],
  availability: ["Availability: not stated", "The memoria tells it without a verdict."],
  logs: ["Days of logs to hand in: not stated", "Keep all of them at least until you have the receipt."],
  tests: ["Tests and rehearsals: not stated", "Agree on a test with the institute or make one of your own before election day."],
  due: ["Due date of the memoria: not stated", "Confirm it with the institute; the logs are kept until you have the receipt."],
  voluntary: ["The call asks for no technical report", "One that is handed in is voluntary and says so on its cover."],
} as const satisfies Readonly<Record<string, Text>>;
