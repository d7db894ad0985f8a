// Bots with their reasons, and what browser, system and device a person's agent names.
import { expect, it } from "vitest";
import { classifyAgent } from "../../ingest/agents.ts";

const people: [agent: string, browser: string, system: string, device: string][] = [
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Edge",
    "Windows",
    "desktop",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Mobile Safari",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
    "Samsung Internet",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mobile Safari",
    "iOS",
    "tablet",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox", "Linux", "desktop"],
  ["Mozilla/5.0 (Sistema Raro 1.0; Equipo)", "unknown", "unknown", "unknown"],
];

it.each(people)("%s", (agent, browser, system, device) => {
  expect(classifyAgent(agent)).toEqual({ botName: null, botReason: null, browser, system, device });
});

it.each([
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot", "isbot"],
  ["curl/8.5.0", "curl", "isbot"],
  ["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "facebookexternalhit", "isbot"],
  ["", "-", "empty"],
  ["-", "-", "empty"],
])("%j is a bot, with its reason", (agent, botName, botReason) => {
  expect(classifyAgent(agent)).toMatchObject({ botName, botReason });
});

it("nobody is a bot for a field that the format does not have", () => {
  expect(classifyAgent(null).botReason).toBeNull();
});

it("an endless agent is read in bounded time and named in bounded length", () => {
  expect(classifyAgent(`bot ${"a".repeat(1_000_000)}`).botName?.length).toBeLessThanOrEqual(60);
});
