// Bytes of a table as text: UTF-8, UTF-16 with its mark, else Windows-1252, which is told.
import { isUtf8 } from "node:buffer";
import { UserError } from "./errors.ts";

/**
 * The text without its byte-order mark, line ends as LF, and a note (Spanish) where the encoding was none of Unicode's.
 * @throws UserError `table-invalid` when the bytes are no text.
 */
export function tableText(bytes: Uint8Array, file: string): { text: string; notes: string[] } {
  const encoding = encodingOf(bytes);
  if (encoding === null) {
    const expected =
      "una tabla en CSV, JSON o XLSX; el contenido es binario (si es un libro .xls o con contraseña, se guarda como .xlsx sin ella)";
    throw new UserError("table-invalid", { file, place: "byte 1", expected });
  }
  const text = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, "\n");
  return { text, notes: encoding === "windows-1252" ? [`${file}: no es UTF-8 válido; se leyó como Latin-1 (Windows-1252)`] : [] };
}

function encodingOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes.includes(0)) return null;
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}
