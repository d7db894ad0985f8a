// The API does everything that the pages do: every route of a page with its counterpart, or the reason why it has none, written down by hand:
// a route that is not here fails access.test.ts.
/** Why a page has no counterpart. */
export const reasons = {
  entering: "entering, leaving and accepting an invitation are for people: a program has a token",
  own: "one's own sessions, password and tokens: a token that could change them would outlive its withdrawal",
  way: "it only leads on",
  form: "an empty form, or a question before a deed: it shows nothing that its reader does not enter",
} as const;
type Counterpart = { api: string } | { none: keyof typeof reasons };

/** `page -> API`, or `page -> (reason)`; the API's places are below /api/v1. */
export const counterparts: ReadonlyMap<string, Counterpart> = new Map(
  `GET / -> (way)
  GET /entrar -> (entering)
  POST /entrar -> (entering)
  POST /salir -> (entering)
  GET /invitacion/:secret -> (entering)
  POST /invitacion/:secret -> (entering)
  GET /cuenta -> (own)
  POST /cuenta/contrasena -> (own)
  POST /cuenta/sesiones/:id/cerrar -> (own)
  POST /cuenta/tokens -> (own)
  POST /cuenta/tokens/:id/retirar -> (own)
  GET /admin/personas -> GET /people
  POST /admin/personas/invitar -> POST /invitations
  POST /admin/personas/invitaciones/:id/retirar -> DELETE /invitations/:id
  POST /admin/personas/:id/contrasena -> POST /people/:id/password-link
  POST /admin/personas/:id/cerrar -> POST /people/:id/disable
  POST /admin/personas/:id/abrir -> POST /people/:id/enable
  GET /admin/organizaciones -> GET /organisations
  POST /admin/organizaciones -> POST /organisations
  GET /admin/organizaciones/:id -> GET /organisations/:id
  POST /admin/organizaciones/:id -> PUT /organisations/:id
  POST /admin/organizaciones/:id/baja -> POST /organisations/:id/retire
  POST /admin/organizaciones/:id/reactivar -> POST /organisations/:id/resume
  GET /admin/convocatorias -> GET /calls
  GET /admin/convocatorias/nueva -> (form)
  POST /admin/convocatorias/nueva -> POST /calls/:call
  POST /admin/convocatorias/revisar -> POST /calls/:call
  GET /admin/convocatorias/:call/:version -> GET /calls/:call/:version
  GET /admin/convocatorias/:call/:version/modificar -> GET /calls/:call/:version
  POST /admin/convocatorias/:call/:version/modificar -> POST /calls/:call
  GET /admin/convocatorias/:call/:version/corregir -> GET /calls/:call
  POST /admin/convocatorias/:call/:version/corregir -> PUT /calls/:call/:version
  POST /admin/convocatorias/:call/:version/quitar -> DELETE /calls/:call/:version
  GET /admin/almacen -> GET /storage
  GET /admin/almacen/:id/borrar -> (form)
  POST /admin/almacen/:id/borrar -> DELETE /deliveries/:delivery
  POST /admin/almacen/respaldo -> POST /backups
  GET /admin/almacen/respaldos/:job -> GET /backups/:job
  POST /admin/almacen/respaldos/:job/borrar -> DELETE /backups/:job
  POST /admin/almacen/respaldos/:job/recuperar -> POST /backups/:job/restore
  GET /admin/almacen/recuperacion -> GET /restore
  POST /admin/almacen/recuperacion/cambiar -> POST /restore/exchange
  POST /admin/almacen/recuperacion/descartar -> DELETE /restore
  GET /admin/almacen/apartados/:aside -> GET /set-aside/:aside
  POST /admin/almacen/apartados/:aside/poner -> POST /set-aside/:aside/put-back
  POST /admin/almacen/apartados/:aside/borrar -> DELETE /set-aside/:aside
  POST /admin/almacen/revision -> POST /checks
  POST /admin/almacen/respaldos/:job/recuperar -> POST /backups/:job/restore
  GET /admin/almacen/recuperacion -> GET /restore
  POST /admin/almacen/recuperacion/cambiar -> POST /restore/exchange
  POST /admin/almacen/recuperacion/descartar -> DELETE /restore
  GET /admin/almacen/apartados/:aside -> GET /set-aside/:aside
  POST /admin/almacen/apartados/:aside/poner -> POST /set-aside/:aside/put-back
  POST /admin/almacen/apartados/:aside/borrar -> DELETE /set-aside/:aside
  GET /admin/almacen/borradas/:id/acuse/:number -> GET /deletions/:id/receipts/:number
  GET /admin/auditoria -> GET /audit
  GET /admin/auditoria.csv -> GET /audit.csv
  GET /admin/auditoria.xlsx -> GET /audit.xlsx
  GET /memorias -> GET /deliveries
  POST /memorias -> POST /deliveries
  GET /memorias/:delivery -> GET /deliveries/:delivery
  GET /memorias/:delivery/kit.zip -> GET /deliveries/:delivery/kit
  GET /memorias/:delivery/bitacoras -> GET /deliveries/:delivery/files
  POST /memorias/:delivery/bitacoras/cargas/:upload/reintentar -> POST /deliveries/:delivery/uploads/:upload/retry
  POST /memorias/:delivery/bitacoras/cargas/:upload/retirar -> DELETE /deliveries/:delivery/uploads/:upload
  GET /memorias/:delivery/bitacoras/archivos/:file -> GET /deliveries/:delivery/files/:file
  GET /memorias/:delivery/bitacoras/archivos/:file/lineas -> GET /deliveries/:delivery/files/:file/rejects
  POST /memorias/:delivery/bitacoras/archivos/:file/leer -> POST /deliveries/:delivery/files/:file/reparse
  POST /memorias/:delivery/bitacoras/archivos/:file/retirar -> DELETE /deliveries/:delivery/files/:file
  GET /memorias/:delivery/incidencias -> GET /deliveries/:delivery/incidents
  POST /memorias/:delivery/incidencias -> POST /deliveries/:delivery/incidents
  GET /memorias/:delivery/incidencias/nueva -> GET /deliveries/:delivery/incidents/suggestions
  POST /memorias/:delivery/incidencias/declaracion -> PUT /deliveries/:delivery/incidents/statement
  GET /memorias/:delivery/incidencias/:incident -> GET /deliveries/:delivery/incidents/:incident
  POST /memorias/:delivery/incidencias/:incident -> PUT /deliveries/:delivery/incidents/:incident
  POST /memorias/:delivery/incidencias/:incident/retirar -> DELETE /deliveries/:delivery/incidents/:incident
  GET /memorias/:delivery/incidencias/plantilla.csv -> GET /deliveries/:delivery/incidents/template.csv
  GET /memorias/:delivery/incidencias/plantilla.xlsx -> GET /deliveries/:delivery/incidents/template.xlsx
  POST /memorias/:delivery/incidencias/importar -> POST /deliveries/:delivery/incidents/import
  POST /memorias/:delivery/incidencias/tomar -> POST /deliveries/:delivery/incidents/import
  GET /memorias/:delivery/datos -> GET /deliveries/:delivery/settings
  POST /memorias/:delivery/datos -> PUT /deliveries/:delivery/settings
  POST /memorias/:delivery/datos/tablas/:kind -> POST /deliveries/:delivery/attachments/:kind
  GET /memorias/:delivery/datos/tablas/:id -> GET /deliveries/:delivery/attachments/:id
  POST /memorias/:delivery/datos/tablas/:id/retirar -> DELETE /deliveries/:delivery/attachments/:id
  GET /memorias/:delivery/textos -> GET /deliveries/:delivery/texts
  POST /memorias/:delivery/textos/:section -> PUT /deliveries/:delivery/texts/:section
  GET /memorias/:delivery/textos/:section/historia -> GET /deliveries/:delivery/texts/:section/history
  POST /memorias/:delivery/textos/:section/restaurar -> PUT /deliveries/:delivery/texts/:section
  GET /memorias/:delivery/cifras -> GET /deliveries/:delivery/analysis
  GET /memorias/:delivery/cifras/:key -> GET /deliveries/:delivery/figures/:key
  GET /memorias/:delivery/entrega -> GET /deliveries/:delivery/draft
  POST /memorias/:delivery/entrega -> POST /deliveries/:delivery/versions
  POST /memorias/:delivery/borrador -> POST /deliveries/:delivery/draft
  GET /memorias/:delivery/borrador.zip -> GET /deliveries/:delivery/draft/archive
  GET /memorias/:delivery/borrador/* -> GET /deliveries/:delivery/draft/files/*
  GET /memorias/:delivery/versiones/:number -> GET /deliveries/:delivery/versions/:number
  GET /memorias/:delivery/versiones/:number.zip -> GET /deliveries/:delivery/versions/:number/archive
  GET /memorias/:delivery/versiones/:number/acuse.pdf -> GET /deliveries/:delivery/versions/:number/receipt
  GET /memorias/:delivery/versiones/:number/archivos/* -> GET /deliveries/:delivery/versions/:number/files/*
  GET /memorias/:delivery/observaciones -> GET /deliveries/:delivery/observations
  POST /memorias/:delivery/observaciones/:observation -> POST /deliveries/:delivery/observations/:observation/answer
  GET /tablero -> GET /review-calls
  GET /tablero/:call -> GET /calls/:call/board
  GET /tablero/:call/tablero.csv -> GET /calls/:call/board.csv
  GET /tablero/:call/tablero.xlsx -> GET /calls/:call/board.xlsx
  GET /tablero/:call/memorias.zip -> GET /calls/:call/archive
  GET /tablero/:call/invitar -> (form)
  POST /tablero/:call/invitar -> POST /calls/:call/invitations
  GET /tablero/:call/informe -> GET /calls/:call/report
  POST /tablero/:call/informe -> POST /calls/:call/report
  GET /tablero/:call/informe/eleccion.pdf -> GET /calls/:call/report/eleccion.pdf
  GET /tablero/:call/informe/eleccion.html -> GET /calls/:call/report/eleccion.html
  GET /revision/:delivery -> GET /review/:delivery/versions/:number/analysis
  GET /revision/:delivery/cifras -> GET /deliveries/:delivery/definitions
  GET /revision/:delivery/cifras/:key -> GET /review/:delivery/versions/:number/figures/:key
  GET /revision/:delivery/incidencias -> GET /review/:delivery/incidents
  POST /revision/:delivery/incidencias/:incident -> POST /review/:delivery/incidents/:incident
  GET /revision/:delivery/bitacoras -> GET /review/:delivery/versions/:number/analysis
  GET /revision/:delivery/memoria -> GET /review/:delivery/versions/:number/verify
  POST /revision/:delivery/versiones/:number/comprobar -> POST /review/:delivery/versions/:number/verify
  GET /revision/:delivery/versiones/:number.zip -> GET /deliveries/:delivery/versions/:number/archive
  GET /revision/:delivery/versiones/:number/archivos/* -> GET /deliveries/:delivery/versions/:number/files/*
  GET /revision/:delivery/observaciones -> GET /review/:delivery/observations
  POST /revision/:delivery/observaciones -> POST /review/:delivery/observations
  POST /revision/:delivery/observaciones/:observation/cerrar -> POST /review/:delivery/observations/:observation/close
  POST /revision/:delivery/decision -> POST /review/:delivery/decision
  GET /elecciones -> GET /elections
  GET /elecciones/comparar -> GET /elections/compare
  GET /elecciones/comparacion.csv -> GET /elections/comparison.csv
  GET /elecciones/comparacion.xlsx -> GET /elections/comparison.xlsx
  GET /elecciones/comparacion.arrow -> GET /elections/comparison.arrow
  GET /elecciones/comparacion.parquet -> GET /elections/comparison.parquet
  GET /elecciones/comparacion.pdf -> GET /elections/comparison.pdf`
    .split("\n")
    .map((line): [string, Counterpart] => {
      const [page = "", counterpart = ""] = line.trim().split(" -> ");
      const reason = /^\((\w+)\)$/.exec(counterpart)?.[1] as keyof typeof reasons | undefined;
      return [page, reason === undefined ? { api: counterpart.replace(" /", " /api/v1/") } : { none: reason }];
    }),
);
