// One store in the place of another, cut off at every step: what is there afterwards is one of the two, whole, and the other is beside it, whole.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { StoreExchange } from "../../ingest/care/exchange-journal.ts";
import { asideStore, isOfExchange, phaseOf } from "../../ingest/care/exchange-names.ts";
import {
  beginExchange,
  continueExchange,
  endExchange,
  type OnStep,
  sweepExchanges,
  undoExchange,
} from "../../ingest/care/exchange-store.ts";
import { holdDeliveries } from "../../ingest/delivery-lock.ts";
import { Store } from "../../ingest/store.ts";
import { lockServer } from "../../web/server-lock.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Other names and other contents in each, and some names in both. */
function fill(folder: string, mark: string): void {
  for (const name of ["app.sqlite", "catalog.sqlite", "raw/x", `raw/${mark}/y`, `${mark}/z`]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), `${mark} ${name}`);
  }
}

/** Everything of a store in a folder, as one hash; null: nothing. */
function contentOf(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const top = name.split(path.sep)[0] ?? "";
    return !isOfExchange(top) && top !== "locks" && statSync(path.join(folder, name)).isFile();
  });
  for (const name of names.sort()) hash.update(`${name}\n${readFileSync(path.join(folder, name), "utf8")}\n`);
  return names.length === 0 ? null : hash.digest("hex");
}

interface Stores {
  directory: string;
  exchange: StoreExchange;
  incoming: string;
  aside: string;
  old: string | null;
  other: string | null;
}

function twoStores(from: "recuperacion" | "apartados/antes" = "recuperacion"): Stores {
  const directory = mkdtempSync(path.join(tmpdir(), "memoria-cambio-"));
  folders.push(directory);
  const exchange: StoreExchange = { id: "20261125T230000Z-abcd", incoming: `${from}/almacen`, detail: { kind: "restored" } };
  const incoming = path.join(directory, exchange.incoming);
  fill(directory, "viejo");
  mkdirSync(path.join(directory, "locks"));
  writeFileSync(path.join(directory, "locks", "a.sqlite"), "");
  fill(incoming, "otro");
  const aside = path.join(directory, asideStore(exchange.id));
  return { directory, exchange, incoming, aside, old: contentOf(directory), other: contentOf(incoming) };
}

/** Cuts of the next start that are tried for each cut of the exchange itself. */
const everySecondCut = process.env["MEMORIA_LONG"] === undefined ? 4 : 1;

class Cut extends Error {}

/** Stops before the step of this number, from 0. */
function cutAt(number: number): { onStep: OnStep; steps: string[] } {
  const steps: string[] = [];
  const onStep = (step: string): void => {
    if (steps.length === number) throw new Cut(step);
    steps.push(step);
  };
  return { onStep, steps };
}

async function whole({ directory, exchange }: Stores, onStep: OnStep): Promise<void> {
  await beginExchange(directory, exchange, onStep);
  await endExchange(directory, exchange, onStep);
}

/** As a start of the server ends it; may be cut off itself. */
async function restart({ directory }: Stores, onStep: OnStep = () => {}): Promise<void> {
  const begun = await continueExchange(directory, onStep);
  if (begun) await endExchange(directory, begun, onStep);
  await sweepExchanges(directory);
}

function expectOneOfTwo({ directory, exchange, incoming, aside, old, other }: Stores): "old" | "other" {
  expect(phaseOf(directory)).toBeNull();
  const now = contentOf(directory);
  expect([old, other]).toContain(now);
  // Nothing tells of an exchange any more but the stores that it left.
  const beside = readdirSync(directory).filter((name) => isOfExchange(name));
  expect(beside.filter((name) => name.startsWith("cambio-"))).toEqual([]);
  if (now === old) {
    expect(existsSync(path.dirname(aside))).toBe(false);
    expect(contentOf(incoming)).toBe(other);
    return "old";
  }
  expect(contentOf(aside)).toBe(old);
  expect(existsSync(path.dirname(path.join(directory, exchange.incoming)))).toBe(false);
  return "other";
}

describe("an exchange", () => {
  test.each(["recuperacion", "apartados/antes"] as const)(
    "from %s that is cut off at any step, and again at any step of the next start",
    async (from) => {
      const { onStep, steps } = cutAt(Number.POSITIVE_INFINITY);
      const uncut = twoStores(from);
      await whole(uncut, onStep);
      expect(expectOneOfTwo(uncut)).toBe("other");
      expect(existsSync(path.join(uncut.directory, "locks", "a.sqlite"))).toBe(true);
      expect(steps.length).toBeGreaterThan(9);
      const outcomes = new Set<string>();
      for (let first = 0; first < steps.length; first++) {
        for (let second = 0; second <= steps.length; second += everySecondCut) {
          const stores = twoStores(from);
          await expect(whole(stores, cutAt(first).onStep)).rejects.toThrow(Cut);
          const again = cutAt(second);
          const isCut = await restart(stores, again.onStep).then(
            () => false,
            (error: unknown) => error instanceof Cut,
          );
          if (isCut) await restart(stores);
          const outcome = expectOneOfTwo(stores);
          // Before the journal stands, nothing was moved; after that, it is ended.
          expect(outcome, `${steps[first]}, ${second}`).toBe(first <= steps.indexOf("journal") ? "old" : "other");
          outcomes.add(outcome);
          if (!isCut) break;
        }
      }
      expect(outcomes).toEqual(new Set(["old", "other"]));
    },
  );

  test("that is cut off can be undone from every step", async () => {
    const { onStep, steps } = cutAt(Number.POSITIVE_INFINITY);
    await whole(twoStores(), onStep);
    for (let step = 0; step < steps.indexOf("empty"); step++) {
      const stores = twoStores();
      await expect(whole(stores, cutAt(step).onStep)).rejects.toThrow(Cut);
      await undoExchange(stores.directory);
      await sweepExchanges(stores.directory);
      expect(expectOneOfTwo(stores), steps[step]).toBe("old");
    }
  });

  test("under way keeps every command out", async () => {
    const stores = twoStores();
    await expect(whole(stores, cutAt(5).onStep)).rejects.toThrow(Cut);
    await expect(Store.open(stores.directory)).rejects.toMatchObject({ code: "store-exchanging" });
    await expect(Store.open(stores.directory, false)).rejects.toMatchObject({ code: "store-exchanging" });
  });

  test("of a store with a link in it is refused before anything moves", async () => {
    const stores = twoStores();
    symlinkSync(tmpdir(), path.join(stores.directory, "enlace"));
    await expect(whole(stores, () => {})).rejects.toMatchObject({ code: "output-not-writable", facts: { reason: "ELOOP" } });
    rmSync(path.join(stores.directory, "enlace"));
    await sweepExchanges(stores.directory);
    expect(expectOneOfTwo(stores)).toBe("old");
  });

  test("with a store that is not there is refused before anything moves", async () => {
    const stores = twoStores();
    const { old, directory, exchange } = stores;
    rmSync(path.join(stores.incoming, "catalog.sqlite"));
    await expect(whole(stores, () => {})).rejects.toMatchObject({ code: "store-damaged" });
    expect([contentOf(directory), phaseOf(directory)]).toEqual([old, null]);
    rmSync(stores.incoming, { recursive: true });
    await expect(beginExchange(directory, exchange)).rejects.toMatchObject({ code: "ENOENT" });
    expect([contentOf(directory), phaseOf(directory)]).toEqual([old, null]);
  });

  test("never writes over what is there under the same name", async () => {
    const stores = twoStores();
    mkdirSync(path.join(stores.aside, "raw"), { recursive: true });
    writeFileSync(path.join(stores.aside, "raw", "ajeno"), "de otro");
    await expect(whole(stores, () => {})).rejects.toThrow("is there already");
    expect(readFileSync(path.join(stores.aside, "raw", "ajeno"), "utf8")).toBe("de otro");
    expect(existsSync(path.join(stores.directory, "raw", "viejo"))).toBe(true);
  });
});

test("deliveries that are held let nobody write, known or not, until they are let go", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "memoria-cambio-"));
  folders.push(directory);
  const store = await Store.open(directory);
  await store.lock("a");
  await expect(holdDeliveries(directory, [])).rejects.toMatchObject({ code: "store-busy", facts: { delivery: "a" } });
  await store.close();
  const release = await holdDeliveries(directory, ["b"]);
  const writer = await Store.open(directory);
  for (const name of ["a", "b"]) await expect(writer.lock(name)).rejects.toMatchObject({ code: "store-busy" });
  release();
  await writer.lock("b");
  await writer.close();
  // The server's own lock is no delivery's.
  const unlock = await lockServer(directory);
  (await holdDeliveries(directory, []))();
  unlock();
});
