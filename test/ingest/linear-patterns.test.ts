// A hostile format string with a hostile line does not keep the program busy: told apart in another process, which can be stopped.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const formats = path.join(import.meta.dirname, "..", "..", "ingest", "formats", "format-named.ts");

it("many values parted by blanks, over a long line that does not end as it should", { timeout: 120_000 }, () => {
  const values = Array.from({ length: 12 }, (_, i) => `%{h${i}}i`).join(" ");
  const program = `
    const { formatNamed } = await import(${JSON.stringify(formats)});
    const line = "1.2.3.4 [08/Dec/2024:20:00:00 -0600] " + "a ".repeat(3000) + "x";
    console.log(formatNamed(${JSON.stringify(`%h %t ${values} %>s`)}).examine(line, null, null).kind);`;
  // Backtracking through it would take longer than the world is old.
  const told = execFileSync(process.execPath, ["--input-type=module", "-e", program], { timeout: 60_000, encoding: "utf8" });
  expect(told.trim()).toBe("failed");
});
