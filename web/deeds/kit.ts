// The kit for before the election, as one archive: written by `memoria kit`, packed, and forgotten.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { callReference } from "../jobs/delivery-inputs.ts";
import { runProgram } from "../jobs/program.ts";
import type { Delivery } from "../records/deliveries.ts";
import { organisation } from "../records/organisations.ts";
import type { Services } from "../services.ts";

/** The bytes of the .zip. */
export async function kitArchive(services: Services, delivery: Delivery): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), "memoria-kit-"));
  try {
    const difusor = organisation(services, delivery.organisation)?.name ?? "";
    const call = await callReference(services, delivery, folder);
    const args = ["kit", call, "--out=kit", `--difusor=${difusor}`, `--generated-at=${services.now().toISOString()}`];
    const run = await runProgram(args, { folder, priority: "usual" });
    if (run.code !== 0) throw new Error(`the kit could not be made: ${run.told.join(" ")}`);
    const archive = new ZipFile();
    for (const name of (await readdir(path.join(folder, "kit"))).sort())
      archive.addBuffer(await readFile(path.join(folder, "kit", name)), `kit/${name}`, { mtime: services.now() });
    archive.end();
    return await buffer(archive.outputStream);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
