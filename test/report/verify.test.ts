// A memoria on disk proves itself: nothing in it can be changed, left out or exchanged unseen.
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadConvocatoria } from "../../analysis/convocatoria.ts";
import { UserError } from "../../ingest/index.ts";
import { verifyMemoria, writeMemoria } from "../../report/index.ts";
import { type Manifest, manifestSchema } from "../../report/manifest.ts";
import { readPdf } from "../../report/pdf-contents.ts";
import { fullAnalysis, withLeftOut } from "./fixture-analysis.ts";

let parent = "";
let dir = "";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const verify = (originals: { path: string; name: string }[] = []) => verifyMemoria(dir, "memoria", originals);
const manifestOf = (): Manifest => manifestSchema.parse(JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8")));

const written = mkdtempSync(join(tmpdir(), "memoria-written-"));
beforeAll(async () => {
  const rejects = [{ file: "a.log", line: 1, reason: "no-match", text: "basura" }];
  const convocatoria = loadConvocatoria("iem-irimbo-2024");
  await writeMemoria({ analysis: withLeftOut(fullAnalysis(), 2), convocatoria, texts: { sections: {} }, rejects, outDir: written });
}, 60_000);
afterAll(() => rmSync(written, { recursive: true, force: true }));

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "memoria-verify-"));
  dir = join(parent, "memoria");
  cpSync(written, dir, { recursive: true });
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test("what was written is proven, file by file and through the PDF", async () => {
  const verification = await verify();
  expect(verification.proven).toBe(true);
  expect(verification.files.map(({ state }) => state)).toEqual(verification.files.map(() => "same"));
  expect(verification.pdf).toEqual({ sha256: sha256(readFileSync(join(dir, "memoria.pdf"))), bytes: "same", seal: "same", differing: [] });
  const manifest = manifestOf();
  expect(manifest.files.map(({ name }) => name)).toContain("anexos/lineas-no-reconocidas.csv");
  for (const { name, sha256: listed, bytes } of manifest.files) {
    const content = readFileSync(join(dir, name));
    expect([name, sha256(content), content.length]).toEqual([name, listed, bytes]);
  }
  expect(manifest.unread?.map(({ name, bytes, sha256: listed }) => [name, bytes, listed])).toEqual([
    ["__MACOSX/._0.log", null, null],
    ["=acta<b>.pdf", 4097, "cd".repeat(32)],
  ]);
  expect(manifest.originals).toEqual(
    fullAnalysis().ledger.files.map(({ name, source, bytes, sha256 }) => ({ name, source, bytes, sha256 })),
  );
}, 60_000);

test("the PDF's last page prints the hash of the manifest, and the PDF carries manifest, analysis and annexes", async () => {
  const contents = await readPdf(readFileSync(join(dir, "memoria.pdf")));
  expect(contents?.lastPage.replace(/\s/g, "")).toContain(sha256(readFileSync(join(dir, "manifest.json"))));
  const attached = new Map(contents?.attachments.map(({ name, content }) => [name, sha256(content)]));
  expect(attached.get("manifest.json")).toBe(sha256(readFileSync(join(dir, "manifest.json"))));
  expect(attached.get("por-hora.csv")).toBe(sha256(readFileSync(join(dir, "anexos", "por-hora.csv"))));
  expect(attached.has("lineas-no-reconocidas.csv")).toBe(false);
}, 60_000);

describe("names what differs", () => {
  test("one byte more, a file that is gone, one that was put there", async () => {
    appendFileSync(join(dir, "anexos", "paginas.csv"), " ");
    rmSync(join(dir, "memoria.html"));
    writeFileSync(join(dir, "anexos", "diagrama.png"), "mío");
    const { proven, files } = await verify();
    expect(proven).toBe(false);
    expect(files.filter(({ state }) => state !== "same").map(({ name, state }) => [name, state])).toEqual([
      ["anexos/diagrama.png", "unlisted"],
      ["anexos/paginas.csv", "changed"],
      ["memoria.html", "missing"],
    ]);
  });

  test("what is of restricted access may be kept apart, and not be changed", async () => {
    appendFileSync(join(dir, "anexos", "lineas-no-reconocidas.csv"), " ");
    expect(await verify()).toMatchObject({ proven: false });
    rmSync(join(dir, "anexos", "lineas-no-reconocidas.csv"));
    const { proven, files } = await verify();
    expect(proven).toBe(true);
    expect(files.filter(({ state }) => state === "withheld").map(({ name }) => name)).toEqual(["anexos/lineas-no-reconocidas.csv"]);
  });

  test("a PDF of which a page was changed, and one without its seal", async () => {
    appendFileSync(join(dir, "memoria.pdf"), "\n% otra cosa\n");
    expect(await verify()).toMatchObject({ proven: false, pdf: { bytes: "changed", seal: "same" } });
    rmSync(join(dir, "huellas.sha256"));
    expect(await verify()).toMatchObject({ proven: false, pdf: { bytes: "unsealed" } });
  });

  test("a foreign file alone harms nothing", async () => {
    writeFileSync(join(dir, "notas.txt"), "mías");
    expect(await verify()).toMatchObject({ proven: true });
  });

  test("a manifest that was made to fit a changed file no longer fits the PDF, nor what is attached to it", async () => {
    writeFileSync(join(dir, "analysis.json"), "{}");
    const manifest = manifestOf();
    const files = manifest.files.map((file) =>
      file.name === "analysis.json" ? { ...file, bytes: 2, sha256: sha256(Buffer.from("{}")) } : file,
    );
    writeFileSync(join(dir, "manifest.json"), JSON.stringify({ ...manifest, files }));
    const { proven, pdf } = await verify();
    expect(proven).toBe(false);
    expect(pdf).toMatchObject({ seal: "other", differing: ["analysis.json", "manifest.json"] });
  });

  test.each(["missing", "unreadable"] as const)("a PDF that is %s", async (seal) => {
    if (seal === "missing") renameSync(join(dir, "memoria.pdf"), join(parent, "memoria.pdf"));
    else writeFileSync(join(dir, "memoria.pdf"), "%PDF-1.7 nada");
    expect(await verify()).toMatchObject({ proven: false, pdf: { seal } });
  });

  test("a link is no file of the memoria, wherever it leads", async () => {
    rmSync(join(dir, "memoria.html"));
    symlinkSync("/etc/passwd", join(dir, "memoria.html"));
    expect((await verify()).files.find(({ name }) => name === "memoria.html")?.state).toBe("missing");
  });
});

test("logs are told by their bytes, whatever their name", async () => {
  const log = join(parent, "copia.log");
  writeFileSync(log, "otra cosa\n");
  expect(await verify([{ path: log, name: "copia.log" }])).toMatchObject({
    proven: false,
    originals: [{ name: "copia.log", known: false }],
  });
  const manifest = manifestOf();
  expect(manifest.originals.length).toBeGreaterThan(0);
});

describe("refuses what is no memoria, and says where", () => {
  const refused = async (): Promise<UserError> => {
    const error: unknown = await verify().catch((thrown: unknown) => thrown);
    if (!(error instanceof UserError)) throw new Error("not refused");
    return error;
  };

  test("a folder without a manifest", async () => {
    rmSync(join(dir, "manifest.json"));
    expect(await refused()).toMatchObject({ code: "file-not-found", facts: { file: "memoria/manifest.json" } });
  });

  test.each([
    ["text that is no JSON", "{", "/"],
    ["another kind of JSON", "[]", "/"],
    ["a later version", JSON.stringify({ manifestVersion: 2 }), "/manifestVersion"],
  ])("%s", async (_, text, place) => {
    writeFileSync(join(dir, "manifest.json"), text);
    expect(await refused()).toMatchObject({ code: "manifest-invalid", facts: { place } });
  });

  test.each(["../secreto", "/etc/passwd", "anexos/../../x", "a\\b", "."])("a name that leads out of the folder: %s", async (name) => {
    mkdirSync(join(dir, "anexos"), { recursive: true });
    const manifest = manifestOf();
    writeFileSync(
      join(dir, "manifest.json"),
      JSON.stringify({ ...manifest, files: [{ name, bytes: 0, sha256: sha256(Buffer.alloc(0)) }] }),
    );
    expect(await refused()).toMatchObject({ code: "manifest-invalid", facts: { place: "/files/0/name" } });
  });
});
