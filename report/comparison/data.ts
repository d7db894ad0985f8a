// The comparison of elections as tables for other programs: numbers as they are, shares of 0..1, what is not known left empty.
import type { ComparedDelivery, DeliveriesComparison } from "../../analysis/index.ts";
import type { CsvCell } from "../csv.ts";
import type { DataTable } from "../exports/data-table.ts";
import * as electionWords from "../locale/es-MX/elections.ts";

const { captions } = electionWords.comparison;

/** The first holds one row an election; the others are long. */
export function comparisonData({ deliveries, growth, elections, sizing }: DeliveriesComparison): [DataTable, ...DataTable[]] {
  const each = (rowsOf: (delivery: ComparedDelivery) => CsvCell[][]): CsvCell[][] =>
    deliveries.flatMap((delivery) => rowsOf(delivery).map((row) => [delivery.name, ...row]));
  return [
    { name: "elecciones", title: captions.traffic, headings: electionHeadings, rows: deliveries.map(electionCells) },
    {
      name: "lugares",
      title: captions.places,
      headings: ["eleccion", "clase", "nombre", "proporcion"],
      rows: each((d) => [
        ...shares("pais", d.countries),
        ...shares("estado", d.states),
        ...shares("ciudad", d.cities),
        ...shares("equipo", d.devices),
      ]),
    },
    {
      name: "disponibilidad",
      title: captions.availability,
      headings: ["eleccion", "fuente", "disponibilidad", "sin_servicio_s", "sin_registro_s", "cobertura", "veredicto"],
      rows: each((d) =>
        d.availability.map((row) => [row.source, row.availability, row.downSeconds, row.unknownSeconds, row.coverage, row.verdict]),
      ),
    },
    {
      name: "incidencias",
      title: captions.incidents,
      headings: ["eleccion", "causa", "incidencias", "duracion_s"],
      rows: each((d) => (d.incidents ?? []).map(({ type, count, seconds }) => [type, count, seconds])),
    },
    {
      name: "crecimiento",
      title: captions.growth,
      headings: [
        "de",
        "a",
        "solicitudes",
        "visitas",
        "visitantes_unicos",
        "solicitudes_por_hora",
        "visitas_por_hora",
        "minuto_mayor",
        "permanencia",
        "horas_comunes",
        "solicitudes_en_horas_comunes",
        "paginas_vistas_en_horas_comunes",
        "visitas_en_horas_comunes",
        "bytes_en_horas_comunes",
        "ancho_de_banda",
        "mismo_instituto",
      ],
      rows: growth.map((g) => [
        g.from,
        g.to,
        g.totals.hits,
        g.totals.visits,
        g.totals.uniqueVisitors,
        g.perHour.hits,
        g.perHour.visits,
        g.peakMinute,
        g.meanVisitDuration,
        ...[g.common.hours, g.common.hits, g.common.pageViews, g.common.visits, g.common.bytes, g.peakBandwidth],
        g.sameInstitute ? 1 : 0,
      ]),
    },
    {
      name: "carga-conjunta",
      title: captions.load,
      headings: ["convocatoria", "eleccion", "solicitudes", "proporcion", "minuto_mayor_conjunto", "solicitudes_del_minuto_mayor_conjunto"],
      rows: elections.flatMap(({ convocatoria, peakMinute, shares }) =>
        shares.map(({ name, hits, share }) => [convocatoria, name, hits, share, peakMinute?.at ?? null, peakMinute?.hits ?? null]),
      ),
    },
    {
      name: "tamano-estimado",
      title: captions.sizing,
      headings: ["medida", "valor"],
      rows: [
        ["solicitudes_por_segundo", sizing.hitsPerSecond],
        ["solicitudes_por_segundo_peor_segundo", sizing.burstHitsPerSecond],
        ["bits_por_segundo", sizing.bitsPerSecond],
        ["crecimiento", sizing.growthFactor],
        ["margen", sizing.marginFactor],
        ["solicitudes_por_segundo_al_origen", sizing.originHitsPerSecond],
        ["solicitudes_por_segundo_de_toda_la_eleccion", sizing.electionHitsPerSecond],
        ["solicitudes_por_segundo_por_servidor", sizing.serverCapacity],
        ["servidores", sizing.servers],
      ],
    },
  ];
}

function shares(kind: string, rows: ComparedDelivery["countries"]): CsvCell[][] {
  return rows.map(({ name, share }) => [kind, name, share]);
}

const electionHeadings = [
  ...["eleccion", "difusor", "convocatoria", "periodo", "inicio", "fin", "horas", "horas_cubiertas"],
  ...["solicitudes", "solicitudes_de_personas", "paginas_vistas", "visitas", "visitantes_unicos", "bytes"],
  ...["solicitudes_por_hora", "paginas_vistas_por_hora", "visitas_por_hora"],
  ...["permanencia_media_s", "permanencia_mediana_s", "tiempo_activo_medio_s", "tiempo_activo_mediano_s"],
  ...["minuto_mayor", "solicitudes_del_minuto_mayor", "solicitudes_del_segundo_mayor", "bits_por_segundo_del_minuto_mayor_estimados"],
  ...["minuto_con_mas_datos", "bytes_del_minuto_con_mas_datos", "bits_por_segundo_del_minuto_con_mas_datos"],
  ...["incidencia_en_el_minuto_mayor", "actualizaciones_automaticas", "proporcion_de_cache"],
  ...["solicitudes_en_horas_comunes", "paginas_vistas_en_horas_comunes", "visitas_en_horas_comunes", "bytes_en_horas_comunes"],
];

function electionCells(d: ComparedDelivery): CsvCell[] {
  return [
    ...[d.name, d.difusor, d.convocatoria, d.period.name, d.period.start, d.period.end, d.period.hours, d.coveredHours],
    ...[d.hits, d.humanHits, d.pageViews, d.visits, d.uniqueVisitors, d.bytes],
    ...[d.perHour.hits, d.perHour.pageViews, d.perHour.visits],
    ...[d.visitDuration.mean, d.visitDuration.median, d.activeTime.mean, d.activeTime.median],
    ...[d.peakMinute?.at ?? null, d.peakMinute?.hits ?? null, d.peakSecond?.hits ?? null, d.peakMinuteBitsPerSecond],
    ...[d.peakBytesMinute?.at ?? null, d.peakBytesMinute?.bytes ?? null, d.peakBytesMinute?.bitsPerSecond ?? null],
    ...[d.peakIncident, d.pollingHits, d.cacheShare],
    ...[d.common?.hits ?? null, d.common?.pageViews ?? null, d.common?.visits ?? null, d.common?.bytes ?? null],
  ];
}
