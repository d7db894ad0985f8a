// A button with `data-copy` puts the text of the element with that id on the clipboard; where that cannot be done, it stays hidden.
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset["copy"] ?? "")?.textContent ?? "";
    await navigator.clipboard.writeText(text);
    button.textContent = "Copiado";
  });
}
