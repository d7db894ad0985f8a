// Forms and JSON bodies read through a zod schema; what does not fit is told field by field, in Spanish.
import { z } from "zod";
import type { FormFile } from "../app.ts";
import { longestPassword, shortestPassword } from "../auth/passwords.ts";
import { Problem } from "./problem.ts";

export type Read<Value> = { ok: true; value: Value } | { ok: false; errors: Record<string, string> };

const spanish = z.locales.es().localeError;

/** The values of a form, or a message for each field that does not fit. Texts come without blanks at their ends. */
export function readForm<Schema extends z.ZodType>(schema: Schema, form: Record<string, unknown>): Read<z.infer<Schema>> {
  const trimmed = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]));
  const result = schema.safeParse(trimmed, { error: spanish });
  if (result.success) return { ok: true, value: result.data };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? "")] ??= issue.message;
  return { ok: false, errors };
}

/** The same for the API. Throws a Problem that names the first field. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body, { error: spanish });
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Problem("invalid", `${issue?.path.map(String).join(".") || "contenido"}: ${issue?.message ?? ""}`);
}

/** A text of one line with something in it. */
export function line(most: number): z.ZodString {
  return z
    .string({ error: "Falta este dato." })
    .min(1, { error: "Falta este dato." })
    .max(most, { error: `A lo más ${most} caracteres.` })
    .regex(/^\P{Cc}*$/u, { error: "Tiene caracteres que no se pueden mostrar." });
}

/** A check box: present or not. */
export const checkBox = z
  .union([z.literal("on"), z.literal("1"), z.literal("true")])
  .optional()
  .transform((value) => value !== undefined);

/** The file of a form. Throws Problem `invalid` where none was chosen, or it is empty. */
export function formFile(form: Record<string, unknown>, name: string): FormFile {
  const file = form[name] as Partial<FormFile> | undefined;
  if (!(file?.content instanceof Buffer) || file.content.length === 0)
    throw new Problem("invalid", "Falta elegir un archivo, o está vacío.");
  return { name: String(file.name ?? ""), content: file.content };
}

/** An address for people, in small letters. */
export const email = z
  .string({ error: "Falta el correo." })
  .max(254)
  .email({ error: "No parece un correo electrónico." })
  .transform((text) => text.toLowerCase());

export const newPassword = z
  .string({ error: "Falta la contraseña." })
  .min(shortestPassword, { error: `Al menos ${shortestPassword} caracteres; una frase sirve bien.` })
  .max(longestPassword, { error: `A lo más ${longestPassword} caracteres.` });
