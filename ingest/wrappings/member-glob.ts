// Members of an archive by pattern, and the pattern that means one of them.

/** Characters that a pattern, a shell's quotes or a page would take for something else, or that nobody sees. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}'"*?[\]{}\\\ufffd]/gu;

/**
 * Whether a member's path is meant: `*` and `?` stay within a name, `**` goes through folders. A pattern without a slash means a file or
 * folder of that name wherever it lies; a folder means all that is in it. Capitals, and how an accent is composed, make no difference.
 */
export function memberMatcher(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map(patternTest);
  return (path) => {
    const folded = path.normalize("NFC");
    return tests.some((test) => test.test(folded));
  };
}

function patternTest(pattern: string): RegExp {
  const parts = pattern
    .normalize("NFC")
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  const [head, tail] = parts.length === 1 ? ["(?:.*/)?", "(?:/.*)?"] : ["", "(?:/.*)?"];
  const body = parts.map((part, i) =>
    part === "**" ? (i === parts.length - 1 ? ".*" : "(?:.*/)?") : nameTest(part) + (i === parts.length - 1 ? "" : "/"),
  );
  return new RegExp(`^${head}${body.join("")}${tail}$`, "isu");
}

function nameTest(name: string): string {
  return [...name]
    .map((letter) => (letter === "*" ? "[^/]*" : letter === "?" ? "[^/]" : letter.replace(/[\\^$.|+()[\]{}/]/g, "\\$&")))
    .join("");
}

/** The pattern that means a member, and may stand between single quotes on any command line. */
export function patternOf(path: string): string {
  return path.normalize("NFC").replace(unsafe, "?");
}
