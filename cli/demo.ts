// npm run demo: sample logs of an election night, and the whole job on them, with no service to start.
import { rm } from "node:fs/promises";
import path from "node:path";
import { dispatch } from "./dispatch.ts";
import { callersPath } from "./options.ts";

const folder = callersPath("demo");
const sample = path.join(folder, "muestra");
const texts = path.join(import.meta.dirname, "..", "samples", "demo", "textos.md");

await rm(folder, { recursive: true, force: true });
const steps = [
  ["sample", "--lines", "200000", "--seed", "2024", "--scenario", "outage", "--out", sample],
  [
    "report",
    path.join(sample, "access.log"),
    "--convocatoria",
    "iem-irimbo-2024",
    "--window-end",
    "2024-12-10T00:00",
    "--difusor",
    "Diario del Oriente (ejemplo)",
    "--source",
    "servidor-web",
    "--incidents",
    path.join(sample, "incidencias.csv"),
    "--statement-complete",
    "--generated-at",
    "2024-12-12T10:00",
    "--texts",
    texts,
    "--out",
    path.join(folder, "memoria"),
  ],
];
for (const [name = "", ...args] of steps) {
  process.stdout.write(`\n$ memoria ${name} ${args.join(" ")}\n`);
  const exitCode = await dispatch(name, args, "es");
  if (exitCode !== 0) {
    process.exitCode = exitCode;
    break;
  }
}
