// Asks now and then whether the work that a page tells of has ended, and then shows the page anew; never while somebody is writing in it.
const note = document.querySelector<HTMLElement>("[data-wait]");
const pauseMilliseconds = 1500;
let isTouched = false;
document.addEventListener("input", () => {
  isTouched = true;
});

async function look(address: string): Promise<void> {
  const response = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
  if (response?.status === 401) return;
  const { jobs, isRunning } = response?.ok ? ((await response.json()) as { jobs?: unknown[]; isRunning?: boolean }) : {};
  if (jobs?.length !== 0 && isRunning !== false) return again(address);
  if (!isTouched) location.reload();
  else if (note) note.textContent = "Terminó. Al recargar la página se ve lo nuevo; conviene guardar antes lo que se escribe.";
}

function again(address: string): void {
  setTimeout(() => void look(address), pauseMilliseconds);
}

if (note?.dataset["wait"]) again(note.dataset["wait"]);
