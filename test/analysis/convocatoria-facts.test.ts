// Each profile quotes its facts: value and clause as the documents state them, and null where they state none.
import { describe, expect, it } from "vitest";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";

type Fact = { value: unknown; clause: string | null };
const fact = ({ value, clause }: Fact) => [value, clause];

/** [value, clause] of everything that a verdict may rest on. */
function factsOf(id: string) {
  const call = loadConvocatoria(id);
  return {
    zone: call.timeZone.value,
    electionDate: call.electionDate.value,
    operation: [fact(call.operation.start), fact(call.operation.end)],
    start: fact(call.window.start),
    end: fact(call.window.end),
    endKind: call.window.endKind.value,
    lastCut: [fact(call.lastCut.required), call.lastCut.start.value, call.lastCut.end.value],
    cuts: fact(call.cutEverySeconds),
    delay: fact(call.greatestDelaySeconds),
    target: fact(call.availability.target),
    measures: [call.recordedMeasures.value?.length ?? null, call.recordedMeasures.clause],
    logs: [call.logs.firstDay.value, call.logs.lastDay.value, call.logs.firstDay.clause],
    tests: call.announcedTests.map(({ value, clause }) => [value.firstDay, value.lastDay, value.dailyStart, value.dailyEnd, clause]),
    memoria: [call.memoria.required.value, call.memoria.dueDate.value],
    duties: call.duties.flatMap(({ id: duty, clause }) => (clause === null ? [] : [[duty, clause]])),
  };
}

describe("facts of the calls", () => {
  it("Michoacán 2021", () => {
    expect(factsOf("iem-michoacan-2021")).toEqual({
      zone: "America/Mexico_City",
      electionDate: "2021-06-06",
      operation: [
        ["2021-06-06T20:00", "preámbulo"],
        ["2021-06-07T20:00", "preámbulo"],
      ],
      start: ["2021-06-06T20:00", "I.b"],
      end: ["2021-06-08T23:59", "I.b"],
      endKind: "minimum",
      lastCut: [[true, "I.c"], "2021-06-07T20:00", "2021-06-08T23:59"],
      cuts: [1200, "I.m"],
      delay: [null, null],
      target: [0.999, "II, Servicios e"],
      measures: [4, "II, Servicios c"],
      logs: [null, null, null],
      tests: [],
      memoria: [true, "2021-06-13"],
      duties: [
        ["cache-control", "II.g"],
        ["secure-transport", "II"],
        ["cdn-purge", "II"],
        ["ddos-protection", "II"],
        ["disk-space", "II"],
        ["transfer-rate", "II"],
      ],
    });
  });

  const irimbo = {
    zone: "America/Mexico_City",
    electionDate: "2024-12-08",
    operation: [
      ["2024-12-08T20:00", null],
      [null, null],
    ],
    start: ["2024-12-08T20:00", "I.2"],
    end: [null, "I.2"],
    endKind: "minimum",
    lastCut: [[true, "I.4, I.9"], null, null],
    cuts: [600, "I.9"],
    delay: [null, null],
    target: [0.999, "II.2.e"],
    measures: [4, "II.2.c"],
    logs: [null, null, null],
    tests: [["2024-12-01", "2024-12-01", null, null, "I.11"]],
    memoria: [true, "2024-12-15"],
    duties: [
      ["cache-control", "II.1.e"],
      ["simulacro", "I.11"],
      ["confidential-registration", "II.3.b"],
    ],
  };

  it("Irimbo 2024", () => {
    expect(factsOf("iem-irimbo-2024")).toEqual(irimbo);
  });

  it("Irimbo 2024 as amended: from 19:00, every five minutes, updates until 19:00, 24 hours more by I.2", () => {
    expect(factsOf("iem-irimbo-2024@modificada")).toEqual({
      ...irimbo,
      operation: [
        ["2024-12-08T19:00", null],
        ["2024-12-09T19:00", null],
      ],
      start: ["2024-12-08T19:00", null],
      end: ["2024-12-10T19:00", "I.2"],
      cuts: [300, null],
    });
  });

  it("Estado de México 2021", () => {
    expect(factsOf("ieem-edomex-2021")).toEqual({
      zone: "America/Mexico_City",
      electionDate: "2021-06-06",
      operation: [
        [null, null],
        [null, null],
      ],
      start: ["2021-06-06T20:00", "I.1"],
      end: ["2021-06-07T23:59", "I.1"],
      endKind: "minimum",
      lastCut: [[true, "I.11"], null, null],
      cuts: [1200, "I.11"],
      delay: [null, null],
      target: [null, null],
      measures: [null, null],
      logs: [null, null, null],
      tests: [["2021-05-31", "2021-06-02", "09:00", "17:00", "II.3"]],
      memoria: [false, null],
      duties: [
        ["port-443", "II.2.a"],
        ["apache-version", "II.2.a"],
        ["ntp", "II.2.a"],
        ["syslog", "II.2.a"],
        ["bandwidth", "II.2.a"],
        ["attack-ends-status", "I.13"],
      ],
    });
  });

  it("Durango 2022", () => {
    expect(factsOf("iepc-durango-2022")).toEqual({
      zone: "America/Monterrey",
      electionDate: "2022-06-05",
      operation: [
        ["2022-06-05T20:00", "XIV"],
        ["2022-06-06T20:00", "XIV"],
      ],
      start: ["2022-06-05T20:00", "I.1; XIV"],
      end: ["2022-06-06T20:00", "I.1, XV; XIV"],
      endKind: "latest",
      lastCut: [[true, "I.10"], null, null],
      cuts: [900, "I.10"],
      delay: [60, "I.10"],
      target: [null, null],
      measures: [null, null],
      logs: ["2022-06-05", "2022-06-12", "IV.1"],
      tests: [
        ["2022-05-22", "2022-05-22", null, null, "XIX, III.2"],
        ["2022-05-29", "2022-05-29", null, null, "XIX, III.2"],
      ],
      memoria: [true, null],
      duties: [
        ["port-80", "II.1"],
        ["port-443", "II.1"],
        ["redundancy", "II.1"],
        ["ids-ips", "II"],
        ["ddos-protection", "II"],
        ["dedicated-server", "II"],
      ],
    });
  });

  it("Coahuila 2018", () => {
    expect(factsOf("iec-coahuila-2018")).toEqual({
      zone: "America/Monterrey",
      electionDate: "2018-07-01",
      operation: [
        [null, null],
        [null, null],
      ],
      start: [null, "I.1"],
      end: ["2018-07-10T23:59", "I.1"],
      endKind: "minimum",
      lastCut: [[true, "I.10"], null, null],
      cuts: [600, "I.10, III"],
      delay: [null, null],
      target: [null, null],
      measures: [null, null],
      logs: ["2018-07-01", "2018-07-02", "VI"],
      tests: [
        ["2018-06-01", "2018-06-10", null, null, "V"],
        ["2018-06-10", "2018-06-24", null, null, "V"],
      ],
      memoria: [true, "2018-07-08"],
      duties: [
        ["high-availability", "II.a"],
        ["dos-detection", "II.b"],
        ["bandwidth", "II.b"],
        ["uninterruptible-power", "II, IV"],
        ["continuity-tests", "II, IV"],
        ["penetration-tests", "II, IV"],
        ["connection-failure", "III"],
      ],
    });
  });
});
