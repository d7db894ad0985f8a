// The institute's board: its calls, the difusores of one, and inviting one more.
import { z } from "zod";
import { countOf, printable } from "../../analysis/index.ts";
import { html, type Markup } from "../../report/index.ts";
import { boardAddress, boardQuerySchema, chosenRows } from "../deeds/board-order.ts";
import { boardOf, callsOf, countsOf } from "../deeds/boards.ts";
import { type DifusorInvitation, inviteDifusor, knownDifusores } from "../deeds/invite-difusor.ts";
import { boardStrips } from "../pages/charts/board-strips.ts";
import { dayText } from "../pages/delivery/frame.ts";
import { csrfField, field, formErrors, tableOf } from "../pages/layout.ts";
import { boardTable, countsText, filterForm } from "../pages/review/board-page.ts";
import { dueOf } from "../records/due.ts";
import { invitationDays } from "../records/invitations.ts";
import { organisation } from "../records/organisations.ts";
import { type Answer, page } from "./answer.ts";
import { boardFile, memoriasArchive } from "./board-files.ts";
import { line, readForm } from "./forms.ts";
import type { Route, Visit } from "./route.ts";

const csrfOf = ({ session }: Visit): Markup => csrfField(session?.csrf ?? "");

async function callList({ services, person }: Visit): Promise<Answer> {
  const calls = callsOf(services, person);
  const rows = await Promise.all(
    calls.map(async (call) => {
      const { rows: board } = await boardOf(services, person, call.id);
      const due = dueOf(call, services.now());
      return [
        html`<a href="/tablero/${call.id}">${printable(call.document.value)}</a>`,
        dayText(call.electionDate.value),
        due === null ? "Sin fecha límite" : dayText(due.day),
        countsText(board),
      ];
    }),
  );
  const columns = ["Convocatoria", "Jornada electoral", "Fecha límite", "Cómo va"].map((title) => ({ title }));
  const institute = organisation(services, person.organisation);
  const empty = `Ninguna convocatoria conocida es de ${institute?.name ?? "este instituto"}. Quien administra el servidor puede agregarla, o anotar la sigla del instituto.`;
  return page("Tablero", tableOf("Convocatorias del instituto", columns, rows, empty), { isWide: true });
}

async function boardPage(visit: Visit): Promise<Answer> {
  const { services, person } = visit;
  const board = await boardOf(services, person, visit.parameter("call"));
  const query = boardQuerySchema.parse(visit.query);
  const place = `/tablero/${board.call.id}`;
  const rows = chosenRows(board.rows, query);
  const { handedIn } = countsOf(board.rows);
  const exported = (ending: string): string => boardAddress(`${place}/tablero.${ending}`, query);
  const some =
    rows.length === board.rows.length
      ? null
      : html`<p class="under">Se muestran ${countOf(rows.length, "difusor", "difusores")} de ${board.rows.length}.</p>`;
  const body = html`<p class="screen"><a href="/tablero">Todas las convocatorias</a></p>
<p><strong>${countsText(board.rows)}</strong></p>
${board.rows.length === 0 ? html`<p class="empty">Todavía no hay difusores en esta convocatoria. El siguiente paso es <a href="${place}/invitar">invitar a uno</a>; quien ya tiene cuenta también puede empezar su memoria por su lado.</p>` : html`${filterForm(place, query)}${some}${boardTable(board, rows, query)}${boardStrips(rows, query)}`}
<div class="actions">
<a class="button second" href="${place}/invitar">Invitar a un difusor</a>
${board.rows.length === 0 ? null : html`<a href="${exported("csv")}">Tabla en CSV</a> <a href="${exported("xlsx")}">Tabla en Excel</a>`}
${handedIn === 0 ? null : html`<a href="${place}/memorias.zip">Todas las memorias (.zip)</a> <a href="${place}/informe">Informe de la elección</a>`}
</div>
${handedIn === 0 ? null : html`<p class="hint screen">El archivo con todas las memorias no lleva los anexos de acceso restringido (líneas no reconocidas y bitácoras originales). <a href="${place}/memorias.zip?restringidos=1">Descargar también los restringidos</a>: queda en el registro de auditoría.</p>`}`;
  return page(printable(board.call.document.value), body, { isWide: true });
}

interface InviteShown {
  values: Record<string, unknown>;
  errors: Record<string, string>;
  made: DifusorInvitation | null;
}

async function invitePage(visit: Visit, { values, errors, made }: InviteShown = { values: {}, errors: {}, made: null }): Promise<Answer> {
  const { services, person } = visit;
  const { call } = await boardOf(services, person, visit.parameter("call"));
  const given = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const known = knownDifusores(services, person);
  const options = [
    { value: "", title: "Uno nuevo, con el nombre de abajo" },
    ...known.map(({ id, name }) => ({ value: id, title: printable(name) })),
  ];
  const body = html`<p class="screen"><a href="/tablero/${call.id}">Volver al tablero</a></p>
${made === null ? null : madeNote(made)}
${formErrors(errors)}
<p>El difusor queda en el tablero con su memoria técnica en preparación. Con el enlace, una persona suya abre su cuenta; vale ${invitationDays} días y una sola vez.</p>
<form method="post" action="/tablero/${call.id}/invitar">${csrfOf(visit)}
${known.length === 0 ? null : field({ name: "difusor", label: "Difusor", value: given("difusor"), options, isRequired: true, error: errors["difusor"] })}
${field({ name: "nombre", label: "Nombre del difusor nuevo", value: given("nombre"), hint: "El del medio o la institución, como quedará en su memoria técnica.", error: errors["nombre"], most: 200 })}
${field({ name: "correo", label: "Correo de quien se invita", type: "email", value: given("correo"), hint: "Solo para que aparezca ya escrito; el enlace se envía por cuenta propia.", error: errors["correo"], most: 254 })}
<div class="actions"><button>Hacer la invitación</button></div></form>`;
  return page("Invitar a un difusor", body, { status: Object.keys(errors).length === 0 ? 200 : 422 });
}

function madeNote({ organisation: host, link, delivery }: DifusorInvitation): Markup {
  const name = printable(host.name);
  if (link === null)
    return html`<p class="notice" role="status">${name} ya está en el tablero. Como trabaja también para otros institutos, su gente entra con las cuentas que tiene, o la invita quien administra el servidor.</p>`;
  return html`<div class="notice" role="status"><p>Enlace para ${name}, que solo se muestra esta vez:</p><p><code>${link}</code></p><p><a href="/revision/${delivery.id}">Ver su memoria técnica</a></p></div>`;
}

export const inviteForm = z.object({
  difusor: z.string().max(60).default(""),
  nombre: z.union([z.literal(""), line(200)]).default(""),
  correo: z.union([z.literal("").transform(() => null), z.email({ error: "No es una dirección de correo." }).max(254)]).default(null),
});

async function makeInvitation(visit: Visit): Promise<Answer> {
  const { services, actor, person, form } = visit;
  const read = readForm(inviteForm, form);
  if (!read.ok) return invitePage(visit, { values: form, errors: read.errors, made: null });
  const done = inviteDifusor(services, actor, person, visit.parameter("call"), read.value);
  return done.ok
    ? invitePage(visit, { values: {}, errors: {}, made: done.value })
    : invitePage(visit, { values: form, errors: done.errors, made: null });
}

const access = ["revisor"] as const;

export const boardRoutes: readonly Route[] = [
  { method: "GET", path: "/tablero", access, handle: callList },
  { method: "GET", path: "/tablero/:call", access, handle: boardPage },
  { method: "GET", path: "/tablero/:call/tablero.csv", access, handle: (visit) => boardFile(visit, "csv") },
  { method: "GET", path: "/tablero/:call/tablero.xlsx", access, handle: (visit) => boardFile(visit, "xlsx") },
  {
    method: "GET",
    path: "/tablero/:call/memorias.zip",
    access,
    mostPerMinute: 10,
    handle: (visit) => memoriasArchive(visit, visit.query["restringidos"] === "1"),
  },
  { method: "GET", path: "/tablero/:call/invitar", access, handle: (visit) => invitePage(visit) },
  { method: "POST", path: "/tablero/:call/invitar", access, mostPerMinute: 30, handle: makeInvitation },
];
