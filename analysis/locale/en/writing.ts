// How dates, zones and unknown figures are written in English.
import type { Writing } from "../../language.ts";

export const englishWriting: Writing = {
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  unavailable: "not available",
  zones: {
    "America/Mexico_City": "Central Time of Mexico",
    "America/Monterrey": "Central Time of Mexico",
    "America/Merida": "Central Time of Mexico",
    "America/Cancun": "Eastern Time of Mexico",
    UTC: "universal time",
  },
  afterClockChange: " and, after the change of clock, ",
  or: " or ",
  byDate: ", by date",
  date: (day, month, year) => `${day} ${month} ${year}`,
  month: (month, year) => `${month} ${year}`,
  clock: (time) => time,
  shortDate: (day, month, year) => `${year}-${month}-${day}`,
};
