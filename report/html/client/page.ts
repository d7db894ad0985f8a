// What the page does beyond being read: all of it is added here, so that nothing is lost where scripts do not run.
import { makeReadable } from "./reading.ts";
import { makeSortable } from "./sorting.ts";

for (const table of document.querySelectorAll("table")) makeSortable(table);
for (const figure of document.querySelectorAll<HTMLElement>("figure[data-reading]")) makeReadable(figure);
