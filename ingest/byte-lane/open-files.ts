// The files of a lane, each opened once: whoever takes its name meanwhile is not read.
import { type FileHandle, open } from "node:fs/promises";
import { NotForLane } from "./piece-reader.ts";

export class OpenFiles {
  readonly #files: { handle: FileHandle; size: number; mtimeMs: number }[] = [];

  /** Descriptors and sizes, in the order of the paths. */
  async open(paths: readonly { id: number; path: string }[]): Promise<{ id: number; file: number; size: number }[]> {
    const files: { id: number; file: number; size: number }[] = [];
    for (const { id, path } of paths) {
      // What cannot be opened is the engine's to tell.
      const handle = await open(path, "r").catch((error: Error) => {
        throw new NotForLane(error.message);
      });
      this.#files.push({ handle, size: 0, mtimeMs: 0 });
      const { size, mtimeMs } = await handle.stat();
      this.#files.splice(-1, 1, { handle, size, mtimeMs });
      files.push({ id, file: handle.fd, size });
    }
    return files;
  }

  /** Throws `NotForLane` where a file was written to since it was opened. */
  async refuseChanged(): Promise<void> {
    for (const { handle, size, mtimeMs } of this.#files) {
      const now = await handle.stat();
      if (now.size !== size || now.mtimeMs !== mtimeMs) throw new NotForLane("the file changed");
    }
  }

  async close(): Promise<void> {
    for (const { handle } of this.#files.splice(0)) await handle.close();
  }
}
