// The folders of an archive: those that have an entry of their own, and those in which something lies.
import type { ArchiveEntry } from "./wrappings/entry.ts";

export class ArchiveFolders {
  readonly #own = new Set<string>();
  readonly #used = new Set<string>();

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
  empty(): string[] {
    return [...this.#own].filter((name) => !this.#used.has(name));
  }
}
