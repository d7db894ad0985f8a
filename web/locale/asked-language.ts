// The language in which a program wants to be told what went wrong.
import type { Language } from "../../report/index.ts";

/** The one of the two that is liked better; Spanish where none of them is named. */
export function askedLanguage(accepted: string | undefined): Language {
  const liking = (language: Language): number => {
    const ranges = (accepted ?? "").split(",").map((each) => each.trim().split(";"));
    const found = ranges.find(([range = ""]) => range.toLowerCase().split("-")[0] === language);
    const weight = /^\s*q=(\d(?:\.\d+)?)\s*$/.exec(found?.[1] ?? "")?.[1];
    return found === undefined ? 0 : Number(weight ?? 1);
  };
  return liking("en") > liking("es") ? "en" : "es";
}
