// Availability by monitors worked out second by second, from the definitions and nothing else: no intervals, no series code of the product.

export interface SlowCheck {
  file: string;
  product: string;
  answeredOnly: boolean;
  second: number;
  untilSecond: number | null;
  up: boolean | null;
  name: string | null;
}

type State = "up" | "down" | "unknown";

/** What one monitor says of a second: its latest check that is not later, if it stands still. */
function stateAt(checks: readonly SlowCheck[], second: number): State {
  const latest = Math.max(...checks.filter((check) => check.second <= second).map((check) => check.second));
  const standing = checks.filter((check) => check.second === latest);
  const speaking = standing.filter((check) => check.up === true).concat(standing.filter((check) => check.up === false));
  const states = new Set<State>();
  const first = speaking[0];
  if (first === undefined) return "unknown";
  for (const check of speaking.filter(({ up }) => up === first.up)) {
    if (second < (check.untilSecond ?? check.second + 300)) states.add(check.up ? "up" : "down");
  }
  return states.has("up") ? "up" : states.has("down") ? "down" : "unknown";
}

/** The state of every second of [from, to): up when any monitor says so, down when any says so, unknown otherwise. */
export function slowStates(checks: readonly SlowCheck[], from: number, to: number): State[] {
  const monitors = [...new Set(checks.map((check) => monitorOf(check)))].map((id) => checks.filter((check) => monitorOf(check) === id));
  return Array.from({ length: to - from }, (_, index) => {
    const said = (of: readonly (readonly SlowCheck[])[]): State => {
      const states = of.map((monitor) => stateAt(monitor, from + index));
      return states.includes("up") ? "up" : states.includes("down") ? "down" : "unknown";
    };
    const whole = said(monitors.filter(([check]) => !check?.answeredOnly));
    return whole === "unknown" ? said(monitors.filter(([check]) => check?.answeredOnly)) : whole;
  });
}

function monitorOf({ product, name, file, answeredOnly }: SlowCheck): string {
  return `${product}|${answeredOnly}|${name === null ? `file ${file}` : `name ${name}`}`;
}
