// What archives hold, whatever their kind.

/** One entry of an archive. */
export interface ArchiveEntry {
  /** As it stands in the archive: hostile, and never a path on disk. */
  name: string;
  kind: "file" | "folder" | "other";
  /** Of its content as the archive states it; null: it does not. */
  bytes: number | null;
  /** Its bytes, unwrapped; what lies before a damage comes first, then DamagedBytes is thrown. */
  content: () => AsyncIterable<Buffer>;
}

/** An entry's folders and name without what leads out of the archive; empty: the archive's own folder. */
export function entryPath(name: string): string {
  return name
    .replaceAll("\\", "/")
    .replace(/^[A-Za-z]:/, "")
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .join("/");
}

/** What macOS, Windows and file servers leave beside people's files, in small letters. */
const debris = new Set([
  "__macosx",
  ".ds_store",
  "thumbs.db",
  "ehthumbs.db",
  "desktop.ini",
  "$recycle.bin",
  "system volume information",
  "@eadir",
]);

/** Why a path is nothing that a person would have put there on purpose; null: it may be. */
export function unmeant(path: string): "debris" | "hidden" | null {
  const parts = path.toLowerCase().split("/");
  if (parts.some((part) => debris.has(part) || part.startsWith("._"))) return "debris";
  return parts.some((part) => part.startsWith(".")) ? "hidden" : null;
}
