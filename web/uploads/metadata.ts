// What a tus client says of an upload before its bytes: pairs of a name and base64 in one header.
import { z } from "zod";
import { uploadFactsSchema } from "../deeds/uploads.ts";
import { readForm } from "../routes/forms.ts";
import { Problem } from "../routes/problem.ts";

const schema = uploadFactsSchema.extend({
  delivery: z.string().max(64),
  filename: z.string().min(1, { error: "Falta el nombre del archivo." }),
});

/** Throws a Problem `invalid` that names what is missing. */
export function readMetadata(header: string | undefined): z.infer<typeof schema> {
  const pairs = (header ?? "").split(",").map((pair) => pair.trim().split(" "));
  const given = Object.fromEntries(
    pairs.filter(([name]) => name).map(([name, value = ""]) => [name, Buffer.from(value, "base64").toString("utf8")]),
  );
  const read = readForm(schema, given);
  if (read.ok) return read.value;
  const [field, message] = Object.entries(read.errors)[0] ?? ["", ""];
  throw new Problem("invalid", `${field}: ${message}`);
}

/** The size that the client announces. Throws a Problem `invalid`. */
export function readLength(header: string | string[] | undefined): number {
  if (typeof header !== "string" || !/^\d{1,15}$/.test(header))
    throw new Problem("invalid", "Falta el tamaño del archivo (Upload-Length).");
  return Number(header);
}
