// Countries, states and cities as English names them.
import { printable } from "../../../analysis/index.ts";

const UNKNOWN_PLACE = "Not identified";
const PRIVATE_PLACE = "Private or reserved network";

/** Codes under which a place that cannot be told is counted. */
const UNKNOWN_CODES = new Set(["", "-", "unknown", "desconocido", "zz", "xx", "??"]);
const PRIVATE_CODES = new Set(["private", "privada", "privado"]);

/** ISO 3166-2:MX. */
const STATES: Readonly<Record<string, string>> = {
  "MX-AGU": "Aguascalientes",
  "MX-BCN": "Baja California",
  "MX-BCS": "Baja California Sur",
  "MX-CAM": "Campeche",
  "MX-CHH": "Chihuahua",
  "MX-CHP": "Chiapas",
  "MX-CMX": "Mexico City",
  "MX-COA": "Coahuila",
  "MX-COL": "Colima",
  "MX-DUR": "Durango",
  "MX-GRO": "Guerrero",
  "MX-GUA": "Guanajuato",
  "MX-HID": "Hidalgo",
  "MX-JAL": "Jalisco",
  "MX-MEX": "State of Mexico",
  "MX-MIC": "Michoacán",
  "MX-MOR": "Morelos",
  "MX-NAY": "Nayarit",
  "MX-NLE": "Nuevo León",
  "MX-OAX": "Oaxaca",
  "MX-PUE": "Puebla",
  "MX-QUE": "Querétaro",
  "MX-ROO": "Quintana Roo",
  "MX-SIN": "Sinaloa",
  "MX-SLP": "San Luis Potosí",
  "MX-SON": "Sonora",
  "MX-TAB": "Tabasco",
  "MX-TAM": "Tamaulipas",
  "MX-TLA": "Tlaxcala",
  "MX-VER": "Veracruz",
  "MX-YUC": "Yucatán",
  "MX-ZAC": "Zacatecas",
};

function special(code: string): string | null {
  const folded = code.toLowerCase().replace(/^[a-z]{2}-/u, "");
  if (UNKNOWN_CODES.has(folded)) return UNKNOWN_PLACE;
  return PRIVATE_CODES.has(folded) ? PRIVATE_PLACE : null;
}

/** Whether a code stands for a place that cannot be told, or for addresses that are nowhere; null for a place. */
export function isUnplaced(code: string): "unknown" | "private" | null {
  const named = special(code);
  return named === null ? null : named === PRIVATE_PLACE ? "private" : "unknown";
}

/** A country by its ISO 3166-1 code: "United States". */
export function countryName(code: string): string {
  const named = special(code);
  if (named !== null) return named;
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code.toUpperCase()) ?? printable(code);
  } catch {
    return printable(code);
  }
}

/** Whether a code is of Mexico, its unknown states included. */
export function isMexicanState(code: string): boolean {
  return code.toUpperCase().startsWith("MX-");
}

/** A state of Mexico by its ISO 3166-2 code; a code of elsewhere stays as it is. */
export function stateName(code: string): string {
  return STATES[code.toUpperCase()] ?? special(code) ?? printable(code);
}

/** A city with its state or country, where these are known: "Zitácuaro, Michoacán", "Not identified, Mexico". */
export function cityName(city: { country: string; state: string; name: string }): string {
  const unnamed = special(city.name);
  if (unnamed !== null && special(city.country) !== null) return countryName(city.country);
  const name = unnamed ?? printable(city.name);
  if (special(city.country) !== null) return name;
  const hasState = city.country === "MX" && special(city.state) === null;
  // A named city of Mexico needs no country in a report on Mexico.
  if (city.country === "MX" && !hasState && unnamed === null) return name;
  const around = hasState ? stateName(city.state) : countryName(city.country);
  return around === name ? name : `${name}, ${around}`;
}
