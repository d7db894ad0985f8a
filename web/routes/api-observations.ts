// The API of observations: the institute makes and closes them, the difusor answers.
import { z } from "zod";
import { answer, formKey, longText, observe, settle } from "../deeds/observe.ts";
import { observationsOf } from "../records/observations.ts";
import { newId } from "../records/records.ts";
import { type Answer, json } from "./answer.ts";
import { resultSchema, reviewFacts } from "./api-review.ts";
import { readBody } from "./forms.ts";
import type { Route, Visit } from "./route.ts";

const observationSchema = z.object({
  id: z.string(),
  version: z.int(),
  section: z.string(),
  text: z.string(),
  at: z.string(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
});
const observationList = z.object({ observations: z.array(observationSchema) });

function observations({ services, delivery }: Visit): Answer {
  return json({
    observations: observationsOf(services, delivery.id).map(({ id, version, section, text, at, answer: given, answeredAt, closedAt }) => ({
      id,
      version,
      section,
      text,
      at,
      answer: given,
      answeredAt,
      closedAt,
    })),
  });
}

/** `id`: given by the caller, so that one that is sent twice is one. */
const observationBody = z.object({
  id: formKey.optional(),
  version: z.int().positive(),
  section: z.string().max(40),
  text: longText(8000),
});
const answerBody = z.object({ answer: longText(8000) });
const review = "/api/v1/review/:delivery";
const access = ["revisor"] as const;
const difusor = ["difusor"] as const;

export const apiObservationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: `${review}/observations`,
    access,
    api: reviewFacts("Las observaciones de una memoria.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: `${review}/observations`,
    access,
    api: reviewFacts("Hace una observación sobre una parte de una versión.", "write", z.object({ id: z.string() }), {
      body: observationBody,
    }),
    handle: ({ services, actor, delivery, form }) => {
      const { id = newId(), ...given } = readBody(observationBody, form);
      const isNew = observe(services, actor, delivery, { id, ...given });
      return json({ id }, { status: isNew ? 201 : 200 });
    },
  },
  {
    method: "POST",
    path: `${review}/observations/:observation/close`,
    access,
    api: reviewFacts("Cierra una observación.", "write", resultSchema),
    handle: (visit) => json({ result: settle(visit.services, visit.actor, visit.delivery, visit.parameter("observation")) }),
  },
  {
    method: "GET",
    path: "/api/v1/deliveries/:delivery/observations",
    access: difusor,
    api: reviewFacts("Las observaciones que el instituto hizo.", "read", observationList),
    handle: observations,
  },
  {
    method: "POST",
    path: "/api/v1/deliveries/:delivery/observations/:observation/answer",
    access: difusor,
    api: reviewFacts("Contesta una observación.", "write", resultSchema, { body: answerBody }),
    handle: (visit) =>
      json({
        result: answer(
          visit.services,
          visit.actor,
          visit.delivery,
          visit.parameter("observation"),
          readBody(answerBody, visit.form).answer,
        ),
      }),
  },
];
