// The texts of a memoria: one area a section, saved as one types, with the drafted findings beside and every version that was saved.
import { type Analysis, printable } from "../../../analysis/index.ts";
import { html, type Markup, registrationFields } from "../../../report/index.ts";
import type { RegistrationCheck } from "../../deeds/texts.ts";
import type { Delivery } from "../../records/deliveries.ts";
import type { KeptText, TextSection } from "../../records/texts.ts";
import { momentText } from "../moments.ts";
import { placeOf } from "./frame.ts";

export const sectionTitles: Readonly<Record<TextSection, string>> = {
  registro: "Registro",
  analisis: "Análisis",
  conclusiones: "Conclusiones",
  recomendaciones: "Recomendaciones",
  comentarios: "Comentarios y sugerencias",
};

const hints: Readonly<Record<TextSection, string>> = {
  registro: `Para la portada: un renglón por dato, «Campo: valor». Campos: ${Object.keys(registrationFields).join(", ")}.`,
  analisis: "Patrones y tendencias que se observaron.",
  conclusiones: "Qué se concluye de los hallazgos.",
  recomendaciones: "Áreas de mejora, y qué convendría hacer.",
  comentarios: "Comentarios y sugerencias para convocatorias posteriores.",
};

export interface ShownSection {
  section: TextSection;
  text: string;
  revision: number;
  /** Null: nothing was saved yet. */
  savedAt: string | null;
  clause: string | null;
  /** What somebody else has saved since. */
  other: KeptText | null;
}

export function sectionForm(delivery: Delivery, shown: ShownSection, { csrf, canChange, nameOf }: SectionFrame): Markup {
  const { section, text, revision, savedAt, clause, other } = shown;
  const place = placeOf(delivery, `/textos/${section}`);
  const conflict =
    other === null
      ? null
      : html`<div class="error summary" role="alert"><p>${nameOf(other.person)} guardó otro texto (${momentText(other.updatedAt)}) mientras se escribía este. Nada se perdió: abajo están los dos. Al guardar, el de arriba sustituye al otro, que queda en la historia.</p></div>`;
  const theirs =
    other === null
      ? null
      : html`<div class="field"><label for="otro-${section}">Lo que está guardado</label><textarea id="otro-${section}" rows="10" readonly>
${other.text}</textarea></div>`;
  const status = savedAt === null ? "Sin guardar todavía." : `Guardado: ${momentText(savedAt)}.`;
  return html`<form method="post" action="${place}" class="text printed" data-autosave="/api/v1/deliveries/${delivery.id}/texts/${section}">${csrf}<input type="hidden" name="revision" value="${revision}">
${conflict}<div class="field"><label for="${section}">${sectionTitles[section]}${clause === null ? null : html` <span class="clause">Cláusula ${clause}</span>`}</label>
<p class="hint" id="${section}-ayuda">${hints[section]}</p>
<textarea id="${section}" name="texto" rows="${section === "registro" ? 9 : 10}" maxlength="100000" aria-describedby="${section}-ayuda"${canChange ? null : html` readonly`}>
${text}</textarea></div>${theirs}
<div class="actions">${canChange ? html`<button class="second">Guardar</button>` : null}<span class="under" role="status" data-status>${status}</span> <a href="${placeOf(delivery, `/textos/${section}/historia`)}">Historia</a></div></form>`;
}

export interface SectionFrame {
  csrf: Markup;
  canChange: boolean;
  nameOf: (person: string) => string;
}

export function registrationNote({ error, missing }: RegistrationCheck): Markup {
  if (error !== null) return html`<p class="note attention" id="registro-revision">${printable(error)}</p>`;
  if (missing.length === 0) return html`<p class="note" id="registro-revision">Los datos de registro están completos.</p>`;
  return html`<p class="note" id="registro-revision">Sin indicar: ${missing.join(", ")}.</p>`;
}

/** What the analysis found, each ready to be taken over into a text. */
export function findingsAside(analysis: Analysis | null): Markup {
  if (analysis === null)
    return html`<h2>Hallazgos</h2><p class="empty">Aparecen aquí al haber cifras, redactados y listos para pasar a un texto.</p>`;
  const { findings } = analysis;
  if (findings.length === 0) return html`<h2>Hallazgos</h2><p class="empty">El análisis no encontró hechos que destacar en el periodo.</p>`;
  const one = (text: string, section: TextSection): Markup =>
    html`<p>${printable(text)} <button type="button" class="link" data-take="${section}" data-text="${printable(text)}" hidden>Pasar a ${sectionTitles[section].toLowerCase()}</button></p>`;
  return html`<h2>Hallazgos</h2><p class="under">Redactados del análisis del periodo; se pueden pasar al texto y corregir ahí.</p>
${findings.map((finding) => html`<div class="note${finding.severity === "warning" ? " attention" : ""}">${one(finding.text, "analisis")}${finding.recommendation === null ? null : one(finding.recommendation, "recomendaciones")}</div>`)}`;
}
