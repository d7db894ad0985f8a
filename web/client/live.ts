// Keeps a page of work up to date: asks how far it is every second while there is some, and fetches the page's live parts when something ended.
import { timeText } from "./amounts.ts";

interface Progress {
  share: number | null;
  secondsLeft: number | null;
  linesPerSecond: number | null;
}
interface Told {
  uploads: { id: string; state: string; progress: Progress | null }[];
  jobs: { id: number; state: string; progress: Progress | null }[];
}

const busyMilliseconds = 1000;
const idleMilliseconds = 15_000;
const count = new Intl.NumberFormat("es-MX");
const delivery = /^\/memorias\/([^/]+)/.exec(location.pathname)?.[1] ?? "";
let known = "";
let timer: ReturnType<typeof setTimeout> | undefined;

async function ask(): Promise<void> {
  clearTimeout(timer);
  let isBusy = false;
  try {
    const told = await get();
    isBusy = told.uploads.some(({ state }) => state === "queued" || state === "parsing") || told.jobs.length > 0;
    const now = JSON.stringify([told.uploads.map(({ id, state }) => [id, state]), told.jobs.map(({ id, state }) => [id, state])]);
    if (known === "" ? !isShown(told) : now !== known) {
      if (await refresh()) known = now;
    } else known = now;
    for (const upload of told.uploads) show(`[data-upload="${CSS.escape(upload.id)}"]`, upload.progress);
    for (const job of told.jobs) show(`[data-job="${job.id}"]`, job.progress);
  } catch {
    // The connection may be lost for a while: it is asked again.
  }
  timer = setTimeout(ask, document.hidden ? idleMilliseconds : isBusy ? busyMilliseconds : idleMilliseconds);
}

async function get(): Promise<Told> {
  const [uploads, jobs] = await Promise.all(
    ["uploads", "jobs"].map(async (name) => {
      const response = await fetch(`/api/v1/deliveries/${delivery}/${name}`, { headers: { accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    }),
  );
  return { uploads: uploads.uploads, jobs: jobs.jobs };
}

/** Whether the page was made with the same states. */
function isShown({ uploads }: Told): boolean {
  return uploads.every(({ id, state }) => {
    const item = document.querySelector<HTMLElement>(`[data-upload="${CSS.escape(id)}"]`);
    return item === null || item.dataset["state"] === state;
  });
}

/** Takes the live parts of the page anew; what somebody is filling in is left alone. Answers whether all were taken. */
async function refresh(): Promise<boolean> {
  const response = await fetch(location.pathname);
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  let isWhole = true;
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset["live"]}"]`);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    if (isFilledIn(part)) isWhole = false;
    else part.replaceChildren(...fresh.childNodes);
  }
  document.dispatchEvent(new Event("memoria:refreshed"));
  return isWhole;
}

function isFilledIn(part: HTMLElement): boolean {
  const inputs = [...part.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")];
  return inputs.some((input) => input === document.activeElement || input.value !== input.defaultValue);
}

function show(place: string, progress: Progress | null): void {
  const item = document.querySelector(place);
  if (!item || progress === null || progress.share === null) return;
  const bar = item.querySelector("progress");
  if (bar) bar.value = progress.share;
  const text = item.querySelector(".told");
  const rate = progress.linesPerSecond ? `, ${count.format(progress.linesPerSecond)} líneas por segundo` : "";
  const left = progress.secondsLeft ? `, faltan ${timeText(progress.secondsLeft)}` : "";
  if (text) text.textContent = `${Math.floor(progress.share * 100)} %${rate}${left}`;
}

// Also where the server is away just then: it is asked again.
document.addEventListener(
  "memoria:uploaded",
  () =>
    void refresh()
      .catch(() => false)
      .then(ask),
);
document.addEventListener("visibilitychange", () => void (document.hidden || ask()));
void ask();
