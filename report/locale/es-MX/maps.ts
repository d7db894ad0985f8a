// Words of the maps of Mexico and of the world.
import { countOf, formatCount } from "../../../analysis/index.ts";

export const visitors = "Visitantes únicos";
export const none = "0";

export function statesTitle(place: string, share: string): string {
  return `${place}: ${share} de los visitantes únicos de México`;
}
export function countriesTitle(place: string, share: string): string {
  return `${place}: ${share} de los visitantes únicos`;
}

/** What no map can show, beside what it shows. */
export function unplaced(unknown: number, reserved: number): string {
  const parts = [
    ...(unknown > 0 ? [`${formatCount(unknown)} sin identificar`] : []),
    ...(reserved > 0 ? [`${formatCount(reserved)} en red privada o reservada`] : []),
  ];
  return parts.length === 0 ? "" : ` Fuera del mapa: ${parts.join(" y ")}.`;
}
export function statesSubtitle(period: string, unplaced: string): string {
  return `Visitantes únicos estimados por estado; ${period}.${unplaced} Mapa: Victor Cazanave, @svg-maps/mexico (CC BY 4.0), simplificado y coloreado.`;
}
export function countriesSubtitle(period: string, unplaced: string): string {
  return `Visitantes únicos estimados por país; ${period}.${unplaced} Mapa: Natural Earth (dominio público), proyección Equal Earth.`;
}
/** Places that have visitors and no shape. */
export function tooSmall(names: string[]): string {
  return ` Sin superficie en este mapa: ${names.join(", ")}.`;
}
export function statesAlt(list: string): string {
  return `Mapa de México por estado, más oscuro donde hay más visitantes únicos. ${list}.`;
}
export function countriesAlt(list: string): string {
  return `Mapa del mundo por país, más oscuro donde hay más visitantes únicos. ${list}.`;
}
export function placeWords(name: string, visitors: number): string {
  return `${name}: ${countOf(visitors, "visitante", "visitantes")}`;
}
export const more = "Los demás están en la tabla";
