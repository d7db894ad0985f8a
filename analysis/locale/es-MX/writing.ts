// How dates, zones and unknown figures are written in Spanish.
import type { Writing } from "../../language.ts";

export const spanishWriting: Writing = {
  months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
  unavailable: "no disponible",
  zones: {
    "America/Mexico_City": "hora del centro",
    "America/Monterrey": "hora del centro",
    "America/Merida": "hora del centro",
    "America/Cancun": "hora del sureste",
    UTC: "tiempo universal",
  },
  afterClockChange: " y, desde el cambio de horario, ",
  or: " o ",
  byDate: ", según la fecha",
  date: (day, month, year) => `${day} de ${month} de ${year}`,
  month: (month, year) => `${month} de ${year}`,
  clock: (time) => `${time} h`,
  shortDate: (day, month, year) => `${day}/${month}/${year}`,
};
