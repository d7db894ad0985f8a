// The names in an archive: each file's its own, and the folders in which nothing lies.
import type { ArchiveEntry } from "./wrappings/entry.ts";

export class ArchiveNames {
  readonly #times = new Map<string, number>();
  readonly #own = new Set<string>();
  readonly #used = new Set<string>();

  /** A name that comes again gets a number: whoever looks for a log by its name must find that one. */
  unique(name: string): string {
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    return times === 1 ? name : this.unique(`${name} (${times})`);
  }

  /** `inside`: an entry's path. */
  note(inside: string, kind: ArchiveEntry["kind"]): void {
    if (kind === "folder") this.#own.add(inside);
    for (let at = inside.lastIndexOf("/"); at > 0; at = inside.lastIndexOf("/", at - 1)) {
      const above = inside.slice(0, at);
      // Those above it are known with it.
      if (this.#used.has(above)) return;
      this.#used.add(above);
    }
  }

  /** Those that were put there, and nothing in them. */
  emptyFolders(): string[] {
    return [...this.#own].filter((name) => !this.#used.has(name));
  }
}
