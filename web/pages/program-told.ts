// What the program told of a piece of work, as a page says it: options of the command line become what stands on the page.

/** What names an option, and what a page says instead. */
export const pageWords: readonly (readonly [told: string, onPage: string])[] = [
  [" y comparar su tamaño, o leer con --accept-damaged lo que precede al daño.", ", comparar su tamaño y enviarlo otra vez."],
  [" Con --format se indica el formato del servidor.", " Abajo se puede indicar el formato del servidor."],
  ["En --format, ", "En el formato indicado, "],
  ["o indicar la misma fuente con --source.", "o enviarlo con esa misma fuente."],
  ["Conviene permitir más con --memory, por ejemplo --memory 2GB.", "Quien administra el servidor puede permitirle más."],
  ["indique --from y --to, o la ventana con --window-start y --window-end", "conviene declarar el periodo en Periodo y otros datos"],
  ["Conviene liberar espacio o señalar otro lugar con --out, --data o TMPDIR.", "Quien administra el servidor puede liberar espacio."],
];

/** What the program says last: the options that leave out what is no log. */
const leaveOutWords = /: (--leave-out '[^']*'(?: --leave-out '[^']*')*)$/;

export function toldOnPage(told: string | null): string {
  return pageWords.reduce((text, [from, to]) => text.replace(from, () => to), (told ?? "").replace(leaveOutWords, "."));
}

/** What lies in an archive beside its logs, by the patterns that leave it out. */
export function unwantedIn(told: string | null): string[] {
  const [, options = ""] = leaveOutWords.exec(told ?? "") ?? [];
  return [...options.matchAll(/'([^']*)'/g)].map(([, pattern = ""]) => pattern);
}

/** What precedes the damage can be read. */
export function isOfDamage(told: string | null): boolean {
  return (told ?? "").includes("--accept-damaged");
}

/** Another format or zone helps where the text was not understood; not where there is no text, or not all of it. */
export function isOfFormat(told: string | null): boolean {
  return /\b(?:formato|--time-zone)\b/.test((told ?? "").replace(/"[^"]*"/g, ""));
}
