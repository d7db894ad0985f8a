// What comes of values before they are stored, where a product does not write them as they came.

/** What comes of a text expression before it is stored. */
export type Change = (text: string) => string;

/** The Cache-Control header that was sent, as memoria_combined keeps it: one that was not sent is told from one that is not logged. */
export const cacheControlLabel: Change = (text) => `CASE WHEN ${text} IS NOT NULL THEN 'cc=' || coalesce(nullif(${text}, ''), '-') END`;

/** What a URL encodes, undone once; what is no such encoding, or no UTF-8 afterwards, stays as logged. */
export const urlDecoded: Change = (text) =>
  `CASE WHEN contains(${text}, '%') AND NOT contains(${text}, '%00') THEN coalesce(TRY(url_decode(${text})), ${text}) ELSE ${text} END`;
