// Monitor exports: each product told by its content, every state word, zones, refusals by row, and files that are none.
import { describe, expect, it } from "vitest";
import { readMonitor } from "../../ingest/monitors/index.ts";
import { processorSeconds } from "../support/processor-time.ts";

const timeZone = "America/Mexico_City";
const read = (content: string | object) =>
  readMonitor(Buffer.from(typeof content === "string" ? content : JSON.stringify(content)), { file: "m.export", timeZone });
const second = (iso: string) => Date.parse(iso) / 1000;
/** 8 December 2024, 20:00 in Mexico. */
const evening = second("2024-12-09T02:00:00Z");
const brief = async (content: string | object) => {
  const { product, checks, refused } = await read(content);
  expect(refused).toEqual([]);
  return [
    product,
    checks.map((check) => [check.second - evening, check.untilSecond === null ? null : check.untilSecond - evening, check.up, check.name]),
  ];
};

describe("readMonitor", () => {
  it("reads Uptime Kuma's heartbeats of a status page, times in UTC", async () => {
    const beat = (time: string, status: number) => ({ status, time, msg: "", ping: 21 });
    const heartbeatList = {
      7: [beat("2024-12-09 02:01:00.123", 0), beat("2024-12-09 02:00:00.001", 1)],
      9: [beat("2024-12-09 02:00:30", 2), beat("2024-12-09 02:02:00", 3)],
    };
    expect(await brief({ heartbeatList, uptimeList: { "7_24": 1 } })).toEqual([
      "Uptime Kuma",
      [
        [0, null, true, "monitor 7"],
        [30, null, null, "monitor 9"],
        [60, null, false, "monitor 7"],
        [120, null, null, "monitor 9"],
      ],
    ]);
    expect((await read({ heartbeatList })).notes).toEqual(["m.export: las horas no traen desfase y se leyeron en la zona UTC"]);
  });

  it("reads Uptime Kuma's table of heartbeats, as CSV and as a list", async () => {
    const csv =
      'id,important,monitor_id,status,msg,time,ping,duration,down_count\n1,1,3,1,200 - OK,2024-12-09 02:00:00.5,80,0,0\n2,1,3,0,"a,\nb",2024-12-09 02:01:00,,60,1\n';
    const expected = [
      [0, null, true, "monitor 3"],
      [60, null, false, "monitor 3"],
    ];
    expect(await brief(csv)).toEqual(["Uptime Kuma", expected]);
    const list = [0, 60].map((at) => ({ monitorID: 3, status: at === 0 ? 1 : 0, time: `2024-12-09 02:0${at / 60}:00`, important: true }));
    expect(await brief(list)).toEqual(["Uptime Kuma", expected]);
  });

  it("refuses the bars of a summarised status page, which are no checks", async () => {
    const { checks, refused } = await read({
      heartbeatList: { 7: [0, { status: 1, time: "2024-12-09T02:00:00.000Z", msg: "", ping: null }] },
    });
    expect(checks).toEqual([]);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([
      [1, "(elemento)", "0"],
      [2, "time", "2024-12-09T02:00:00.000Z"],
    ]);
  });

  it("reads Gatus, all endpoints or one", async () => {
    const endpoint = {
      name: "portada",
      group: "prep",
      key: "prep_portada",
      results: [
        {
          status: 200,
          hostname: "x",
          duration: 12,
          conditionResults: [{ condition: "[STATUS] == 200", success: true }],
          success: true,
          timestamp: "2024-12-08T20:00:00.123456789-06:00",
        },
        { duration: 1, errors: ["timeout"], success: false, timestamp: "2024-12-09T02:01:00Z" },
      ],
      events: [{ type: "START", timestamp: "2024-12-01T00:00:00Z" }],
    };
    const expected = [
      [0, null, true, "prep / portada"],
      [60, null, false, "prep / portada"],
    ];
    expect(await brief([endpoint, { ...endpoint, results: [] }])).toEqual(["Gatus", expected]);
    expect(await brief(endpoint)).toEqual(["Gatus", expected]);
    expect((await read([endpoint])).notes).toEqual([]);
  });

  it("reads UptimeRobot's log as states: until the next event, or by their duration where the log has a gap", async () => {
    const log = [
      '"Event","Date-Time","Reason","Duration","Duration (in mins.)","Monitor"',
      '"Up","2024-12-08 20:05:40","OK","1 hrs, 0 mins","60","PREP"',
      '"Down","2024-12-08 20:01:10","503","0 hrs, 4 mins","4","PREP"',
      '"Paused","2024-12-08 20:01:00","","0 hrs, 1 mins","1","Otro"',
      '"Up","2024-12-08 19:00:00","OK","0 hrs, 30 mins","30","PREP"',
      '"Started","2024-12-08 20:02:00","","","","Otro"',
    ].join("\n");
    expect(await brief(log)).toEqual([
      "UptimeRobot",
      [
        [-3600, -1800, true, "PREP"],
        [60, 120, null, "Otro"],
        [70, 340, false, "PREP"],
        [120, null, null, "Otro"],
        [340, 3940, true, "PREP"],
      ],
    ]);
    expect((await read(log)).notes).toEqual(["m.export: las horas no traen desfase y se leyeron en la zona America/Mexico_City"]);
  });

  it("reads UptimeRobot's response times as answered checks, and says what they leave out", async () => {
    const csv = "Date-Time,Response Time (ms)\n2024-12-08 20:00:00,120\n2024-12-08 20:05:00,80.5\n";
    expect(await brief(csv)).toEqual([
      "UptimeRobot",
      [
        [0, null, true, null],
        [300, null, true, null],
      ],
    ]);
    const { answeredOnly, notes } = await read(csv);
    expect([answeredOnly, notes.length]).toEqual([true, 2]);
  });

  it("reads Pingdom's results and states, CSV and JSON, by epoch", async () => {
    const results = [
      [0, null, true, null],
      [60, null, false, null],
      [120, null, null, null],
    ];
    const words = ["up", "down", "unconfirmed_down"];
    const rows = words.map((status, index) => ({ probeid: 33, time: evening + index * 60, status, responsetime: 91, statusdesc: "OK" }));
    expect(await brief({ results: rows, activeprobes: [33] })).toEqual(["Pingdom", results]);
    const csv = `time,status,responsetime,probeid\n${rows.map((row) => `${row.time},${row.status},${row.responsetime},33`).join("\n")}\n`;
    expect(await brief(csv)).toEqual(["Pingdom", results]);
    const states = [
      [0, 600, true, null],
      [600, 660, false, null],
      [660, 700, null, null],
    ];
    const list = [
      { status: "up", timefrom: evening, timeto: evening + 600 },
      { status: "down", timefrom: evening + 600, timeto: evening + 660 },
      { status: "unknown", timefrom: evening + 660, timeto: evening + 700 },
    ];
    expect(await brief({ summary: { states: list } })).toEqual(["Pingdom", states]);
    expect(
      await brief(
        "Status;From;To\nUp;08/12/2024 20:00;08/12/2024 20:10\nDown;2024-12-08 20:10;2024-12-08 20:11\nUnknown;2024-12-09 02:11 UTC;2024-12-09T02:11:40Z\n",
      ),
    ).toEqual(["Pingdom", states]);
  });

  it.each([
    ["1", true],
    ["0", false],
    ["TRUE", true],
    ["false", false],
    ["Up", true],
    ["down", false],
    ["sí", true],
    ["NO", false],
  ])("reads a plain CSV whose up is %s", async (written, up) => {
    expect(await brief(`timestamp,up\n2024-12-08T20:00:00-06:00,${written}\n${(evening + 60) * 1000},1\n`)).toEqual([
      "CSV",
      [
        [0, null, up, null],
        [60, null, true, null],
      ],
    ]);
  });

  it("refuses rows one by one and keeps the others", async () => {
    const { checks, refused } = await read(
      "timestamp,up\n2024-12-08 20:00,1\nayer,1\n2024-12-08 20:01,quizá\n2024-12-08,1\n2024-12-08 20:02,\n",
    );
    expect(checks).toHaveLength(1);
    expect(refused.map(({ facts }) => [facts.row, facts.column, facts.value])).toEqual([
      [3, "timestamp", "ayer"],
      [4, "up", "quizá"],
      [5, "timestamp", "2024-12-08"],
      [6, "up", ""],
    ]);
  });

  it.each([
    ["no monitor's columns", "fecha,valor\n1,2\n", "monitor-unknown"],
    ["another JSON", { version: "1.23", monitorList: [{ id: 1 }] }, "monitor-unknown"],
    ["an object without anything", "{}", "monitor-unknown"],
    ["month before day", "timestamp,up\n12/08/2024 20:00,1\n12/25/2024 20:00,1\n", "table-date-order"],
    ["nothing", "", "table-empty"],
    ["binary", "\u0000\u0001", "table-invalid"],
  ])("refuses %s", async (_what, content, code) => {
    await expect(read(content)).rejects.toThrowError(expect.objectContaining({ code }));
  });

  it("reads a month of checks every minute in under ten seconds of processor", async () => {
    const rows = Array.from({ length: 43_200 }, (_, index) => `${new Date((evening + index * 60) * 1000).toISOString()},1`);
    const month = async () => expect((await read(`timestamp,up\n${rows.join("\n")}\n`)).checks).toHaveLength(43_200);
    expect(await processorSeconds(month)).toBeLessThan(10);
  });
});
