// Sends many large files from the page: chosen or dropped, a few at once, with progress, pause, and going on after a break.
import { bytesText, timeText } from "./amounts.ts";
import { Sending, type SendingFacts, type TusClient } from "./sending.ts";

declare global {
  interface Window {
    tus: TusClient;
  }
}

const mostAtOnce = 3;
const form = document.querySelector<HTMLFormElement>("#envio");
const picker = document.querySelector<HTMLInputElement>("#archivos");
const zone = document.querySelector<HTMLElement>("#zona");
const board = document.querySelector<HTMLElement>("#envios");
const items = new Map<Sending, HTMLLIElement>();

function facts(): SendingFacts | null {
  if (!form?.reportValidity()) return null;
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  return {
    delivery: form.dataset["delivery"] ?? "",
    csrf: text("_csrf"),
    source: text("source"),
    role: text("role"),
    purpose: text("purpose"),
    format: text("format"),
    timeZone: text("timeZone"),
  };
}

async function add(files: readonly File[]): Promise<void> {
  const said = facts();
  if (said === null || files.length === 0 || !board) return;
  await import(form?.dataset["tus"] ?? "");
  board.hidden = false;
  for (const file of files) {
    const sending = new Sending(window.tus, file, said, changed);
    items.set(sending, makeItem(sending));
    changed(sending);
  }
  next();
}

function next(): void {
  const all = [...items.keys()];
  const busy = all.filter(({ state }) => state === "sending" || state === "offline").length;
  for (const waiting of all.filter(({ state }) => state === "waiting").slice(0, Math.max(0, mostAtOnce - busy))) void waiting.start();
}

function makeItem(sending: Sending): HTMLLIElement {
  const item = document.createElement("li");
  const name = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = sending.file.name;
  name.append(strong, " ", Object.assign(document.createElement("span"), { className: "state" }));
  const bar = Object.assign(document.createElement("progress"), { max: 1 });
  bar.setAttribute("aria-label", `Enviado de ${sending.file.name}`);
  const told = Object.assign(document.createElement("p"), { className: "told" });
  const actions = Object.assign(document.createElement("div"), { className: "actions" });
  actions.append(
    button("Pausar", "toggle", () => toggle(sending)),
    button("Retirar", "cancel", () => void sending.cancel()),
  );
  item.append(name, bar, told, actions);
  board?.querySelector("ol")?.append(item);
  return item;
}

function button(text: string, action: string, onClick: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: text });
  made.dataset["action"] = action;
  made.addEventListener("click", onClick);
  return made;
}

function toggle(sending: Sending): void {
  if (sending.state === "sending" || sending.state === "offline" || sending.state === "waiting") void sending.pause().then(next);
  else {
    sending.state = "waiting";
    next();
  }
}

const stateNames = {
  waiting: "En espera",
  sending: "Enviando",
  paused: "En pausa",
  offline: "Sin conexión; se reintenta",
  done: "Enviado",
  failed: "No se envió",
} as const;

function changed(sending: Sending): void {
  const item = items.get(sending);
  if (!item) return;
  const { state, sentBytes, file, speed, message } = sending;
  const label = item.querySelector<HTMLElement>(".state");
  // The server was reached, and said why it does not take it now.
  const name = state === "offline" && message !== "" ? "El servidor pide esperar; se reintenta" : stateNames[state];
  if (label && label.textContent !== name) {
    label.textContent = name;
    label.className = `state${state === "done" ? " done" : state === "failed" ? " attention" : ""}`;
  }
  const bar = item.querySelector("progress");
  if (bar) bar.value = state === "done" ? 1 : file.size === 0 ? 0 : sentBytes / file.size;
  const told = item.querySelector(".told");
  const rate = speed > 0 ? `, ${bytesText(speed)}/s, faltan ${timeText((file.size - sentBytes) / speed)}` : "";
  if (told) told.textContent = message || `${bytesText(state === "done" ? file.size : sentBytes)} de ${bytesText(file.size)}${rate}`;
  setActions(item, sending);
  totals();
  hideShown();
  if (state === "done" || state === "failed") {
    next();
    if (state === "done") document.dispatchEvent(new Event("memoria:uploaded"));
  }
}

function setActions(item: HTMLElement, { state, message }: Sending): void {
  const toggleButton = item.querySelector<HTMLButtonElement>("[data-action=toggle]");
  const cancelButton = item.querySelector<HTMLButtonElement>("[data-action=cancel]");
  const isWithdrawn = state === "failed" && message === "Retirado.";
  if (toggleButton) {
    toggleButton.textContent = state === "paused" ? "Continuar" : state === "failed" ? "Intentar de nuevo" : "Pausar";
    toggleButton.hidden = state === "done" || isWithdrawn;
  }
  if (cancelButton) cancelButton.hidden = state === "done" || isWithdrawn;
}

function totals(): void {
  const all = [...items.keys()];
  const open = all.filter(({ state }) => state !== "done" && state !== "failed");
  const [sent, whole] = [
    sum(all.map((each) => (each.state === "done" ? each.file.size : each.sentBytes))),
    sum(all.map(({ file }) => file.size)),
  ];
  const speed = sum(open.map((each) => each.speed));
  const left = sum(open.map((each) => each.file.size - each.sentBytes));
  const rate = speed > 0 ? `, ${bytesText(speed)}/s, faltan ${timeText(left / speed)}` : "";
  const text = `${all.length - open.length} de ${all.length} archivos, ${bytesText(sent)} de ${bytesText(whole)}${rate}`;
  const place = board?.querySelector(".totals");
  if (place && place.textContent !== text) place.textContent = text;
  // Said aloud once a file ends, and not at every step.
  const said = `${all.length - open.length} de ${all.length} archivos enviados`;
  const aloud = board?.querySelector(".aloud");
  if (aloud && aloud.textContent !== said) aloud.textContent = said;
  const isPaused = open.length > 0 && open.every(({ state }) => state === "paused");
  for (const each of board?.querySelectorAll<HTMLButtonElement>("[data-all]") ?? [])
    each.hidden = open.length === 0 || (each.dataset["all"] === "pause") === isPaused;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What this page is sending is told once: here, and not in the server's list too. */
function hideShown(): void {
  for (const { id, state } of items.keys()) {
    const shown = id === "" ? null : document.querySelector<HTMLElement>(`[data-upload="${CSS.escape(id)}"]`);
    if (shown) shown.hidden = shown.dataset["state"] === "receiving" && state !== "failed";
  }
}

function all(action: string): void {
  for (const sending of items.keys()) {
    if (action === "pause" && sending.state !== "done" && sending.state !== "failed" && sending.state !== "paused") void sending.pause();
    if (action === "resume" && sending.state === "paused") sending.state = "waiting";
  }
  next();
}

/** Files of what was dropped, those in folders too. */
async function dropped(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return [...data.files];
  return (await Promise.all(entries.map(filesIn))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return (await Promise.all(found.map(filesIn))).flat();
    found.push(...some);
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  void add([...(picker?.files ?? [])]).then(() => {
    if (picker && items.size > 0) picker.value = "";
  });
});
for (const name of ["dragover", "dragleave", "drop"] as const)
  zone?.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer) void dropped(event.dataTransfer).then(add);
  });
for (const each of document.querySelectorAll<HTMLElement>(".scripted")) each.hidden = false;
board?.addEventListener("click", (event) => {
  const action = (event.target as HTMLElement).dataset["all"];
  if (action !== undefined) all(action);
});
window.addEventListener("online", () => {
  for (const sending of items.keys()) if (sending.state === "offline") void sending.pause().then(() => sending.start());
});
window.addEventListener("beforeunload", (event) => {
  if ([...items.keys()].some(({ state }) => state === "sending")) event.preventDefault();
});
document.addEventListener("memoria:refreshed", hideShown);
