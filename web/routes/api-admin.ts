// The API of the administrator's deeds: people, invitations, organisations.
import { z } from "zod";
import { makeOrganisation, renameOrganisation, resumeOrganisation, retireOrganisation } from "../deeds/organisations.ts";
import { closeAccount, inviteTo, linkForNewPassword, openInvitations, reopenAccount, takeBackInvitation } from "../deeds/people.ts";
import { type Organisation, organisation, organisations } from "../records/organisations.ts";
import { type Person, people, person, roles } from "../records/people.ts";
import { json } from "./answer.ts";
import { api, done, isDone, one } from "./api-facts.ts";
import { email, line, readBody } from "./forms.ts";
import { listed, listOf, listQuery } from "./lists.ts";
import type { Route } from "./route.ts";

const access = ["administrador"] as const;
const role = z.enum(roles);
const kinds = ["sistema", "difusor", "instituto", "planeacion"] as const;
const moment = z.string().nullable();

const personShape = z.object({
  id: z.string(),
  organisation: z.string(),
  role,
  name: z.string(),
  email: z.string(),
  createdAt: z.string(),
  disabledAt: moment,
});
const organisationShape = z.object({
  id: z.string(),
  kind: z.enum(kinds),
  name: z.string(),
  shortName: z.string().nullable(),
  createdAt: z.string(),
  retiredAt: moment,
});
const invitationShape = z.object({
  id: z.string(),
  organisation: z.string(),
  role,
  email: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  person: z.string().nullable(),
});
const linkShape = z.object({ id: z.string(), link: z.string().describe("Se dice esta única vez.") });

const inviteBody = z.object({ organisation: z.string().max(40), email: email.nullable().default(null) });
const shortName = line(20)
  .regex(/^[\p{L}\p{N} .-]+$/u)
  .nullable()
  .default(null);
const organisationBody = z.object({ kind: z.enum(["difusor", "instituto", "planeacion"]), name: line(160), shortName });
const changeBody = z.object({ name: line(160), shortName });

const shownPerson = ({
  id,
  organisation: of,
  role: as,
  name,
  email: address,
  createdAt,
  disabledAt,
}: Person): z.infer<typeof personShape> => ({ id, organisation: of, role: as, name, email: address, createdAt, disabledAt });
const shownOrganisation = ({
  id,
  kind,
  name,
  shortName: short,
  createdAt,
  retiredAt,
}: Organisation): z.infer<typeof organisationShape> => ({ id, kind, name, shortName: short, createdAt, retiredAt });

const peopleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/people",
    access,
    api: api("Cuentas", "read", "Todas las cuentas.", { query: listQuery, response: listOf(personShape) }),
    handle: (visit) => listed(visit, people(visit.services).map(shownPerson), ({ id }) => id),
  },
  {
    method: "GET",
    path: "/api/v1/people/:id",
    access,
    api: api("Cuentas", "read", "Una cuenta.", { response: personShape }),
    handle: (visit) => json(shownPerson(one(person(visit.services, visit.parameter("id"))))),
  },
  ...(
    [
      ["disable", "Cierra una cuenta: sus sesiones y tokens dejan de servir.", closeAccount],
      ["enable", "Abre de nuevo una cuenta.", reopenAccount],
    ] as const
  ).map(
    ([word, summary, deed]): Route => ({
      method: "POST",
      path: `/api/v1/people/:id/${word}`,
      access,
      api: api("Cuentas", "write", summary, { response: done }),
      handle: (visit) => {
        deed(visit.services, visit.actor, visit.parameter("id"));
        return isDone();
      },
    }),
  ),
  {
    method: "POST",
    path: "/api/v1/people/:id/password-link",
    access,
    api: api("Cuentas", "write", "Un enlace para que la persona elija contraseña nueva.", { response: linkShape }),
    handle: (visit) => json(linkForNewPassword(visit.services, visit.actor, visit.parameter("id"))),
  },
  {
    method: "GET",
    path: "/api/v1/invitations",
    access,
    api: api("Cuentas", "read", "Enlaces que todavía no se usan.", { query: listQuery, response: listOf(invitationShape) }),
    handle: (visit) =>
      listed(
        visit,
        openInvitations(visit.services).map((each) => invitationShape.parse(each)),
        ({ id }) => id,
      ),
  },
  {
    method: "POST",
    path: "/api/v1/invitations",
    access,
    api: api("Cuentas", "write", "Hace una invitación para una organización.", { body: inviteBody, response: linkShape }),
    handle: (visit) => json(inviteTo(visit.services, visit.actor, readBody(inviteBody, visit.form)), { status: 201 }),
  },
  {
    method: "DELETE",
    path: "/api/v1/invitations/:id",
    access,
    api: api("Cuentas", "write", "Retira un enlace.", { response: done }),
    handle: (visit) => {
      takeBackInvitation(visit.services, visit.actor, visit.parameter("id"));
      return isDone();
    },
  },
];

const organisationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/v1/organisations",
    access,
    api: api("Organizaciones", "read", "Todas las organizaciones.", { query: listQuery, response: listOf(organisationShape) }),
    handle: (visit) => listed(visit, organisations(visit.services).map(shownOrganisation), ({ id }) => id),
  },
  {
    method: "GET",
    path: "/api/v1/organisations/:id",
    access,
    api: api("Organizaciones", "read", "Una organización.", { response: organisationShape }),
    handle: (visit) => json(shownOrganisation(one(organisation(visit.services, visit.parameter("id"))))),
  },
  {
    method: "POST",
    path: "/api/v1/organisations",
    access,
    api: api("Organizaciones", "write", "Da de alta una organización.", { body: organisationBody, response: organisationShape }),
    handle: (visit) =>
      json(shownOrganisation(makeOrganisation(visit.services, visit.actor, readBody(organisationBody, visit.form))), { status: 201 }),
  },
  {
    method: "PUT",
    path: "/api/v1/organisations/:id",
    access,
    api: api("Organizaciones", "write", "Cambia nombre y siglas.", { body: changeBody, response: organisationShape }),
    handle: (visit) => {
      renameOrganisation(visit.services, visit.actor, visit.parameter("id"), readBody(changeBody, visit.form));
      return json(shownOrganisation(one(organisation(visit.services, visit.parameter("id")))));
    },
  },
  ...(
    [
      ["retire", "Da de baja una organización y cierra sus cuentas.", retireOrganisation],
      ["resume", "Reactiva una organización.", resumeOrganisation],
    ] as const
  ).map(
    ([word, summary, deed]): Route => ({
      method: "POST",
      path: `/api/v1/organisations/:id/${word}`,
      access,
      api: api("Organizaciones", "write", summary, { response: done }),
      handle: (visit) => {
        deed(visit.services, visit.actor, visit.parameter("id"));
        return isDone();
      },
    }),
  ),
];

export const apiAdminRoutes: readonly Route[] = [...peopleRoutes, ...organisationRoutes];
