// The second of greatest demand and the minute with most bytes: by hand, of the period alone, the first of equals, of all hits in scope.
import { expect, it } from "vitest";
import { analysisOf, line } from "../support/hand-made.ts";

const times = [
  "20:00:01",
  "20:00:01",
  "20:00:02",
  "20:00:03",
  "20:00:04",
  "20:05:00",
  "20:05:00",
  "20:05:00",
  "21:00:00",
  "21:00:00",
  "21:00:00",
];
const peakOf = async (from: string, to: string, rules = {}) => {
  const [start, end] = [from, to].map((time) => Date.parse(`2024-12-08T${time}-06:00`) / 1000);
  const lines = times.map((at, i) => line({ at, agent: i % 2 === 0 ? "Googlebot/2.1" : "Firefox/133.0" }));
  return (await analysisOf([lines], { overrides: { from: start ?? 0, to: end ?? 0 }, rules })).traffic;
};

it("need not lie in the minute of greatest demand", async () => {
  const traffic = await peakOf("20:00:00", "22:00:00");
  expect(traffic.peakMinute).toEqual({ at: "2024-12-08T20:00:00-06:00", hits: 5 });
  expect(traffic.peakSecond).toEqual({ at: "2024-12-08T20:05:00-06:00", hits: 3 });
});

it("is of the period, cut to the second, and null without hits in scope", async () => {
  expect((await peakOf("20:00:00", "20:05:00")).peakSecond).toEqual({ at: "2024-12-08T20:00:01-06:00", hits: 2 });
  expect((await peakOf("20:05:01", "22:00:00")).peakSecond).toEqual({ at: "2024-12-08T21:00:00-06:00", hits: 3 });
  expect((await peakOf("20:00:00", "22:00:00", { scope: ["/prep"] })).peakSecond).toBeNull();
});

it("tells the minute with most bytes apart from the one with most hits, and no bytes from none recorded", async () => {
  const lines = [
    line({ at: "20:00:01", bytes: 10 }),
    line({ at: "20:00:02", bytes: 10 }),
    line({ at: "20:05:00", bytes: 500 }),
    line({ at: "20:09:00", bytes: 250 }),
    line({ at: "20:09:30", bytes: 250, request: "GET /json/main.json HTTP/1.1" }),
    line({ at: "20:09:31", bytes: "-" }),
  ];
  const overrides = { from: Date.parse("2024-12-08T20:00:00-06:00") / 1000, to: Date.parse("2024-12-08T21:00:00-06:00") / 1000 };
  const { traffic } = await analysisOf([lines], { overrides });
  expect(traffic.peakMinute?.at).toBe("2024-12-08T20:09:00-06:00");
  expect(traffic.peakBytesMinute).toEqual({ at: "2024-12-08T20:05:00-06:00", bytes: 500 });
  expect(traffic.pollingHits).toBe(1);
  expect((await analysisOf([lines.slice(5)], { overrides })).traffic.peakBytesMinute).toBeNull();
});
