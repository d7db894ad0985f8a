// The definitions that every memoria prints, true to what the analysis does.

export interface MethodParameters {
  visitGap: string;
  target: string | null;
}

type Entry = [term: string, text: string];

export const lines: Entry[] = [
  [
    "Class of a line",
    "Each line ends in exactly one: hit; blank; directive (it begins with #); rejected (it does not fit the format; it is kept with file, number, reason and text), or duplicate. In a file that is one JSON list, each record counts as a line.",
  ],
  [
    "Duplicate line",
    "A file with the same bytes counts once. When two files of a source overlap by more than one second, each distinct line counts as often as in the file that has it most often; a file's own repetitions stay.",
  ],
  [
    "Source and role",
    "A source is a server or a content delivery network, facing the public (edge) or behind it (origin). Where there are edge sources, traffic and visitors are taken from them alone; those of the same role add up.",
  ],
  [
    "Clock of a source",
    "With several sources, the clock of each is compared with that of the one with the most hits: by those that both record (same client and path, once only in each), if at least half have the same difference and no other difference reaches a third; otherwise, by the shape of their demand every 5 minutes, which tells whole hours only and requires a correlation of 0.8 that leaves unexplained at most half of what any other hour leaves. Where nothing is clear nothing is said. Times are not corrected.",
  ],
  ["Scope", "Hits that are the PREP's. Without scope rules all of them are; the others are counted apart."],
  [
    "Period",
    "It includes its start and not its end. Days and hours are local. The ledger of lines is of everything loaded; the other figures are of the period reported.",
  ],
];

export const hits: Entry[] = [
  [
    "Hit",
    "Each valid request recorded in the access log, of any method and status. Those in scope have exactly one kind, decided in the following order.",
  ],
  ["Internal", "One that comes from the difusor's own addresses as given with the delivery, such as its probes. Counted apart."],
  [
    "Automated",
    "One that a program makes: its user agent is in the isbot list, or was recorded empty or as a hyphen. Where the format does not record the user agent, no hit is recognised as automated and a visitor is the IP address alone.",
  ],
  [
    "Automatic refresh",
    "A hit, of any method and status, on the data with which the page renews itself: paths that end in .json or lie under /json/, whatever their capitals, or that are the path of the results. It does not count as a page view.",
  ],
  [
    "Page view",
    "A GET hit with status 200 to 299 or 304, whose path is a page's: no extension, or the extension html, htm, php, asp, aspx, jsp or xhtml. An extension has 1 to 8 letters or digits. The delivery's own rules, if any, prevail and are in the table of parameters. Where the format does not record the method, it is not required.",
  ],
  [
    "Asset",
    "A GET hit with status 200 to 299 or 304 on any other path: images, styles, scripts and the like; also names that begin with a dot.",
  ],
  [
    "Response time, cache and encrypted connection",
    "Of all hits in scope whose log records them. The 95th percentile is the least time that at least 95 of every 100 of them do not exceed (nearest rank, no interpolation). The cache answered what was recorded as a cache hit, also a stale or revalidated copy. The connection was encrypted by its scheme or, where that is not recorded, by port 443.",
  ],
  ["Other", "Every other human hit: redirects, errors and other methods."],
  ["Human hits", "Page views, automatic refreshes, assets and others. They are shown beside the total of hits."],
  [
    "What each list counts",
    "Unique visitors, always with a page view in the period. Beside them: all hits by country, state and city; human hits by browser, system and device; page views by referrer. Distinct IP addresses, maxima, data transferred and status classes are of all hits in scope.",
  ],
];

export function visits({ visitGap }: MethodParameters): Entry[] {
  return [
    [
      "Client IP address",
      "The one that the server records. If the delivery names trusted proxies and the connection comes from one, the rightmost address of X-Forwarded-For that is none of theirs; what is written to the left of something unreadable is not taken into account.",
    ],
    [
      "Unique visitor (estimated)",
      "A distinct combination of IP address and user agent with at least one page view in the period; worked out over the whole period and not as a sum of hours or days. It is an estimate: several people may share an address and one person may use several.",
    ],
    [
      "Visit",
      `Page views of one visitor, each no more than ${visitGap} after the one before (criterion of JICWEBS and ABC). Made from everything loaded, not cut at midnight, and part of the period in which it begins; pages per visit are those of these visits.`,
    ],
    ["Single-page visit", "One that has exactly one page view; its duration cannot be measured."],
    [
      "Visit duration",
      "From the first to the last page view, averaged over the visits with two or more (measurable). Beside it stand the median, the share of single-page visits and the mean with these as 0.",
    ],
    [
      "Active time",
      "From the first to the last human hit of a session, with the same greatest gap and two or more hits; no page view is required. As the PREP page refreshes itself, it records who stays reading. Sessions of more than 12 hours are pointed out and not excluded.",
    ],
    ["Time on page", "From one page view to the next of the visit; unknown for the last. Those of the same time are ordered by path."],
    [
      "Entry page, exit page and path",
      "The first and the last page view of a visit, and its first pages, up to three, without reloads of the same one. They are of the visits that begin in the period.",
    ],
    [
      "Peak minute and peak hour",
      "Those with the most hits, automated ones included, in local time; of several equal ones, the first. The minute with most data is the one with most bytes answered, without headers or encryption; each download counts whole in the minute of its line.",
    ],
    ["Order of the lists", "From most to least by their first figure; where equal, by the second and by name."],
  ];
}

export function availability({ target }: MethodParameters): Entry[] {
  const allowed =
    target === null
      ? "No target is set, so no verdict is given."
      : `With the target of ${target}, the allowed downtime is (1 − ${target}) × (T − E). Not met if the downtime is more than allowed; met if the downtime plus the time without record is no more than allowed; otherwise not verifiable.`;
  return [
    [
      "Availability",
      "1 − D ÷ (T − E), where T is the length of the period, E the time excluded with a reason and an approval, and D the downtime outside E. Time without record takes nothing off, so the figure is read together with the coverage. It is compared unrounded and printed truncated.",
    ],
    [
      "Declared by the difusor",
      "Incidents with the effect of an outage count in full. Degradations count by their weight, in a second figure; where they overlap the greater one holds, and without a weight they do not count. Without an end time an incident reaches to the end of the period. It covers the period only if the difusor states under signature that the list is complete.",
    ],
    [
      "Seen in the log",
      "By minutes, with all hits in scope. Down: a minute with 20 or more hits and at least half of them with a server error (5xx). Without record: a stretch without hits whose 15 minutes before and 15 after average, together, 20 or more per minute. All other minutes, silence in hours of little demand included, count as up. 4xx errors are no outages.",
    ],
    [
      "Coverage of the log",
      "From the first to the last minute of each file, joining gaps of up to 5 minutes. Where a source goes more than 30 days without a single hit there is no coverage: a lone hit of another date covers its own minute only. Beyond it there is no record.",
    ],
    [
      "Measured by monitor",
      "Each check holds until the next and five minutes at most; after that there is no record. A state that the monitor gives with its end holds until then. Pending, paused or under maintenance counts as without record. With several monitoring points, the service is available when any of them sees it, and down when one sees it down and none sees it available; each is also shown apart. A record that leaves out failed checks counts only where no other says anything.",
    ],
    [
      "Disagreements between the sources",
      "Declared outages without trace in the log or in the monitor, outages seen and not declared, or whose duration differs by more than 2 minutes (5 with the monitor, which may miss an outage of up to 5 minutes); also, log and monitor that differ by more than 5 minutes. Only what both sources cover is compared; what is seen inside a declared degradation is no disagreement.",
    ],
    ["Verdict", allowed],
    [
      "Mean time to restore and between outages",
      "The first is the sum of D divided by the number of outages of the period (those that overlap are one; one that is wholly excluded does not count). The second is the time known to be up, T − E − D less the time without record, divided by that number; with none or one there is nothing between them and it is not available, nor is it where nobody knows how much time is without record.",
    ],
    ["Hits without a server error", "1 − 5xx errors ÷ hits with a recognisable status code (100 to 599)."],
  ];
}

export const comparison: Entry[] = [
  [
    "The portal's usual average",
    "Total divided by the days covered (seconds covered ÷ 86,400), from earlier logs, hits of the portal that are not the PREP's, or declared averages. It is compared with the stage of election day and results or, where that is not set, with the publication period. What of the earlier logs falls into either is left out.",
  ],
  [
    "Comparison by hour",
    "Each covered hour of the period is compared with the mean of the hours of the same weekday and local hour, where the average covers them for at least one hour in all (with gaps of up to 5 minutes); the others, with the plain mean per hour. Unique visitors are compared only by whole calendar days covered.",
  ],
];

export const places: Entry[] = [
  [
    "Place",
    "Country, state and city that a geographic database attributes to the IP address; those not identified and private networks are rows of their own. It is an approximation: addresses of mobile telephony often stand in the city of the company.",
  ],
  [
    "Privacy",
    "Places are looked up first and addresses are hidden afterwards: this document and its annexes show no whole IP address of a visitor, but at most its network (the first 24 bits in IPv4, the first 48 in IPv6) and, if the delivery has a secret key, an HMAC-SHA-256 pseudonym that cannot be undone without it. The original logs and the annex of rejected lines are of restricted access.",
  ],
];
