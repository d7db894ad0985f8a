// A form with `data-live` is checked by the server while one writes: what does not fit is told beside its field, and nothing is kept.
const waitMilliseconds = 500;

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-live]")) {
  const address = form.dataset["live"] ?? "";
  const said = form.querySelector<HTMLElement>("[data-live-said]");
  const touched = new Set<string>();
  let timer = 0;
  let asked = 0;

  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
      touched.add(target.name);
    window.clearTimeout(timer);
    timer = window.setTimeout(check, waitMilliseconds);
  });

  async function check(): Promise<void> {
    const number = ++asked;
    try {
      const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
      const response = await fetch(address, { method: "POST", body: new URLSearchParams(pairs) });
      if (!response.ok || number !== asked) return;
      const answer = (await response.json()) as { errors: Record<string, string>; said: string };
      for (const name of touched) show(name, answer.errors[name]);
      if (said) said.textContent = answer.said;
    } catch {
      // Without a connection the form is checked when it is sent.
    }
  }

  /** Only of fields that were touched: a form that was just opened does not scold. */
  function show(name: string, error: string | undefined): void {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLElement) || field.id === "") return;
    const id = `${field.id}-error`;
    const there = document.getElementById(id);
    const describedBy = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each !== "" && each !== id);
    if (error === undefined) {
      there?.remove();
      field.removeAttribute("aria-invalid");
    } else {
      const shown = there ?? document.createElement("p");
      shown.id = id;
      shown.className = "error";
      shown.textContent = error;
      if (!there) field.before(shown);
      field.setAttribute("aria-invalid", "true");
      describedBy.push(id);
    }
    if (describedBy.length > 0) field.setAttribute("aria-describedby", describedBy.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}
