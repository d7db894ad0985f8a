// Who may go where, written down by hand and apart from the routes: a route that is not here fails the walk, and so does one that is open to others.
import type { Role } from "../../web/records/people.ts";

type Allowed = "everyone" | "people" | readonly Role[];

const difusor = ["difusor"] as const;
const revisor = ["revisor"] as const;
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
    POST /admin/almacen/respaldos/:job/recuperar
    GET /admin/almacen/recuperacion
    POST /admin/almacen/recuperacion/cambiar
    POST /admin/almacen/recuperacion/descartar
    GET /admin/almacen/apartados/:aside
    POST /admin/almacen/apartados/:aside/poner
    POST /admin/almacen/apartados/:aside/borrar
    PUT /api/v1/backups/received
    POST /api/v1/backups/:job/restore
    GET /api/v1/restore
    DELETE /api/v1/restore
    POST /api/v1/restore/exchange
    GET /api/v1/set-aside
    GET /api/v1/set-aside/:aside
    POST /api/v1/set-aside/:aside/put-back
    DELETE /api/v1/set-aside/:aside
    GET /admin/auditoria
    GET /admin/auditoria.csv
    GET /admin/auditoria.xlsx
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
    GET /api/v1/organisations/:id
    PUT /api/v1/organisations/:id
    POST /api/v1/organisations/:id/retire
    POST /api/v1/organisations/:id/resume
    POST /api/v1/calls/:call
    PUT /api/v1/calls/:call/:version
    DELETE /api/v1/calls/:call/:version
    GET /api/v1/audit
    GET /api/v1/audit.csv
    GET /api/v1/audit.xlsx
    GET /api/v1/storage
    GET /api/v1/backups
    POST /api/v1/backups
    GET /api/v1/backups/:job
    DELETE /api/v1/backups/:job
    GET /api/v1/checks
    POST /api/v1/checks
    DELETE /api/v1/deliveries/:delivery
    GET /api/v1/deletions
    GET /api/v1/deletions/:id/receipts/:number`,
  ),
  ...each(
    difusor,
    `GET /memorias/:delivery/bitacoras
    POST /memorias/:delivery/bitacoras/cargas/:upload/reintentar
    POST /memorias/:delivery/bitacoras/cargas/:upload/retirar
    GET /memorias/:delivery/bitacoras/archivos/:file
    GET /memorias/:delivery/bitacoras/archivos/:file/lineas
    POST /memorias/:delivery/bitacoras/archivos/:file/leer
    POST /memorias/:delivery/bitacoras/archivos/:file/retirar
    GET /api/v1/deliveries/:delivery/uploads
    GET /api/v1/deliveries/:delivery/uploads/:upload
    POST /api/v1/deliveries/:delivery/uploads/:upload/retry
    DELETE /api/v1/deliveries/:delivery/uploads/:upload
    GET /api/v1/deliveries/:delivery/files
    GET /api/v1/deliveries/:delivery/files/:file
    GET /api/v1/deliveries/:delivery/files/:file/rejects
    PUT /api/v1/deliveries/:delivery/files/:name
    POST /api/v1/deliveries/:delivery/files/:file/reparse
    DELETE /api/v1/deliveries/:delivery/files/:file
    GET /api/v1/deliveries/:delivery/jobs
    GET /api/v1/deliveries/:delivery/jobs/:job
    GET /memorias
    POST /memorias
    GET /memorias/:delivery
    GET /memorias/:delivery/kit.zip
    GET /memorias/:delivery/incidencias
    POST /memorias/:delivery/incidencias
    GET /memorias/:delivery/incidencias/nueva
    GET /memorias/:delivery/incidencias/plantilla.csv
    GET /memorias/:delivery/incidencias/plantilla.xlsx
    POST /memorias/:delivery/incidencias/importar
    POST /memorias/:delivery/incidencias/tomar
    POST /memorias/:delivery/incidencias/declaracion
    GET /memorias/:delivery/incidencias/:incident
    POST /memorias/:delivery/incidencias/:incident
    POST /memorias/:delivery/incidencias/:incident/retirar
    GET /memorias/:delivery/datos
    POST /memorias/:delivery/datos
    POST /memorias/:delivery/datos/tablas/:kind
    GET /memorias/:delivery/datos/tablas/:id
    POST /memorias/:delivery/datos/tablas/:id/retirar
    GET /memorias/:delivery/textos
    POST /memorias/:delivery/textos/:section
    GET /memorias/:delivery/textos/:section/historia
    POST /memorias/:delivery/textos/:section/restaurar
    GET /memorias/:delivery/cifras
    GET /memorias/:delivery/cifras/:key
    GET /memorias/:delivery/entrega
    POST /memorias/:delivery/entrega
    POST /memorias/:delivery/borrador
    GET /memorias/:delivery/borrador.zip
    GET /memorias/:delivery/borrador/*
    GET /memorias/:delivery/versiones/:number
    GET /memorias/:delivery/versiones/:number.zip
    GET /memorias/:delivery/versiones/:number/acuse.pdf
    GET /memorias/:delivery/versiones/:number/archivos/*
    GET /memorias/:delivery/observaciones
    POST /memorias/:delivery/observaciones/:observation
    GET /api/v1/deliveries
    POST /api/v1/deliveries
    GET /api/v1/deliveries/:delivery
    GET /api/v1/deliveries/:delivery/kit
    GET /api/v1/deliveries/:delivery/analysis
    POST /api/v1/deliveries/:delivery/incidents/import
    GET /api/v1/deliveries/:delivery/incidents
    POST /api/v1/deliveries/:delivery/incidents
    POST /api/v1/deliveries/:delivery/incidents/import
    PUT /api/v1/deliveries/:delivery/incidents/statement
    GET /api/v1/deliveries/:delivery/incidents/suggestions
    GET /api/v1/deliveries/:delivery/incidents/template.csv
    GET /api/v1/deliveries/:delivery/incidents/template.xlsx
    GET /api/v1/deliveries/:delivery/incidents/:incident
    PUT /api/v1/deliveries/:delivery/incidents/:incident
    DELETE /api/v1/deliveries/:delivery/incidents/:incident
    GET /api/v1/deliveries/:delivery/settings
    PUT /api/v1/deliveries/:delivery/settings
    GET /api/v1/deliveries/:delivery/attachments
    POST /api/v1/deliveries/:delivery/attachments/:kind
    GET /api/v1/deliveries/:delivery/attachments/:id
    DELETE /api/v1/deliveries/:delivery/attachments/:id
    GET /api/v1/deliveries/:delivery/texts
    GET /api/v1/deliveries/:delivery/texts/:section/history
    PUT /api/v1/deliveries/:delivery/texts/:section
    GET /api/v1/deliveries/:delivery/draft
    POST /api/v1/deliveries/:delivery/draft
    GET /api/v1/deliveries/:delivery/draft/archive
    GET /api/v1/deliveries/:delivery/draft/files/*
    POST /api/v1/deliveries/:delivery/versions`,
  ),
  ...each(
    ["difusor", "revisor"],
    `GET /api/v1/deliveries/:delivery/versions
    GET /api/v1/deliveries/:delivery/versions/:number
    GET /api/v1/deliveries/:delivery/versions/:number/archive
    GET /api/v1/deliveries/:delivery/versions/:number/receipt
    GET /api/v1/deliveries/:delivery/versions/:number/files/*`,
  ),
  ...each(
    revisor,
    `GET /tablero
    GET /tablero/:call
    GET /tablero/:call/tablero.csv
    GET /tablero/:call/tablero.xlsx
    GET /tablero/:call/memorias.zip
    GET /tablero/:call/invitar
    POST /tablero/:call/invitar
    GET /revision/:delivery
    GET /revision/:delivery/cifras
    GET /revision/:delivery/cifras/:key
    GET /api/v1/review/:delivery/versions/:number/figures/:key
    GET /revision/:delivery/incidencias
    POST /revision/:delivery/incidencias/:incident
    GET /revision/:delivery/bitacoras
    GET /revision/:delivery/memoria
    POST /revision/:delivery/versiones/:number/comprobar
    GET /revision/:delivery/versiones/:number.zip
    GET /revision/:delivery/versiones/:number/archivos/*
    GET /revision/:delivery/observaciones
    POST /revision/:delivery/observaciones
    POST /revision/:delivery/observaciones/:observation/cerrar
    POST /revision/:delivery/decision
    GET /tablero/:call/informe
    POST /tablero/:call/informe
    GET /tablero/:call/informe/eleccion.pdf
    GET /tablero/:call/informe/eleccion.html
    GET /api/v1/review-calls
    GET /api/v1/calls/:call/board
    GET /api/v1/calls/:call/board.csv
    GET /api/v1/calls/:call/board.xlsx
    GET /api/v1/calls/:call/board.arrow
    GET /api/v1/calls/:call/archive
    POST /api/v1/calls/:call/invitations
    GET /api/v1/calls/:call/report
    POST /api/v1/calls/:call/report
    GET /api/v1/calls/:call/report/eleccion.pdf
    GET /api/v1/calls/:call/report/eleccion.html
    GET /api/v1/review/:delivery/versions/:number/analysis
    GET /api/v1/review/:delivery/versions/:number/verify
    POST /api/v1/review/:delivery/versions/:number/verify
    GET /api/v1/review/:delivery/incidents
    POST /api/v1/review/:delivery/incidents/:incident
    GET /api/v1/review/:delivery/observations
    POST /api/v1/review/:delivery/observations
    POST /api/v1/review/:delivery/observations/:observation/close
    POST /api/v1/review/:delivery/decision`,
  ),
  ...each(
    ["planeador"],
    `GET /elecciones
    GET /elecciones/comparar
    GET /elecciones/comparacion.csv
    GET /elecciones/comparacion.xlsx
    GET /elecciones/comparacion.arrow
    GET /elecciones/comparacion.parquet
    GET /elecciones/comparacion.pdf
    GET /api/v1/elections
    GET /api/v1/elections/compare
    GET /api/v1/elections/tables
    GET /api/v1/elections/tables/:table
    GET /api/v1/elections/comparison.csv
    GET /api/v1/elections/comparison.xlsx
    GET /api/v1/elections/comparison.arrow
    GET /api/v1/elections/comparison.parquet
    GET /api/v1/elections/comparison.pdf`,
  ),
  ...each(
    ["difusor"],
    `GET /api/v1/deliveries/:delivery/observations
    POST /api/v1/deliveries/:delivery/observations/:observation/answer`,
  ),
  ...each(
    all,
    `GET /api/v1/deliveries/:delivery/definitions
    GET /api/v1/deliveries/:delivery/figures
    GET /api/v1/deliveries/:delivery/figures/:key
    GET /api/v1/deliveries/:delivery/tables
    GET /api/v1/deliveries/:delivery/tables/:table
    GET /api/v1/deliveries/:delivery/charts
    GET /api/v1/deliveries/:delivery/charts/:table`,
  ),
};

/** What is not there yet of a delivery that was just begun, or without a query that says of what: not found. */
export const emptyAtFirst: readonly string[] = [
  "GET /api/v1/deliveries/:delivery/draft",
  "GET /api/v1/deliveries/:delivery/draft/archive",
  "GET /api/v1/deliveries/:delivery/analysis",
  "GET /api/v1/deliveries/:delivery/figures",
  "GET /memorias/:delivery/borrador.zip",
  "GET /elecciones/comparacion.csv",
  "GET /elecciones/comparacion.xlsx",
  "GET /elecciones/comparacion.arrow",
  "GET /elecciones/comparacion.parquet",
  "GET /elecciones/comparacion.pdf",
  "GET /api/v1/elections/compare",
  "GET /api/v1/elections/tables",
  "GET /api/v1/elections/comparison.csv",
  "GET /api/v1/elections/comparison.xlsx",
  "GET /api/v1/elections/comparison.arrow",
  "GET /api/v1/elections/comparison.parquet",
  "GET /api/v1/elections/comparison.pdf",
];
