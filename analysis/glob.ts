// Globs over paths and hosts, as patterns that the database understands.

/** One pattern for several globs (`*`: any text without a slash, `**`: any text, `?`: one character); null for none. */
export function globPattern(globs: readonly string[]): string | null {
  if (globs.length === 0) return null;
  return `^(?:${globs.map(globSource).join("|")})$`;
}

/** Matches nothing: for a list that is given but has no part of this kind. */
export const matchNothing = "[^\\s\\S]";

function globSource(glob: string): string {
  return glob.replace(/\*\*|[*?]|[.+^${}()|[\]\\]/g, (found) => {
    if (found === "**") return ".*";
    if (found === "*") return "[^/]*";
    if (found === "?") return "[^/]";
    return `\\${found}`;
  });
}
