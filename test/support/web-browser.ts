// A real browser on a test server: a page whose visitor has entered, a picture where a test fails, and what the page itself says is wrong.
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { onTestFailed } from "vitest";
import type { Person } from "../../web/records/people.ts";
import { type TestServer, testPassword } from "./web-server.ts";

export interface TestPage {
  context: BrowserContext;
  page: Page;
  /** Errors of scripts and of the content security policy. */
  errors: string[];
}

/** A context of its own; a visitor enters by the form where one is given. On failure a picture lies in the system's temporary folder. */
export async function testPage(
  browser: Browser,
  server: TestServer,
  person: Pick<Person, "email"> | null,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<TestPage> {
  const context = await browser.newContext({ baseURL: server.origin, locale: "es-MX", timezoneId: "America/Mexico_City", ...options });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/net::ERR_|Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  onTestFailed(async ({ task }) => {
    const folder = path.join(tmpdir(), "memoria-pictures");
    await mkdir(folder, { recursive: true });
    await page
      .screenshot({ path: path.join(folder, `${task.name.replace(/\W+/g, "-").slice(0, 60)}.png`), fullPage: true })
      .catch(() => {});
  });
  if (person) {
    await page.goto("/entrar");
    await page.fill("#correo", person.email);
    await page.fill("#contrasena", testPassword);
    await page.click("main button");
    await page.waitForURL((address) => !address.pathname.startsWith("/entrar"));
  }
  return { context, page, errors };
}
