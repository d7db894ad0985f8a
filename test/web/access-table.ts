// Who may go where, written down by hand and apart from the routes: a route that is not here fails the walk, and so does one that is open to others.
import type { Role } from "../../web/records/people.ts";

type Allowed = "everyone" | "people" | readonly Role[];

const difusor = ["difusor"] as const;
const administrador = ["administrador"] as const;
const all = ["difusor", "revisor", "planeador", "administrador"] as const;

function each(allowed: Allowed, names: string): Record<string, Allowed> {
  const lines = names.split("\n").map((name) => name.trim());
  return Object.fromEntries(lines.filter((name) => name !== "").map((name) => [name, allowed]));
}

export const accessTable: Readonly<Record<string, Allowed>> = {
  ...each(
    "everyone",
    `GET /
    GET /entrar
    POST /entrar
    GET /invitacion/:secret
    POST /invitacion/:secret
    POST /salir
    GET /api/openapi.json
    GET /api/docs`,
  ),
  ...each(
    "people",
    `GET /cuenta
    POST /cuenta/contrasena
    POST /cuenta/sesiones/:id/cerrar
    POST /cuenta/tokens
    POST /cuenta/tokens/:id/retirar
    GET /api/v1/calls
    GET /api/v1/calls/:call
    GET /api/v1/calls/:call/:version`,
  ),
  ...each(
    administrador,
    `GET /admin/personas
    POST /admin/personas/invitar
    POST /admin/personas/invitaciones/:id/retirar
    POST /admin/personas/:id/contrasena
    POST /admin/personas/:id/cerrar
    POST /admin/personas/:id/abrir
    GET /admin/organizaciones
    POST /admin/organizaciones
    GET /admin/organizaciones/:id
    POST /admin/organizaciones/:id
    POST /admin/organizaciones/:id/baja
    POST /admin/organizaciones/:id/reactivar
    GET /admin/convocatorias
    GET /admin/convocatorias/nueva
    POST /admin/convocatorias/nueva
    POST /admin/convocatorias/revisar
    GET /admin/convocatorias/:call/:version
    GET /admin/convocatorias/:call/:version/modificar
    POST /admin/convocatorias/:call/:version/modificar
    GET /admin/convocatorias/:call/:version/corregir
    POST /admin/convocatorias/:call/:version/corregir
    POST /admin/convocatorias/:call/:version/quitar
    GET /admin/almacen
    GET /admin/almacen/:id/borrar
    POST /admin/almacen/:id/borrar
    POST /admin/almacen/respaldo
    GET /admin/almacen/respaldos/:job
    POST /admin/almacen/respaldos/:job/borrar
    POST /admin/almacen/revision
    GET /admin/almacen/borradas/:id/acuse/:number
    GET /admin/auditoria
    GET /admin/auditoria.csv
    GET /api/v1/people
    GET /api/v1/people/:id
    POST /api/v1/people/:id/disable
    POST /api/v1/people/:id/enable
    POST /api/v1/people/:id/password-link
    GET /api/v1/invitations
    POST /api/v1/invitations
    DELETE /api/v1/invitations/:id
    GET /api/v1/organisations
    POST /api/v1/organisations
    PUT /api/v1/organisations/:id
    POST /api/v1/organisations/:id/retire
    POST /api/v1/organisations/:id/resume
    POST /api/v1/calls/:call
    DELETE /api/v1/calls/:call/:version
    GET /api/v1/audit`,
  ),
  ...each(difusor, ""),
  ...each(
    all,
    `GET /api/v1/deliveries/:delivery/tables
    GET /api/v1/deliveries/:delivery/tables/:table`,
  ),
};
