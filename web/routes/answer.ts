// What a route answers with: a page, another address, JSON, or bytes.
import type { Readable } from "node:stream";
import type { Markup } from "../../report/index.ts";

export interface PageAnswer {
  kind: "page";
  status: number;
  /** For the window and the first heading. */
  title: string;
  body: Markup;
  /** Scripts of web/client/ that the page is made lively with, by file name without `.ts`. */
  scripts: readonly string[];
  /** Wide tables take the whole window. */
  isWide: boolean;
}
export interface RedirectAnswer {
  kind: "redirect";
  to: string;
  /** The secret of a new session; null: the session is over. */
  session?: string | null;
}
export interface JsonAnswer {
  kind: "json";
  status: number;
  value: unknown;
  /** Of a list that has more: the address of the next part. */
  next?: string;
}
export interface BytesAnswer {
  kind: "bytes";
  contentType: string;
  content: Readable | Buffer | string;
  /** The name under which it is saved; null: it is shown. */
  fileName: string | null;
  /** A page of its own with a policy of its own (a memoria): shown, but cut off from this site. */
  isForeignPage?: boolean;
}
export type Answer = PageAnswer | RedirectAnswer | JsonAnswer | BytesAnswer;

export function page(title: string, body: Markup, extra: Partial<Pick<PageAnswer, "status" | "scripts" | "isWide">> = {}): PageAnswer {
  return { kind: "page", status: 200, scripts: [], isWide: false, ...extra, title, body };
}

/** To another page of this site (303, so that it is asked for with GET). `notice`: what the next page says above, by its code in notices.ts. */
export function redirect(to: string, notice?: string): RedirectAnswer {
  if (!/^\/(?!\/)/.test(to)) throw new Error("a redirect leads out of the site");
  const [path = "", place] = to.split("#");
  const asked = notice === undefined ? path : `${path}${path.includes("?") ? "&" : "?"}aviso=${encodeURIComponent(notice)}`;
  return { kind: "redirect", to: place === undefined ? asked : `${asked}#${place}` };
}

export function json(value: unknown, extra: Partial<Pick<JsonAnswer, "status" | "next">> = {}): JsonAnswer {
  return { kind: "json", status: 200, ...extra, value };
}

export const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function bytes(
  contentType: string,
  content: BytesAnswer["content"],
  fileName: string | null,
  extra: Pick<BytesAnswer, "isForeignPage"> = {},
): BytesAnswer {
  return { kind: "bytes", contentType, content, fileName, ...extra };
}
