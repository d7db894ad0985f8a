// The texts of a delivery: all sections on a page, saving one, its history, and restoring an earlier one.
import { keptAnalysis } from "../../analysis/index.ts";
import { html } from "../../report/index.ts";
import { whyNotChangeable } from "../deeds/changeable.ts";
import { checkRegistration, writeText } from "../deeds/texts.ts";
import { deliveryPage, placeOf } from "../pages/delivery/frame.ts";
import { findingsAside, registrationNote, type ShownSection, sectionForm, sectionTitles } from "../pages/delivery/texts-page.ts";
import { csrfField } from "../pages/layout.ts";
import { momentText } from "../pages/moments.ts";
import { callOf } from "../records/calls.ts";
import { isOpen } from "../records/deliveries.ts";
import { person } from "../records/people.ts";
import { type KeptText, type TextSection, textHistory, textSections, textsOf } from "../records/texts.ts";
import { type Answer, redirect } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { Route, Visit } from "./route.ts";

export function sectionNamed(text: string): TextSection {
  const section = textSections.find((each) => each === text);
  if (!section) throw new Problem("not-found");
  return section;
}

function nameOf({ services }: Visit): (id: string) => string {
  return (id) => person(services, id)?.name ?? "Otra persona";
}

/** A text that could not be saved; `reason` null: somebody else has saved another one. */
interface Unsaved {
  section: TextSection;
  text: string;
  reason: string | null;
}

async function textsPage(visit: Visit, unsaved: Unsaved | null = null): Promise<Answer> {
  const { services, delivery, session } = visit;
  const kept = new Map(textsOf(services, delivery.id).map((text) => [text.section, text]));
  const analysis = (await keptAnalysis(services.store, delivery.id))?.analysis ?? null;
  const frame = { csrf: csrfField(session?.csrf ?? ""), canChange: isOpen(delivery), nameOf: nameOf(visit) };
  const forms = textSections.map((section) => {
    const there = kept.get(section) ?? null;
    const form = sectionForm(delivery, shownSection(visit, section, there, unsaved), frame);
    return { section, form };
  });
  const check = registrationNote(await checkRegistration(services, delivery));
  const reason = unsaved?.reason ?? null;
  const body = html`${reason === null ? null : html`<p class="error summary" role="alert">${reason} Lo escrito sigue aquí abajo, sin guardar.</p>`}<p>Lo que se escribe se guarda solo. Se admite Markdown sencillo: párrafos, listas con guion, **negritas** y títulos con ###.</p>
<div class="beside"><div>${forms.map(({ section, form }) => html`${form}${section === "registro" ? check : null}`)}</div><div>${findingsAside(analysis)}</div></div>`;
  return deliveryPage(visit, "textos", "Textos", body, { scripts: ["texts"], isWide: true, status: unsaved === null ? 200 : 409 });
}

function shownSection(visit: Visit, section: TextSection, there: KeptText | null, unsaved: Unsaved | null): ShownSection {
  const own = unsaved?.section === section ? unsaved : null;
  return {
    section,
    text: own?.text ?? there?.text ?? "",
    revision: there?.revision ?? 0,
    savedAt: there?.updatedAt ?? null,
    clause: clauseOf(visit, section),
    other: own === null || own.reason !== null ? null : there,
  };
}

function clauseOf({ delivery, services }: Visit, section: TextSection): string | null {
  const asking = section === "registro" ? null : section === "comentarios" ? "comentarios" : "analisis";
  return callOf(services, delivery.call).memoria.sections.find(({ id }) => id === asking)?.clause ?? null;
}

async function save(visit: Visit): Promise<Answer> {
  const { services, actor, delivery, form } = visit;
  const section = sectionNamed(visit.parameter("section"));
  const text = String(form["texto"] ?? "");
  const revision = Number(form["revision"] ?? Number.NaN);
  if (!Number.isInteger(revision)) throw new Problem("invalid", "Falta la revisión del texto; hay que recargar la página.");
  const closed = whyNotChangeable(services, delivery);
  if (closed !== null) return textsPage(visit, { section, text, reason: closed });
  const saved = writeText(services, actor, delivery, { section, text, revision });
  return saved === null ? textsPage(visit, { section, text, reason: null }) : redirect(placeOf(delivery, `/textos#${section}`), "guardado");
}

function historyPage(visit: Visit): Answer {
  const { services, delivery, session } = visit;
  const section = sectionNamed(visit.parameter("section"));
  const current = textsOf(services, delivery.id).find((text) => text.section === section);
  const items = textHistory(services, delivery.id, section).map(({ text, revision, person: by, updatedAt }) => {
    const restore =
      revision === current?.revision || !isOpen(delivery)
        ? null
        : html`<form method="post" action="${placeOf(delivery, `/textos/${section}/restaurar`)}">${csrfField(session?.csrf ?? "")}<input type="hidden" name="de" value="${revision}"><input type="hidden" name="revision" value="${current?.revision ?? 0}"><button class="second">Restaurar este texto</button></form>`;
    const title = `${momentText(updatedAt)}, ${nameOf(visit)(by)}${revision === current?.revision ? " (el actual)" : ""}`;
    return html`<details><summary>${title}</summary><div class="note whole">${text}</div>${restore}</details>`;
  });
  const body = html`<p class="screen"><a href="${placeOf(delivery, `/textos#${section}`)}">Volver a los textos</a></p>
${items.length === 0 ? html`<p class="empty">Todavía no se guarda nada de este apartado.</p>` : items}`;
  return deliveryPage(visit, "textos", `Historia: ${sectionTitles[section]}`, body);
}

function restore(visit: Visit): Answer {
  const { services, actor, delivery, form } = visit;
  const section = sectionNamed(visit.parameter("section"));
  const wanted = textHistory(services, delivery.id, section).find(({ revision }) => revision === Number(form["de"]));
  if (!wanted) throw new Problem("not-found");
  const saved = writeText(services, actor, delivery, { section, text: wanted.text, revision: Number(form["revision"]) });
  if (saved === null)
    throw new Problem("conflict", "Alguien más guardó otro texto mientras tanto. Nada se cambió: conviene ver la historia de nuevo.");
  return redirect(placeOf(delivery, `/textos#${section}`), "restaurado");
}

const access = ["difusor"] as const;

export const textRoutes: readonly Route[] = [
  { method: "GET", path: "/memorias/:delivery/textos", access, handle: (visit) => textsPage(visit) },
  { method: "POST", path: "/memorias/:delivery/textos/:section", access, handle: save },
  { method: "GET", path: "/memorias/:delivery/textos/:section/historia", access, handle: historyPage },
  { method: "POST", path: "/memorias/:delivery/textos/:section/restaurar", access, handle: restore },
];
