// memoria serve: the web application, until it is told to stop.
import { once } from "node:events";
import { UserError } from "../ingest/index.ts";
import { startServer } from "../web/index.ts";
import { callersPath, defaultStoreDirectory, megabytes, readArguments, threadsOption } from "./options.ts";
import type { Language } from "./output.ts";
import { words } from "./words.ts";

const usualHost = "127.0.0.1";
const usualPort = 8080;

export async function serveCommand(args: string[], lang: Language): Promise<number> {
  const { options, words: given } = readArguments(args, ["data", "host", "port", "origin", "behind-proxy", "memory", "threads"]);
  if (given.length > 0) throw new UserError("usage", { given: given.join(" "), expected: "" });
  const stopped = Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  const server = await startServer({
    directory: options.data ? callersPath(options.data) : defaultStoreDirectory(),
    host: options.host ?? usualHost,
    port: portOf(options.port),
    origin: originOf(options.origin),
    isBehindProxy: options["behind-proxy"] ?? false,
    engine: {
      memoryMegabytes: options.memory === undefined ? null : megabytes("memory", options.memory, Number.NaN),
      threads: options.threads === undefined ? null : threadsOption(options.threads),
    },
    now: () => new Date(),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const w = words[lang].serve;
  process.stdout.write(`${w.listening(server.origin)}\n${server.firstLink === null ? "" : `${w.firstLink(server.firstLink)}\n`}`);
  await stopped;
  process.stdout.write(`${w.stopping}\n`);
  await server.stop();
  return 0;
}

function portOf(given: string | undefined): number {
  if (given === undefined) return usualPort;
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65_535) throw new UserError("usage", { given: `--port ${given}`, expected: "0-65535" });
  return port;
}

/** Scheme, host and port alone. */
function originOf(given: string | undefined): string | null {
  if (given === undefined) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== given.replace(/\/$/, ""))
    throw new UserError("usage", { given: `--origin ${given}`, expected: "https://memoria.example.mx" });
  return url.origin;
}
