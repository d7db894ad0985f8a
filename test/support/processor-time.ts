// How long a piece of work keeps the processor, all threads together: unlike the clock's time, it stays as it is where others work beside it.

/** Seconds of processor that the work took; what else this process does meanwhile counts too. */
export async function processorSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
