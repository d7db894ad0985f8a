// Saves each text two seconds after its writer stopped, says how that went, and takes findings over into a text.
const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
const pauseMilliseconds = 2000;

interface Saved {
  revision: number;
}

class AutosavedText {
  readonly #area: HTMLTextAreaElement;
  readonly #revision: HTMLInputElement;
  readonly #status: HTMLElement;
  readonly #address: string;
  #saved: string;
  /** What was told before the last change, for a change that is taken back. */
  #told: string;
  #timer = 0;
  #isSaving = false;
  #isStopped = false;

  constructor(form: HTMLFormElement, area: HTMLTextAreaElement, revision: HTMLInputElement, status: HTMLElement) {
    this.#area = area;
    this.#revision = revision;
    this.#status = status;
    this.#address = form.dataset["autosave"] ?? "";
    this.#saved = area.value;
    this.#told = status.textContent ?? "";
    area.addEventListener("input", () => this.changed());
    form.addEventListener("submit", () => {
      this.#isStopped = true;
    });
    addEventListener("beforeunload", (event) => {
      if (!this.#isStopped && this.#area.value !== this.#saved) event.preventDefault();
    });
  }

  changed(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#status.textContent = "Cambios sin guardar…";
    this.#timer = setTimeout(() => void this.#save(), pauseMilliseconds);
  }

  async #save(): Promise<void> {
    if (this.#isSaving) return this.changed();
    const text = this.#area.value;
    if (text === this.#saved) {
      this.#status.textContent = this.#told;
      return;
    }
    this.#isSaving = true;
    const response = await fetch(this.#address, {
      method: "PUT",
      headers: { "content-type": "application/json", "x-csrf-token": csrf },
      body: JSON.stringify({ text, revision: Number(this.#revision.value) }),
    }).catch(() => null);
    this.#isSaving = false;
    if (response?.ok) return this.#done(text, (await response.json()) as Saved);
    const { detail = "" } = response === null ? {} : ((await response.json().catch(() => ({}))) as { detail?: string });
    this.#failed(response?.status ?? null, detail);
  }

  #done(text: string, { revision }: Saved): void {
    this.#saved = text;
    this.#revision.value = String(revision);
    if (this.#area.value !== text) {
      this.changed();
      return;
    }
    const time = new Date().toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
    this.#told = `Guardado a las ${time} h.`;
    this.#status.textContent = this.#told;
  }

  #failed(status: number | null, detail: string): void {
    if (status === null || status >= 500 || status === 429) {
      this.#status.textContent = "Sin conexión con el servidor: lo escrito sigue aquí y se guardará al volver.";
      this.#timer = setTimeout(() => void this.#save(), 3 * pauseMilliseconds);
      return;
    }
    this.#isStopped = status === 409;
    if (status === 409) this.#status.textContent = `${detail} Lo escrito sigue aquí; al oprimir Guardar se ve lo que hay guardado.`;
    else if (status === 401)
      this.#status.textContent = "La sesión terminó y esto no se guardó: conviene copiar el texto, entrar de nuevo y pegarlo.";
    else this.#status.textContent = "No se pudo guardar. Conviene copiar el texto y recargar la página.";
  }
}

const texts = new Map<string, { area: HTMLTextAreaElement; text: AutosavedText }>();
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-autosave]")) {
  const area = form.querySelector<HTMLTextAreaElement>("textarea[name=texto]");
  const revision = form.querySelector<HTMLInputElement>("input[name=revision]");
  const status = form.querySelector<HTMLElement>("[data-status]");
  if (area && revision && status && !area.readOnly) texts.set(area.id, { area, text: new AutosavedText(form, area, revision, status) });
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-take]")) {
  const target = texts.get(button.dataset["take"] ?? "");
  if (!target) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const { area, text } = target;
    area.value = `${area.value.trimEnd()}${area.value.trim() === "" ? "" : "\n\n"}${button.dataset["text"] ?? ""}\n`;
    text.changed();
    button.textContent = "Pasado al texto";
    button.disabled = true;
  });
}
