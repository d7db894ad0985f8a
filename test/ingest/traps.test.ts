// The lines that break parsers, one test a trap: what each must become, read as text and out of a gzip file.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../analysis/index.ts";
import { lineClass } from "../../ingest/line-class.ts";
import { memoria, temporaryFolder } from "../cli/run-cli.ts";
import { ANA, BETO, line } from "../support/hand-made.ts";
import { type AnalysisChanges, IngestFixture, type StoredLine, withIngested } from "../support/ingest-fixture.ts";

const { hit, rejected } = lineClass;
const good = line({ at: "20:59:59", address: BETO });

describe.each([
  { how: "as text", pack: (bytes: Buffer) => bytes },
  { how: "inside a gzip file", pack: (bytes: Buffer) => gzipSync(bytes) },
])("$how", { timeout: 60_000 }, ({ pack }) => {
  async function opened<Result>(logs: readonly (string | Buffer)[], work: (fixture: IngestFixture) => Promise<Result>): Promise<Result> {
    return withIngested(
      logs.map((content) => ({ content: pack(Buffer.from(content)) })),
      work,
    );
  }
  const linesOf = (...texts: (string | Buffer)[]): Promise<StoredLine[]> =>
    opened([Buffer.concat(texts.map((text) => Buffer.from(text)))], (fixture) => fixture.lines());
  const analysisOf = (logs: readonly string[], changes: AnalysisChanges = {}): Promise<Analysis> =>
    opened(logs, (fixture) => fixture.analysis(changes));

  it("1: a garbage request is a hit with status and bytes, without a path, and never a page view", async () => {
    const requests = [
      String.raw`\x16\x03\x01`,
      "-",
      "",
      String.raw`{\"id\": 1, \"method\": \"login\"}`,
      "OPTIONS rtsp://x/ RTSP/1.0",
      "INVITE sip:a@b SIP/2.0",
    ];
    const log = requests.map((request) => line({ at: "20:00:00", request, status: 408, bytes: 226 })).join("") + good;
    const stored = await linesOf(log);
    const told = stored.slice(0, -1).map(({ class: kind, status, bytes, method, path: asked }) => [kind, status, bytes, method, asked]);
    expect(told).toEqual(requests.map(() => [hit, 408, 226, null, null]));
    const okay = await analysisOf([log.replaceAll(" 408 ", " 200 ")]);
    expect(okay.traffic).toMatchObject({ hits: requests.length + 1, pageViews: 1 });
  });

  it("2: a cut line is one hit if address, time and status are there, else one reject, and the next line is as it was", async () => {
    const whole = line({ at: "20:00:00" }).trimEnd();
    const cuts = [whole.length - 10, whole.indexOf('"-"') + 1, whole.indexOf(" 100"), whole.indexOf(" 200"), whole.indexOf("/ HTTP"), 30];
    const stored = await linesOf(cuts.map((at) => `${whole.slice(0, at)}\n${good}`).join(""));
    expect(stored.map(({ class: kind }) => kind)).toEqual(cuts.flatMap((_, i) => [i < 3 ? hit : rejected, hit]));
    expect(
      stored.filter((_, i) => i % 2 === 1).every(({ address, status, agent }) => address === BETO && status === 200 && agent !== null),
    ).toBe(true);
  });

  it("3: escaped quotes, and quotes around whole lines, are undone", async () => {
    const odd = line({
      at: "20:00:00",
      request: String.raw`GET /q\"x\x22y HTTP/1.1`,
      referrer: String.raw`https://a/\"b`,
      agent: String.raw`L\"1\x22`,
    }).trimEnd();
    const wrapped = `"${odd.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    const doubled = `"${line({ at: "20:00:00", agent: "Lector" }).trimEnd().replaceAll('"', '""')}"`;
    const stored = await linesOf(`${odd}\n${wrapped}\n${doubled}\n`);
    const expected = { class: hit, path: '/q"x"y', referrer: 'https://a/"b', agent: 'L"1"' };
    expect(stored).toMatchObject([expected, expected, { class: hit, address: ANA, path: "/", agent: "Lector" }]);
  });

  it("4: identical lines are genuine, all of them", async () => {
    const { ledger, traffic } = await analysisOf([line({ at: "20:00:00" }).repeat(700)]);
    expect([ledger.lines.hits, ledger.lines.duplicates, traffic.pageViews]).toEqual([700, 0, 700]);
  });

  it("5: lines out of order, also across files, make the same visits", async () => {
    const clock = ["20:00:00", "20:20:00", "20:50:00", "21:30:00", "21:45:00", "22:16:00"];
    const lines = clock.map((at) => line({ at }));
    const [sorted, shuffled] = [
      await analysisOf([lines.join("")]),
      await analysisOf([
        lines
          .filter((_, i) => i % 2 === 1)
          .reverse()
          .join(""),
        lines.filter((_, i) => i % 2 === 0).join(""),
      ]),
    ];
    expect(shuffled.traffic.visits).toBe(3);
    expect([shuffled.traffic.visits, shuffled.traffic.visitDuration]).toEqual([sorted.traffic.visits, sorted.traffic.visitDuration]);
  });

  it("6: loopback calls are hits and no visitors; a probe that calls for days is offered for exclusion", async () => {
    const loopback = line({
      at: "20:00:00",
      address: "::1",
      request: "OPTIONS * HTTP/1.0",
      agent: "Apache/2.4 (internal dummy connection)",
    });
    const probe = Array.from({ length: 20 * 60 }, (_, i) =>
      line({ at: `0${8 + Math.floor(i / 1440)}/Dec/2024:${two(Math.floor(i / 60))}:${two(i % 60)}:00 -0600`, address: "198.51.100.7" }),
    );
    const { traffic, findings } = await analysisOf([loopback.repeat(5) + probe.join("")]);
    expect(traffic).toMatchObject({ hits: 1205, uniqueVisitors: 1 });
    expect(findings.map(({ id }) => id)).toContain("probe-visits");
  });

  it("7: of a user with a space the time is the anchor", async () => {
    const stored = await linesOf(good.replace("- - [", "- juan perez [") + good.replace("- - [", "- a [b] c [") + good);
    expect(stored.map(({ class: kind, user, second }) => [kind, user, second])).toEqual([
      [hit, "juan perez", stored[2]?.second],
      [hit, "a [b] c", stored[2]?.second],
      [hit, null, stored[2]?.second],
    ]);
  });

  it("8: addresses with a zone, mapped ones and host names are kept", async () => {
    const addresses = ["fe80::1%3", "::ffff:187.142.1.1", "equipo.redaccion.mx"];
    const stored = await linesOf(addresses.map((address) => line({ at: "20:00:00", address })).join("") + good);
    expect(stored.map(({ address }) => address)).toEqual([...addresses, BETO]);
    expect(stored.every(({ class: kind }) => kind === hit)).toBe(true);
  });

  it("9: X-Forwarded-For in front is read, and used behind trusted proxies only", async () => {
    const fronts = ["187.1.1.1", '"187.1.1.2, 10.0.0.9"', "187.1.1.3:4711", '"2806:2f0:1::9, unix:"', "-"];
    const log = fronts.map((front, i) => `${front} ${line({ at: `20:00:0${i}`, address: "10.0.0.5" })}`).join("");
    const stored = await linesOf(log);
    expect(stored.map(({ class: kind, address, forwarded }) => [kind, address, forwarded])).toEqual(
      fronts.map((front) => [hit, "10.0.0.5", front === "-" ? null : front.replaceAll('"', "")]),
    );
    // What stands to the left of an entry that is no address is not believed.
    const trusted = { rules: { trustedProxies: ["10.0.0.0/8"] } };
    expect([(await analysisOf([log])).traffic.distinctAddresses, (await analysisOf([log], trusted)).traffic.distinctAddresses]).toEqual([
      1, 4,
    ]);
  });

  it("10: bytes that are no text, mixed line ends and endless lines end nothing", async () => {
    const latin = Buffer.concat([
      Buffer.from(line({ at: "20:00:00", agent: "A" }).slice(0, -3)),
      Buffer.from([0xe9, 0xf1, 0x00]),
      Buffer.from('"\n'),
    ]);
    const endless = Buffer.from(`${line({ at: "20:00:01", agent: "x".repeat(10 * 1024 * 1024) })}`);
    const crlf = Buffer.from(good.replace("\n", "\r\n") + good.replace("\n", "\r"));
    const fixture = await IngestFixture.open();
    try {
      await fixture.add([{ content: pack(Buffer.concat([latin, endless, crlf, Buffer.from(good.trimEnd())])) }]);
      const stored = await fixture.lines();
      expect(stored.map(({ class: kind, reason }) => [kind, reason])).toEqual([
        [hit, null],
        [rejected, "line-too-long"],
        [hit, null],
        [hit, null],
        [hit, null],
      ]);
      expect(stored[0]?.agent).toMatch(/\ufffd{3}$/u);
      expect(fixture.files()[0]).toMatchObject({ replacedLines: 1, cutLines: 1, carriageReturns: 2 });
      await fixture.add([
        { name: "vacia.log", content: "" },
        { name: "otra.log", content: good.replace("20:59:59", "21:00:00") },
      ]);
      expect(fixture.files().map(({ read }) => read)).toEqual([5, 0, 1]);
    } finally {
      await fixture.close();
    }
  });

  it("11: W3C fields that hold spaces inside quotes, and rows with fewer fields than their list", async () => {
    const fields = "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent) sc-bytes time-taken\n";
    const rows = [
      '2024-12-09 02:00:00 187.142.1.1 GET / 200 "Lector PREP 1.0" 512 3',
      "2024-12-09 02:00:01 187.142.1.1 GET /a 200",
      "2024-12-09 02:00:02 187.142.1.1 GET",
    ];
    const stored = (
      await linesOf(`${fields}${`${rows.join("\n")}\n`.repeat(1)}2024-12-09 02:00:03 187.142.1.1 GET /b 200 Mozilla 7 1\n`)
    ).slice(1);
    expect(stored).toMatchObject([
      { class: hit, agent: "Lector PREP 1.0", bytes: 512, duration_us: 3000 },
      { class: hit, path: "/a", status: 200, agent: null, bytes: null },
      { class: rejected },
      { class: hit, path: "/b", agent: "Mozilla", bytes: 7 },
    ]);
  });

  it("12: a lone line years away is counted and told, and stretches no chart", async () => {
    const lone = line({ at: "01/Mar/2019:10:00:00 -0600" });
    const { ledger, traffic, warnings } = await analysisOf([
      lone + Array.from({ length: 40 }, (_, i) => line({ at: `20:00:${two(i)}` })).join(""),
    ]);
    expect([ledger.lines.hits, traffic.hits, traffic.hours.length]).toEqual([41, 41, 2]);
    expect(warnings.map(({ code }) => code)).toContain("lone-hits");
  });

  it("14: hostile text reaches terminal and CSV harmless", () => {
    const folder = temporaryFolder();
    const hostile = '=HYPERLINK("http://x") \u001b[2J\u202e <script>alert(1)</script>';
    writeFileSync(path.join(folder, "a.log"), pack(Buffer.from(`${good.repeat(5)}${hostile}\n`)));
    const data = ["--data", "almacen", "--progress", "none"];
    const told = [
      memoria(["formats", "a.log"], folder),
      memoria(["ingest", "a.log", ...data], folder),
      memoria(["rejects", "--data", "almacen"], folder),
    ];
    expect(told.map(({ code }) => code)).toEqual([0, 0, 0]);
    for (const { out, err } of told) expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e]/u);
    expect(told[2]?.out).toContain("a.log:6: no-match: =HYPERLINK");
    expect(memoria(["rejects", "--data", "almacen", "--out", "r.csv"], folder).code).toBe(0);
    const cells = readFileSync(path.join(folder, "r.csv"), "utf8");
    expect(cells).toMatch(/(?:^|,)"?'=HYPERLINK/m);
    expect(cells).not.toMatch(/[\u001b\u202a-\u202e]|(?:^|,)"?=/mu);
  });
});

function two(value: number): string {
  return String(value).padStart(2, "0");
}
