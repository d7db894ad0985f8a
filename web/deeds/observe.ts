// Observations: made on a section of what was handed in, answered by the difusor, settled by the institute.
import { z } from "zod";
import type { Actor } from "../records/audit.ts";
import type { Delivery } from "../records/deliveries.ts";
import { addObservation, answerObservation, closeObservation, type Observation, observationsOf } from "../records/observations.ts";
import { versionsOf } from "../records/versions.ts";
import { Problem } from "../routes/problem.ts";
import type { Services } from "../services.ts";
import { sectionsOf } from "./sections.ts";

/** Text of several lines, without what no screen can show. */
export const longText = (most: number) =>
  z
    .string({ error: "Falta este texto." })
    .trim()
    .min(1, { error: "Falta este texto." })
    .max(most, { error: `A lo más ${most} caracteres.` })
    .regex(/^[^\p{Cc}]*(?:[\r\n\t][^\p{Cc}]*)*$/u, { error: "Tiene caracteres que no se pueden mostrar." });

/** As newId makes them: it comes with the form, so that one that is sent twice is one. */
export const formKey = z.string().regex(/^[A-Za-z0-9]{16}$/, { error: "Falta la clave del formulario; hay que recargar la página." });

/** Answers whether it is new. Throws Problem `not-found` for a version or `invalid` for a section that is not there. */
export function observe(
  services: Services,
  actor: Actor,
  of: Delivery,
  given: Pick<Observation, "id" | "version" | "section" | "text">,
): boolean {
  if (!versionsOf(services, of.id).some(({ number }) => number === given.version)) throw new Problem("not-found");
  if (!sectionsOf(services, of).some(({ id }) => id === given.section))
    throw new Problem("invalid", "Falta elegir una parte de la memoria.");
  return addObservation(services, actor, { delivery: of.id, ...given });
}

/** `again`: it was answered so just before. Throws Problem `not-found`, or `conflict` where it was answered otherwise or settled. */
export function answer(services: Services, actor: Actor, of: Delivery, id: string, text: string): "done" | "again" {
  if (answerObservation(services, actor, { id, delivery: of.id, answer: text })) return "done";
  const there = found(services, of, id);
  if (there.answer === text) return "again";
  const why = there.answer !== null ? "Otra persona ya la había contestado." : "El instituto la cerró antes de que llegara la respuesta.";
  throw new Problem("conflict", `${why} Nada se sustituyó; lo escrito se puede recuperar con «atrás» en el navegador.`);
}

/** `again`: it was settled before. Throws Problem `not-found`. */
export function settle(services: Services, actor: Actor, of: Delivery, id: string): "done" | "again" {
  if (closeObservation(services, actor, { id, delivery: of.id })) return "done";
  found(services, of, id);
  return "again";
}

function found(services: Services, of: Delivery, id: string): Observation {
  const there = observationsOf(services, of.id).find((each) => each.id === id);
  if (!there) throw new Problem("not-found");
  return there;
}
