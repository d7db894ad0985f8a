// Names of entries from the bytes that an archive keeps of them: in UTF-8 where they can be, else in the code page of the system that wrote them.
import { isUtf8 } from "node:buffer";
import { getFileNameLowLevel, type parseExtraFields } from "yauzl";

/** Code page 850 from 128 on: what Windows in Spanish writes into a zip, and alike to 437 in the letters that both have. */
const page850 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■" +
  String.fromCodePoint(0xa0);
const unicodePath = 0x7075;

/** macOS and many programs write UTF-8 and do not say so. */
export function zipName(flag: number, bytes: Buffer, extra: ReturnType<typeof parseExtraFields>): string {
  if (extra.some(({ id }) => id === unicodePath)) return getFileNameLowLevel(flag, bytes, extra, false);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  return [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : (page850[byte - 128] ?? ""))).join("");
}

/** A tar says nothing of it: older systems wrote Latin-1. */
export function tarName(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : bytes.toString("latin1");
}
