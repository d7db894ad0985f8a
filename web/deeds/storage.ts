// What lies on the server's disk: bytes by delivery and kind, and what is free.
import { readdir, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { type Delivery, deliveries } from "../records/deliveries.ts";
import { memoriaFolder } from "../records/versions.ts";
import type { Services } from "../services.ts";

export interface DeliveryBytes {
  /** As they were handed in. */
  raw: number;
  lines: number;
  rollups: number;
  /** Drafts and versions with their files. */
  memorias: number;
}

/** The portal's logs of before lie beside a delivery, under its name with this behind it. */
export const besideNames = ["", ".baseline"] as const;

export async function deliveryBytes(services: Services, id: string): Promise<DeliveryBytes> {
  const { store } = services;
  const sum = async (folder: (name: string) => string): Promise<number> => {
    const sizes = await Promise.all(besideNames.map((beside) => folderBytes(folder(`${id}${beside}`))));
    return sizes.reduce((total, bytes) => total + bytes, 0);
  };
  const [raw, lines, rollups, memorias] = await Promise.all([
    sum((name) => store.rawDirectory(name)),
    sum((name) => store.linesDirectory(name)),
    sum((name) => store.rollupsDirectory(name)),
    folderBytes(path.dirname(memoriaFolder(services, id, "borrador"))),
  ]);
  return { raw, lines, rollups, memorias };
}

export function totalOf({ raw, lines, rollups, memorias }: DeliveryBytes): number {
  return raw + lines + rollups + memorias;
}

export interface DeliveryUse {
  delivery: Delivery;
  bytes: DeliveryBytes;
  total: number;
}

/** Every delivery with what it takes; the largest first. */
export async function storageUse(services: Services): Promise<DeliveryUse[]> {
  const used = await Promise.all(
    deliveries(services).map(async (delivery): Promise<DeliveryUse> => {
      const bytes = await deliveryBytes(services, delivery.id);
      return { delivery, bytes, total: totalOf(bytes) };
    }),
  );
  return used.sort((a, b) => b.total - a.total);
}

/** All files below a folder; 0 where it is not there. A file that goes meanwhile counts for nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(path.join(entry.parentPath, entry.name)).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((total, bytes) => total + bytes, 0);
}

/** Of the disk that the store lies on. */
export async function diskBytes({ directory }: Pick<Services, "directory">): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(directory);
  return { free: bavail * bsize, total: blocks * bsize };
}
