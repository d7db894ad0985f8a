// Members of an archive by pattern, and the pattern that means one of them.

/** Characters that a pattern, a shell's quotes or a page would take for something else, or that nobody sees. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}'"*?[\]{}\\\ufffd]/gu;

/**
 * Whether a member's path is meant: `*` and `?` stay within a name, `**` goes through folders. A pattern without a slash means a file or
 * folder of that name wherever it lies; a folder means all that is in it. Capitals, and how an accent is composed, make no difference.
 * Whatever the patterns, the time grows with their length by the name's: anybody may send them.
 */
export function memberMatcher(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map((pattern) => {
    const parts = namesOf(pattern);
    const [only] = parts;
    return parts.length === 1 && only ? (names: readonly Letters[]) => names.some((name) => isMeant(only, name)) : pathTest(parts);
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

/** From the path's beginning; what lies below is meant too. */
function pathTest(parts: readonly Letters[]): (names: readonly Letters[]) => boolean {
  return (names) => {
    /** Beginnings of the path, by their count of names, that the parts so far mean. */
    let met = new Set([0]);
    for (const [i, part] of parts.entries()) {
      const next = new Set<number>();
      for (const count of met) {
        if (!isThrough(part)) {
          const name = names[count];
          if (name && isMeant(part, name)) next.add(count + 1);
        } else for (let more = count + (i === parts.length - 1 ? 1 : 0); more <= names.length; more++) next.add(more);
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

/** The pattern that means a member, and may stand between single quotes on any command line. */
export function patternOf(path: string): string {
  return path.normalize("NFC").replace(unsafe, "?");
}
