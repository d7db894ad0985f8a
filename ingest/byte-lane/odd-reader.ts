// Asks the engine of odd lines: what comes while it answers waits, and is asked of together.

interface Question {
  count: number;
  text: string;
  resolve: (values: string) => void;
  reject: (error: unknown) => void;
}

/** What is asked together: a line takes several times its bytes on its way. */
const mostCharacters = 1024 * 1024;

/** A question costs as much as five hundred lines, whatever stands in it. */
export class OddReader {
  readonly #ask: (text: string) => Promise<string[]>;
  #waiting: Question[] = [];
  #asking: Promise<void> | null = null;

  /** `ask` answers one text for each line of the text. */
  constructor(ask: (text: string) => Promise<string[]>) {
    this.#ask = ask;
  }

  /** What was read of so many lines, as one JSON array. */
  read(count: number, text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ count, text, resolve, reject });
      this.#asking ??= this.#askAll();
    });
  }

  /** Nothing is being asked any more; what waits is not asked. */
  async ended(): Promise<void> {
    this.#waiting = [];
    await this.#asking;
  }

  async #askAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const questions = this.#waiting.splice(0, 1);
      let characters = questions[0]?.text.length ?? 0;
      for (const next of [...this.#waiting]) {
        characters += next.text.length;
        if (characters > mostCharacters) break;
        questions.push(...this.#waiting.splice(0, 1));
      }
      try {
        const lines = await this.#ask(questions.map(({ text }) => text).join("\n"));
        let at = 0;
        for (const { count, resolve } of questions) {
          resolve(`[${lines.slice(at, at + count).join(",")}]`);
          at += count;
        }
      } catch (error) {
        for (const { reject } of questions) reject(error);
      }
    }
    this.#asking = null;
  }
}
