// What a backup of a store holds: its files by name with their hashes, in an entry of its own that comes last.
import { z } from "zod";

export const manifestName = "manifest.json";

export const backupManifest = z.strictObject({
  memoriaBackup: z.literal(1),
  createdAt: z.string(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

export type BackupManifest = z.infer<typeof backupManifest>;

const delivery = "delivery=[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
const ofTheStore = [
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.sqlite$/,
  new RegExp(`^raw/${delivery}/[0-9a-f]{64}(?:\\.tar)?$`),
  new RegExp(`^lines/${delivery}/[0-9]{1,16}-[0-9a-f]{12}\\.parquet$`),
  /^keys\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
];
const mostDepth = 32;
const mostNameBytes = 255;

/** Folders of the web application, whose files have names of its own. */
export const freeFolders = ["memorias", "subidas"];

/** Whether a file of this name may lie in a store: whatever it says, it leads nowhere else. */
export function isStoreFile(name: string): boolean {
  if (ofTheStore.some((pattern) => pattern.test(name))) return true;
  const parts = name.split("/");
  return freeFolders.includes(parts[0] ?? "") && parts.length > 1 && parts.length <= mostDepth && parts.every(isPlainName);
}

/** A name that every system takes for one file of a folder. */
function isPlainName(name: string): boolean {
  const isHostile =
    /[\p{Cc}\\:*?"<>|]/u.test(name) || /^\.{1,2}$|[. ]$/.test(name) || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
  return name !== "" && Buffer.byteLength(name) <= mostNameBytes && !isHostile;
}
