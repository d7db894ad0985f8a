// The words of memoria doctor, backup and restore.
import type { Language } from "./output.ts";

const es = {
  store: (dir: string) => `Almacén: ${dir}`,
  columns: ["entrega", "archivos", "retirados", "lotes", "originales", "MB"],
  well: "Todo está bien: cada archivo es el que se escribió.",
  found: (troubles: number, repaired: number) =>
    `${troubles === 1 ? "Se encontró 1 problema" : `Se encontraron ${troubles} problemas`}${repaired > 0 ? `; ${repaired === 1 ? "se reparó 1" : `se repararon ${repaired}`}` : ""}.`,
  saved: (file: string, files: string, size: string) => `Respaldo escrito: ${file} (${files} archivos, ${size})`,
  secret: "Contiene direcciones IP y llaves de seudónimos: conviene guardarlo como el propio almacén.",
  lost: (place: string) => `No está como se escribió, y así quedó en el respaldo: ${place}`,
  restored: (dir: string, files: string, size: string) => `Almacén restaurado: ${dir} (${files} archivos, ${size})`,
};

const en: typeof es = {
  store: (dir) => `Store: ${dir}`,
  columns: ["delivery", "files", "taken back", "batches", "originals", "MB"],
  well: "All is well: every file is as it was written.",
  found: (troubles, repaired) =>
    `${troubles === 1 ? "1 trouble was found" : `${troubles} troubles were found`}${repaired > 0 ? `; ${repaired} repaired` : ""}.`,
  saved: (file, files, size) => `Backup written: ${file} (${files} files, ${size})`,
  secret: "It holds addresses and keys of pseudonyms: keep it as you keep the store.",
  lost: (place) => `Not as it was written, and so it is in the backup: ${place}`,
  restored: (dir, files, size) => `Store restored: ${dir} (${files} files, ${size})`,
};

export const careWords: Record<Language, typeof es> = { es, en };
