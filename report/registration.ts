// The difusor's registration data, as it stands in a text of lines `Campo: valor`: printed on the cover, checked field by field.
import { printable } from "../analysis/index.ts";
import { UserError } from "../ingest/index.ts";
import { expectedShapes } from "./locale/es-MX/registration.ts";

export interface RegistrationFact {
  key: FieldKey;
  text: string;
}

/** The fields as a person writes them, in every language: the registration itself is in Spanish. */
const FIELD_KEYS = [
  "medio",
  "estado",
  "contacto",
  "correo",
  "teléfono",
  "dirección IP",
  "sitio oficial",
  "sitio de pruebas",
  "personal técnico",
] as const;

export type FieldKey = (typeof FIELD_KEYS)[number];

/** Only what can be checked by its shape is; names and telephones are people's. */
const SHAPES: Partial<Record<FieldKey, RegExp>> = {
  correo: /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u,
  "sitio oficial": /^https?:\/\/[^\s<>"]+$/u,
  "sitio de pruebas": /^https?:\/\/[^\s<>"]+$/u,
};

/**
 * The registration's facts in the order of the form, each field as often as it was given (several people, several addresses).
 * @param firstLine number of the text's first line in `file`, for the error.
 * @throws UserError `texts-invalid` naming the line of an unknown field, an empty value, or one of the wrong shape.
 */
export function parseRegistration(text: string, file: string, firstLine: number): RegistrationFact[] {
  const found: { key: FieldKey; text: string }[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const refuse = (expected: string): never => {
      throw new UserError("texts-invalid", { file, place: `línea ${firstLine + index}`, expected });
    };
    const [, name = "", value = ""] = /^\s*(?:[-*+]\s+)?\**([^:*]+?)\**\s*:\**\s*(.*)$/u.exec(line) ?? [];
    const key = FIELD_KEYS.find((candidate) => folded(candidate) === folded(name));
    if (key === undefined || value.trim() === "") {
      return refuse(`«Campo: valor», con uno de los campos ${FIELD_KEYS.map((candidate) => `«${candidate}»`).join(", ")}`);
    }
    if (SHAPES[key]?.test(value.trim()) === false) return refuse(expectedShapes[key] ?? "");
    found.push({ key, text: printable(value.trim()) });
  }
  return FIELD_KEYS.flatMap((key) => {
    const given = found.filter((fact) => fact.key === key).map((fact) => fact.text);
    return given.length === 0 ? [] : [{ key, text: given.join("; ") }];
  });
}

function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "");
}
