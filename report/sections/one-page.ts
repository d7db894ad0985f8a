// Keeps the summary to its page: what a block takes in points of the printed page, roughly, and lists cut to what is left.
import type { Block, List, RichText } from "../document.ts";

/** The height of a page's text in points. */
const PAGE_HEIGHT = 642;
const LINE = 14;
const SMALL_LINE = 11.5;
const BODY_LETTERS = 106;
const SMALL_LETTERS = 126;
/** The places to sign on, with their titles. */
const SIGNATURE = 185;

function lines(text: RichText, letters = BODY_LETTERS): number {
  return Math.max(1, Math.ceil(text.reduce((sum, run) => sum + run.text.length, 0) / letters));
}

function tallest(texts: (string | null)[], columns: number): number {
  const letters = 124 / columns;
  return Math.max(0, ...texts.map((text) => (text === null ? 0 : Math.ceil(text.length / letters))));
}

function itemHeight(item: RichText, isClose = false): number {
  return (isClose ? lines(item, SMALL_LETTERS) * SMALL_LINE : lines(item) * LINE) + 3;
}

function height(block: Block): number {
  switch (block.kind) {
    case "heading":
      return block.level === 1 ? 36 : 15 + lines([{ text: block.text, style: "plain" }]) * LINE;
    case "paragraph":
    case "note":
      return lines(block.text) * LINE + 6;
    case "list":
      return block.items.reduce((sum, item) => sum + itemHeight(item, block.isClose), 4);
    case "metrics": {
      const rows = [block.items.map(({ label }) => label), block.items.map(({ note }) => note)];
      return 36 + rows.reduce((sum, texts) => sum + tallest(texts, block.items.length), 0) * SMALL_LINE;
    }
    case "verdicts":
      return (
        50 +
        tallest(
          block.items.map(({ detail }) => detail),
          block.items.length,
        ) *
          SMALL_LINE
      );
    case "table":
      return 48 + block.rows.length * (SMALL_LINE + 6);
    case "signature":
      return SIGNATURE;
    default:
      return 0;
  }
}

/** The height that is left of a page that holds these blocks. */
export function leftOfPage(blocks: readonly Block[]): number {
  return blocks.reduce((left, block) => left - height(block), PAGE_HEIGHT);
}

/** The first items that fit the height, and one that tells how many there are besides. */
export function cutList(list: List, room: number, besides: (count: number, isAll: boolean) => RichText): List {
  if (height(list) <= room) return list;
  const count = list.items.length;
  let left = room - itemHeight(besides(count, true), list.isClose) - 4;
  const kept = list.items.findIndex((item) => {
    left -= itemHeight(item, list.isClose);
    return left < 0;
  });
  return { ...list, items: [...list.items.slice(0, kept), besides(count - kept, kept === 0)] };
}
