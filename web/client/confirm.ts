// A button with `data-confirm` asks before its form is sent: what it does cannot be taken back easily.
document.addEventListener("submit", (event) => {
  const question = (event.submitter as HTMLElement | null)?.dataset["confirm"];
  if (question !== undefined && !window.confirm(question)) event.preventDefault();
});
