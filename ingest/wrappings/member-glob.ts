// Members of an archive by pattern, and the pattern that means one of them.

/** All but ASCII and Latin letters, which pages and terminals show as they are, without what a pattern or a shell's quotes would take for something else. */
const unsafe = /[^\x20-\x7e\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]|['"*?[\]{}\\]/gu;

/**
 * Whether a member's path is meant: `*` and `?` stay within a name, `**` goes through folders. A pattern without a slash means a file or
 * folder of that name wherever it lies, with `./` in front where the archive begins; a folder means all that is in it. Capitals, and how an accent is composed, make no difference.
 * Whatever the patterns, the time grows with their length by the name's: anybody may send them.
 */
export function memberMatcher(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = namesOf(pattern).filter((part, i, all) => !(isThrough(part) && all[i - 1] && isThrough(all[i - 1] ?? [])));
    const [only] = parts;
    return parts.length === 1 && only && !/^\.?[/\\]/.test(pattern)
      ? (names: readonly Letters[]) => names.some((name) => isMeant(only, name))
      : pathTest(parts);
  });
  return (path) => {
    const names = namesOf(path);
    return tests.some((test) => test(names));
  };
}

/** A name by its characters, as they are compared. */
type Letters = readonly string[];

function namesOf(path: string): Letters[] {
  const parts = path.normalize("NFC").toLowerCase().replaceAll("\\", "/").split("/");
  return parts.filter((part) => part !== "" && part !== ".").map((part) => [...part]);
}

const isThrough = (part: Letters): boolean => part.length === 2 && part[0] === "*" && part[1] === "*";

/** Deeper than any folder that somebody made by hand: no pattern of folders means what lies there. */
const mostFolders = 500;

/** From the path's beginning; what lies below is meant too. */
function pathTest(parts: readonly Letters[]): (names: readonly Letters[]) => boolean {
  return (names) => {
    if (names.length > mostFolders) return false;
    /** Beginnings of the path, by their count of names, that the parts so far mean. */
    let met = new Set([0]);
    for (const [i, part] of parts.entries()) {
      const next = new Set<number>();
      if (isThrough(part)) {
        // From the shortest on, each longer one follows.
        const [shortest = names.length + 1] = met;
        const least = shortest + (i === parts.length - 1 ? 1 : 0);
        for (let more = least; more <= names.length; more++) next.add(more);
      } else {
        for (const count of met) {
          const name = names[count];
          if (name && isMeant(part, name)) next.add(count + 1);
        }
      }
      met = next;
    }
    return parts.length > 0 && met.size > 0;
  };
}

/** `*` takes as little as it can; where the rest then fails, the last one takes more. */
function isMeant(pattern: Letters, name: Letters): boolean {
  let [at, star, taken] = [0, -1, 0];
  for (let place = 0; place < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      taken = place;
    } else if (pattern[at] === "?" || pattern[at] === name[place]) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      place = ++taken;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** The pattern that means a member alone, comes back from a message as it went, and may stand between single quotes on any command line. */
export function patternOf(path: string): string {
  const pattern = path.normalize("NFC").replace(unsafe, "?");
  return pattern.includes("/") ? pattern : `./${pattern}`;
}
