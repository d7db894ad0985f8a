// What archives hold, whatever their kind.

/** One entry of an archive. */
export interface ArchiveEntry {
  /** As it stands in the archive: hostile, and never a path on disk. */
  name: string;
  /** False for folders, links and devices. */
  isFile: boolean;
  /** Its bytes, unwrapped; what lies before a damage comes first, then DamagedBytes is thrown. */
  content: () => AsyncIterable<Buffer>;
}

/** An entry's folders and name without what leads out of the archive; null: nothing that a person would have put there on purpose. */
export function entryPath(name: string): string | null {
  const parts = name
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");
  if (parts.length === 0 || parts.some((part) => part.startsWith(".") || part === "__MACOSX")) return null;
  return parts.join("/");
}
