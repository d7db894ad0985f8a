// A thread of a lane: takes pieces of files, and answers groups of rows.
import { isUtf8 } from "node:buffer";
import { parentPort } from "node:worker_threads";
import { fileColumn, laneColumns } from "./columns.ts";
import { LaneModule } from "./lane-module.ts";
import type { LaneSetup } from "./lane-setup.ts";
import { oddText, takeOddRows } from "./odd-rows.ts";
import type { RowGroup } from "./parquet-file.ts";
import { NotForLane, type Piece, PieceReader } from "./piece-reader.ts";
import { encodeGroup } from "./row-group.ts";

export interface ThreadSetup {
  module: WebAssembly.Module;
  /** Names in columns.ts. */
  columns: readonly string[];
  lane: LaneSetup;
  /** Pages are compressed. */
  isCompressed: boolean;
  /** Modules that take turns: while one waits for its odd lines, the other reads. */
  modules: number;
}

/** What a thread says; `id` is the module's. */
export type FromThread =
  | { kind: "next"; id: number }
  | { kind: "odd"; id: number; count: number; text: string }
  | { kind: "group"; number: number; group: RowGroup }
  | { kind: "done"; number: number }
  /** There is no more; it waits for `begin`. */
  | { kind: "ended" }
  /** It is of no use any more. */
  | { kind: "unsuited"; why: string };

/** What a module is answered: a piece or null, that there is none; what was read of its odd lines. */
interface Answer {
  kind: "answer";
  id: number;
  piece?: Piece | null;
  /** JSON of `OddValues`. */
  values?: string;
}
/** `stop`: whatever it does, it ends at the next piece at the latest. */
export type ToThread = { kind: "begin"; setup: ThreadSetup } | { kind: "stop" } | Answer;

/** More odd lines than a quarter, by number or bytes, cost more here than in the engine. */
const leastOdd = 500;
const leastOddBytes = 256 * 1024;
const mostOddShare = 0.25;

/** A group ends where it holds more: what is kept of usual lines is a third of it. Odd lines go through this program's texts, which take several times their bytes. */
const mostKeptBytes = 8 * 1024 * 1024;
const mostOddBytes = 1024 * 1024;

type Port = NonNullable<typeof parentPort>;

/** Kept from work to work. */
const modules: LaneModule[] = [];
const carriageReturn = 13;
const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();

class Stopped extends Error {}

if (parentPort) listen(parentPort);

function listen(port: Port): void {
  port.on("message", (message: ToThread) => {
    if (message.kind === "answer") waiting.get(message.id)?.resolve(message);
    else if (message.kind === "stop") {
      for (const { reject } of waiting.values()) reject(new Stopped());
      port.close();
    } else
      run(port, message.setup).then(
        () => port.postMessage({ kind: "ended" } satisfies FromThread),
        (error: unknown) => {
          if (error instanceof Stopped) return;
          if (!(error instanceof NotForLane)) throw error;
          port.postMessage({ kind: "unsuited", why: error.message } satisfies FromThread);
        },
      );
  });
}

/** Each reserves gigabytes of addresses, which a system may not grant. */
function newModule(module: WebAssembly.Module): LaneModule {
  try {
    return new LaneModule(module);
  } catch (error) {
    if (error instanceof RangeError) throw new NotForLane(error.message);
    throw error;
  }
}

async function run(port: Port, setup: ThreadSetup): Promise<void> {
  const columns = laneColumns.filter(({ name }) => setup.columns.includes(name));
  const say = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const ask = (message: FromThread & { id: number }): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      say(message);
    });

  /** What a module has read goes out as a group, once its odd lines were read too. */
  const flush = async (module: LaneModule, id: number, { number }: Piece): Promise<void> => {
    const { exports } = module;
    const odd = exports.odd();
    if (odd > leastOdd && odd > exports.rows() * mostOddShare) throw new NotForLane("too many odd lines");
    if (exports.oddBytes() > leastOddBytes && exports.oddBytes() > exports.lineBytes() * mostOddShare)
      throw new NotForLane("too many bytes of odd lines");
    // The scan looks at every byte; a file that changed after it would make a batch that nobody can read.
    const kept = module.kept();
    if (!isUtf8(kept) || kept.includes(0) || kept.includes(carriageReturn)) throw new NotForLane("bytes that are to be repaired");
    if (odd > 0) {
      const { values } = await ask({ kind: "odd", id, count: odd, text: oddText(module) });
      takeOddRows(module, columns, JSON.parse(values ?? "[]"));
    }
    const group = encodeGroup(module, [fileColumn, ...columns], setup.isCompressed);
    say({ kind: "group", number, group }, [group.bytes.buffer]);
    exports.clear();
  };
  const work = async (id: number): Promise<void> => {
    modules[id] ??= newModule(setup.module);
    const module = modules[id];
    const { exports, mostRows } = module;
    module.expect(setup.lane);
    exports.clear();
    for (;;) {
      const { piece } = await ask({ kind: "next", id });
      if (!piece) return;
      const reader = new PieceReader(module, piece);
      for (let block = reader.next(); block; block = reader.next()) {
        for (let at = block.from; at < block.to; ) {
          at = exports.readLines(at, block.to, setup.lane.bits, mostRows, piece.fileId);
          if (exports.rows() === mostRows || exports.keptBytes() > mostKeptBytes || exports.oddBytes() > mostOddBytes)
            await flush(module, id, piece);
        }
      }
      if (exports.rows() > 0) await flush(module, id, piece);
      say({ kind: "done", number: piece.number });
    }
  };
  await Promise.all(Array.from({ length: setup.modules }, (_, id) => work(id)));
}
