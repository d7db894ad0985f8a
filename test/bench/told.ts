// What the bench tells on its way: to standard error, so that its result alone is on standard output.

/** One line with the time since the start. */
export function tell(text: string): void {
  process.stderr.write(`[${(performance.now() / 1000).toFixed(0).padStart(5)} s] ${text}\n`);
}
