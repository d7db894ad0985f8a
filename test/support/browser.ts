// A real browser for tests: the Chromium of a package, or the system's; null where neither runs.
import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const SYSTEM_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** One browser without a window; the caller closes it. */
export async function launchBrowser(): Promise<Browser | null> {
  const own = process.platform === "linux" && process.arch === "x64" ? [() => sparticuz.executablePath()] : [];
  const system = SYSTEM_PLACES.filter((place) => existsSync(place)).map((place) => async () => place);
  for (const find of [...own, ...system]) {
    try {
      return await chromium.launch({ executablePath: await find(), args: ["--no-sandbox", "--disable-gpu"] });
    } catch {
      // The next place may have one that runs here.
    }
  }
  return null;
}
