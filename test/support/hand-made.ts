// Lines for logs of a few hits whose figures are worked out by hand.
import type { Analysis } from "../../analysis/index.ts";
import { expectBalanced } from "./balance.ts";
import { type AnalysisChanges, type LogFile, withIngested } from "./ingest-fixture.ts";

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
export const ANA = "187.142.1.1";
export const BETO = "2806:2f0:1::7";

export interface Written {
  address?: string;
  /** `hh:mm:ss` of 8 December 2024 at -0600, or a whole time stamp. */
  at: string;
  request?: string;
  status?: number | string;
  bytes?: number | string;
  referrer?: string;
  agent?: string;
}

/** One combined line, with its end. */
export function line({
  address = ANA,
  at,
  request = "GET / HTTP/1.1",
  status = 200,
  bytes = 100,
  referrer = "-",
  agent = CHROME,
}: Written): string {
  const time = at.includes("/") ? at : `08/Dec/2024:${at} -0600`;
  return `${address} - - [${time}] "${request}" ${status} ${bytes} "${referrer}" "${agent}"\n`;
}

/** Ingests and analyses; the result balances, or the test fails. */
export function analysisOf(logs: readonly (LogFile | readonly string[])[], changes: AnalysisChanges = {}): Promise<Analysis> {
  const files = logs.map((log) => ("content" in log ? log : { content: log.join("") }));
  return withIngested(files, async (fixture) => {
    const analysis = await fixture.analysis(changes);
    expectBalanced(analysis);
    return analysis;
  });
}
