// Words of the pages of the kit: the frame of the checklist and of the calendar.

export const title = "Lista de control del difusor";
export const advice = "Recomendación de Memoria";
export const call = "Convocatoria";
export const callWithoutClause = "Convocatoria, sin número de cláusula en el perfil";
export function callClause(clause: string): string {
  return `Convocatoria, ${clause}`;
}

export const use =
  "Las fechas y obligaciones vienen de la convocatoria, con su cláusula; las recomendaciones son de Memoria. En caso de duda vale el texto oficial de la convocatoria.";
export function zone(label: string): string {
  return `Todas las horas son locales: ${label}.`;
}
export const dated = "Por fecha";
export const datedIntro = "Cada tarea aparece en el día en que empieza.";
export const standing = "Obligaciones permanentes";
export const standingIntro = "Valen durante toda la publicación.";
export const unstated = "Lo que la convocatoria no señala";
export const unstatedIntro = "Conviene resolverlo por escrito con el instituto; Memoria no supone ningún valor.";
export function calendarName(institute: string, electionDay: string): string {
  return `Difusor del PREP, ${institute} ${electionDay}`;
}

export function dayHour(day: string, hour: string): string {
  return `${day}, ${hour} h`;
}
export function dayHours(day: string, from: string, to: string): string {
  return `${day}, de ${from} a ${to} h`;
}
export function days(first: string, last: string, hours: { from: string; to: string } | null): string {
  return `del ${first} al ${last}${hours === null ? "" : `, de ${hours.from} a ${hours.to} h`}`;
}
