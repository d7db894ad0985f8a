// The state whose elections an institute holds, told by its name.

const states: readonly (readonly [code: string, name: string])[] = [
  ["MX-AGU", "Aguascalientes"],
  ["MX-BCS", "Baja California Sur"],
  ["MX-BCN", "Baja California"],
  ["MX-CAM", "Campeche"],
  ["MX-CHH", "Chihuahua"],
  ["MX-CHP", "Chiapas"],
  ["MX-CMX", "Ciudad de México"],
  ["MX-COA", "Coahuila"],
  ["MX-COL", "Colima"],
  ["MX-DUR", "Durango"],
  ["MX-GRO", "Guerrero"],
  ["MX-GUA", "Guanajuato"],
  ["MX-HID", "Hidalgo"],
  ["MX-JAL", "Jalisco"],
  ["MX-MEX", "Estado de México"],
  ["MX-MIC", "Michoacán"],
  ["MX-MOR", "Morelos"],
  ["MX-NAY", "Nayarit"],
  ["MX-NLE", "Nuevo León"],
  ["MX-OAX", "Oaxaca"],
  ["MX-PUE", "Puebla"],
  ["MX-QUE", "Querétaro"],
  ["MX-ROO", "Quintana Roo"],
  ["MX-SIN", "Sinaloa"],
  ["MX-SLP", "San Luis Potosí"],
  ["MX-SON", "Sonora"],
  ["MX-TAB", "Tabasco"],
  ["MX-TAM", "Tamaulipas"],
  ["MX-TLA", "Tlaxcala"],
  ["MX-VER", "Veracruz"],
  ["MX-YUC", "Yucatán"],
  ["MX-ZAC", "Zacatecas"],
];

/** ISO 3166-2 and name; null where the name tells no state, as the national institute's does not. */
export function stateOfInstitute(institute: string): { code: string; name: string } | null {
  const found = states.find(([, name]) => institute.includes(name));
  return found === undefined ? null : { code: found[0], name: found[1] };
}
