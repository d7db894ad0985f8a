// Tables that a reader can put in order by any column; the row of totals stays last.
import { type ColumnKeys, columnKeys, sortedPlaces } from "./sort-keys.ts";

/** A shorter table is read at a glance. */
const LEAST_ROWS = 4;

function cellText(row: HTMLTableRowElement, column: number): string {
  return row.cells[column]?.textContent ?? "";
}

type Order = "none" | "ascending" | "descending";

/** The next order of a column: figures begin with the greatest, text with A; the third press brings the first order back. */
function nextOrder(order: Order, kind: ColumnKeys["kind"], isFigures: boolean): Order {
  const [first, second]: Order[] = kind === "measure" && isFigures ? ["descending", "ascending"] : ["ascending", "descending"];
  if (order === "none") return first ?? "none";
  return order === first ? (second ?? "none") : "none";
}

function makeButton(head: HTMLTableCellElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  return button;
}

/** Puts a button into every head of a table whose columns can all be ordered. */
export function makeSortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (body === undefined) return;
  const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
  const totals = [...body.rows].filter((row) => row.classList.contains("total"));
  if (rows.length < LEAST_ROWS) return;
  const columns = heads.map((head, column) => {
    const isFigures = head.classList.contains("number");
    const keys = columnKeys(
      rows.map((row) => cellText(row, column)),
      isFigures,
    );
    return keys === null ? null : { head, keys, isFigures };
  });
  if (columns.some((column) => column === null)) return;
  const orderable = columns.filter((column) => column !== null);
  for (const { head, keys, isFigures } of orderable) {
    makeButton(head).addEventListener("click", () => {
      const order = nextOrder((head.getAttribute("aria-sort") as Order | null) ?? "none", keys.kind, isFigures);
      for (const other of orderable) other.head.removeAttribute("aria-sort");
      if (order !== "none") head.setAttribute("aria-sort", order);
      const places = order === "none" ? rows.map((_, place) => place) : sortedPlaces(keys, order === "descending");
      body.append(...places.flatMap((place) => rows[place] ?? []), ...totals);
    });
  }
}
