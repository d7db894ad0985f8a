// A folder for what the test files of one run make once and share; it goes when the run ends.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "memoria-tests-once-"));
  process.env["MEMORIA_TESTS_ONCE"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
