// What class a physical line has, as it is stored, and the version of the parser that says so.

/** Goes up whenever the same bytes would yield other rows. */
export const parserVersion = 3;

/** Class of a physical line, as stored in the `class` column. */
export const lineClass = { hit: 0, blank: 1, directive: 2, rejected: 3 } as const;
