// The measures of the printed page, in points: letter size, generous margins, four sizes of type.

export const PAGE = { width: 612, height: 792, left: 66, right: 66, top: 80, bottom: 68 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
export const CONTENT_BOTTOM = PAGE.height - PAGE.bottom;
export const CONTENT_HEIGHT = CONTENT_BOTTOM - PAGE.top;

/** The four sizes of type. */
export const SIZE = { display: 23, title: 14.5, body: 10, small: 8.25 } as const;

export function leading(sizePt: number): number {
  return Math.round(sizePt * (sizePt >= SIZE.title ? 1.22 : 1.4) * 4) / 4;
}
