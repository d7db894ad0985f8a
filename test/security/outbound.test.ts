// The program calls nobody: no source opens a connection but the one that was asked to, and a whole memoria is made without a network.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");
/** `--server`: to the address that the user names. */
const mayConnect = new Set(["cli/remote-server.ts"]);
/** In a reader's browser they reach the page's own site alone: its policy says `connect-src 'self'`. */
const inTheBrowser = /^(?:web|report\/html)\/client\//;

function sources(): string[] {
  return ["ingest", "analysis", "report", "web", "cli", "samples"].flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => path.join(room, name)),
  );
}

it("no source opens a connection", () => {
  const all = sources().filter((name) => !inTheBrowser.test(name));
  expect(all.length).toBeGreaterThan(300);
  const connecting = all.filter((name) => {
    // The class alone, to tell a socket by, opens nothing.
    const text = readFileSync(path.join(root, name), "utf8").replace('import { TLSSocket } from "node:tls";', "");
    return (
      /from "node:(?:https|tls|dns|dgram|http2|inspector)/.test(text) ||
      /(?<![\w.])fetch\(|(?<![\w."])http\.request\(|new WebSocket|undici|createConnection|net\.connect|new (?:TLS)?Socket\(/.test(text)
    );
  });
  expect(connecting.filter((name) => !mayConnect.has(name))).toEqual([]);
});

/** Only root may take the network away, and not everywhere. */
const canCutOff = spawnSync("unshare", ["-n", "true"]).status === 0;

it.skipIf(!canCutOff)("a memoria is made without a network", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "memoria-offline-"));
  const run = (...args: string[]): string =>
    execFileSync("unshare", ["-n", process.execPath, "--disable-warning=ExperimentalWarning", path.join(root, "cli.ts"), ...args], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      encoding: "utf8",
    });
  try {
    run("sample", "--lines", "2000", "--seed", "3", "--out", "muestra");
    run("report", "muestra/access.log", "--convocatoria", "iem-irimbo-2024", "--window-end", "2024-12-10T00:00", "--progress", "none");
    expect(existsSync(path.join(folder, "memoria", "memoria.pdf"))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
