// Words of the maps of Mexico and of the world.
import { countOf, formatCount } from "../../../analysis/index.ts";

export const visitors = "Unique visitors";
export const none = "0";

export function statesTitle(place: string, share: string): string {
  return `${place}: ${share} of the unique visitors from Mexico`;
}
export function countriesTitle(place: string, share: string): string {
  return `${place}: ${share} of the unique visitors`;
}

/** What no map can show, beside what it shows. */
export function unplaced(unknown: number, reserved: number): string {
  const parts = [
    ...(unknown > 0 ? [`${formatCount(unknown)} not identified`] : []),
    ...(reserved > 0 ? [`${formatCount(reserved)} in a private or reserved network`] : []),
  ];
  return parts.length === 0 ? "" : ` Not on the map: ${parts.join(" and ")}.`;
}
export function statesSubtitle(period: string, unplaced: string): string {
  return `Estimated unique visitors by state; ${period}.${unplaced} Map: Victor Cazanave, @svg-maps/mexico (CC BY 4.0), simplified and coloured.`;
}
export function countriesSubtitle(period: string, unplaced: string): string {
  return `Estimated unique visitors by country; ${period}.${unplaced} Map: Natural Earth (public domain), Equal Earth projection.`;
}
/** Places that have visitors and no shape. */
export function tooSmall(names: string[]): string {
  return ` Without an area on this map: ${names.join(", ")}.`;
}
export function statesAlt(list: string): string {
  return `Map of Mexico by state, darker where there are more unique visitors. ${list}.`;
}
export function countriesAlt(list: string): string {
  return `Map of the world by country, darker where there are more unique visitors. ${list}.`;
}
export function placeWords(name: string, visitors: number): string {
  return `${name}: ${countOf(visitors, "visitor", "visitors")}`;
}
export const more = "The others are in the table";
