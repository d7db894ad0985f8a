// The hours of each compared election one under the other, from the start of its period, on one scale; the counts in a table.
import { formatCount, formatShare } from "../../../analysis/index.ts";
import { html, type Markup } from "../../../report/index.ts";
import type { HourProfile } from "../../deeds/hour-profile.ts";
import { percent } from "../charts/time-scale.ts";
import { tableOf } from "../layout.ts";

const mostHours = 96;
const plotHeight = 48;

/** Null: there are no hours to show. */
export function hourProfiles(profiles: readonly HourProfile[]): Markup | null {
  const known = profiles.filter(({ hits, total }) => hits.size > 0 && total > 0);
  if (known.length === 0) return null;
  const hours = Math.min(mostHours, Math.max(...known.map((profile) => profile.hours)));
  const topShare = Math.max(...known.flatMap(({ hits, total }) => [...hits.values()].map((count) => count / total)));
  const rows = known.map((profile) => {
    const { place, share } = busiest(profile);
    return html`<div class="line"><div class="name">${profile.name}</div>${columns(profile, hours, topShare)}<div class="amount">hora ${place + 1}: ${formatShare(share)}</div></div>`;
  });
  const untold = known.some(({ unknown }) => [...(unknown ?? [])].some((place) => place < hours))
    ? "; con borde punteado, horas sin registro"
    : "";
  const cut = known.some((profile) => profile.hours > mostHours) ? `; se muestran las primeras ${mostHours} horas` : "";
  return html`<figure class="profiles"><figcaption><strong>Demanda por hora desde el inicio de cada periodo</strong><span>Proporción de las solicitudes de cada memoria en cada hora, todas en la misma escala; a la derecha, la hora de mayor demanda${untold}${cut}</span></figcaption>
<div class="lines" aria-hidden="true">${rows}<div class="line"><div class="name"></div>${axis(hours)}<div class="amount"></div></div></div>
<details><summary>Solicitudes de cada hora, en una tabla</summary>${countTable(known, hours)}</details></figure>`;
}

function busiest({ hits, total }: HourProfile): { place: number; share: number } {
  const [place = 0, count = 0] = [...hits].reduce((most, next) => (next[1] > most[1] ? next : most));
  return { place, share: count / total };
}

function columns({ hits, unknown, total }: HourProfile, hours: number, topShare: number): Markup {
  const bars = [...hits].flatMap(([place, count]) => {
    if (place >= hours) return [];
    const height = Math.round((count / total / topShare) * plotHeight * 10) / 10;
    return [
      html`<rect class="bar" x="${percent(place / hours)}" y="${Math.round((plotHeight - height) * 10) / 10}" width="${percent(0.85 / hours)}" height="${height}"/>`,
    ];
  });
  const gaps = [...(unknown ?? [])]
    .filter((place) => place < hours)
    .map(
      (place) =>
        html`<rect class="unknown" x="${percent(place / hours)}" y="1" width="${percent(0.85 / hours)}" height="${plotHeight - 2}"/>`,
    );
  return html`<svg width="100%" height="${plotHeight}">${gaps}${bars}<line class="rule" x1="0" x2="100%" y1="${plotHeight}" y2="${plotHeight}"/></svg>`;
}

function axis(hours: number): Markup {
  const step = hours <= 12 ? 1 : hours <= 30 ? 6 : 12;
  const places = Array.from({ length: Math.ceil(hours / step) }, (_, n) => n * step);
  return html`<svg width="100%" height="20">${places.map((place) => html`<text x="${percent(place / hours)}" y="13">${place === 0 ? "hora 1" : place + 1}</text>`)}</svg>`;
}

function countTable(profiles: readonly HourProfile[], hours: number): Markup {
  const rows = Array.from({ length: hours }, (_, place) => [
    `Hora ${place + 1}`,
    ...profiles.map(({ hits, unknown }) => {
      const count = hits.get(place);
      if (count !== undefined) return formatCount(count);
      return unknown === null ? "—" : unknown.has(place) ? "sin registro" : "0";
    }),
  ]);
  const titles = profiles.map(({ name }) => ({ title: name, kind: "number" as const }));
  return tableOf("Solicitudes en cada hora del periodo", [{ title: "Hora del periodo" }, ...titles], rows, "");
}
