// The sample of hits: even, in order, and without anybody's address.
import { expect, test } from "vitest";
import { withIngested } from "../support/ingest-fixture.ts";

const line = (i: number, more: { target?: string; referrer?: string; agent?: string; address?: string } = {}): string =>
  `${more.address ?? "187.188.10.20"} - - [08/Dec/2024:20:00:${String(i % 60).padStart(2, "0")} -0600] "GET ${more.target ?? `/p${i}`} HTTP/1.1" 200 5 "${more.referrer ?? "-"}" "${more.agent ?? "Mozilla/5.0"}"`;

test("takes every n-th hit of each file, by its line, and no more than asked for", async () => {
  const first = Array.from({ length: 90 }, (_, i) => line(i));
  const second = [...Array.from({ length: 10 }, (_, i) => line(100 + i)), "basura", ""];
  await withIngested([{ content: first.join("\n") }, { content: second.join("\n"), source: "b" }], async (fixture) => {
    const sample = await fixture.extract(10);
    expect(sample.map(({ file, line: at, path }) => [file, at, path])).toEqual([
      ...[0, 10, 20, 30, 40, 50, 60, 70, 80].map((i) => ["access.log", i + 1, `/p${i}`]),
      ["access-2.log", 1, "/p100"],
    ]);
    expect(await fixture.extract(1000)).toHaveLength(100);
    expect(await fixture.extract(10)).toEqual(sample);
  });
});

test("shows networks, paths without their query, hosts without their page", async () => {
  const content = line(1, {
    address: "2806:2f0:1::7",
    target: "/buscar/187.188.10.20?nombre=Ana",
    referrer: "https://usuario@Diario.mx:8080/nota?id=1",
    agent: "Mozilla/5.0 Chrome/131.0.0.0 (equipo 187.188.10.20; x)",
  });
  await withIngested([{ content }], async (fixture) => {
    expect(await fixture.extract(5)).toMatchObject([
      {
        address: "2806:2f0:1::/48",
        path: "/buscar/187.188.10.0/24",
        referrer: "diario.mx",
        agent: "Mozilla/5.0 Chrome/131.0.0.0 (equipo 187.188.10.0/24; x)",
        second: 1733709601,
        status: 200,
        bytes: 5,
      },
    ]);
  });
});
