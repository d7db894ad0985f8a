// Names of the report's fixtures, hostile ones among them: paths, places, agents and sites of origin.
import type { Traffic } from "../../analysis/analysis.ts";

export const HOSTILE_PATH = `/a<script>alert(1)</script>/${"resultados-preliminares/".repeat(13)}fin?\u202Etxt.exe`;

export const PATHS = [
  "/",
  "/ayuntamientos/irimbo",
  "/ayuntamientos/irimbo/casillas",
  "/avance",
  "/ayuntamientos/irimbo/candidaturas",
  "/actas/seccion-0641-basica",
  "/actas/seccion-0642-contigua-1",
  "/ayuda/como-leer-los-resultados",
  "/descargas/base-de-datos",
  "/movil",
  "/ayuntamientos/irimbo/seccion/0643",
  HOSTILE_PATH,
  '/=HYPERLINK("http://malo.example")',
  "/contacto",
  "/aviso-de-privacidad",
];

export const PLACES: Pick<Traffic, "countries" | "states" | "cities"> = {
  countries: [
    { code: "MX", visitors: 9_015, hits: 268_410 },
    { code: "US", visitors: 611, hits: 14_206 },
    { code: "unknown", visitors: 152, hits: 3_911 },
    { code: "CA", visitors: 54, hits: 1_020 },
    { code: "private", visitors: 42, hits: 5_114 },
  ],
  states: [
    { code: "MX-MIC", visitors: 6_204, hits: 189_330 },
    { code: "MX-CMX", visitors: 1_125, hits: 33_012 },
    { code: "MX-MEX", visitors: 640, hits: 17_440 },
    { code: "MX-JAL", visitors: 288, hits: 8_121 },
    { code: "MX-GUA", visitors: 214, hits: 6_015 },
    { code: "MX-QUE", visitors: 131, hits: 3_870 },
    { code: "MX-NLE", visitors: 92, hits: 2_410 },
    { code: "MX-unknown", visitors: 321, hits: 8_212 },
    { code: "US-TX", visitors: 402, hits: 9_310 },
    { code: "unknown", visitors: 152, hits: 3_911 },
  ],
  cities: [
    { country: "MX", state: "MX-MIC", name: "Irimbo", visitors: 2_214, hits: 71_905 },
    { country: "MX", state: "MX-MIC", name: "Morelia", visitors: 1_870, hits: 52_230 },
    { country: "MX", state: "MX-MIC", name: "Ciudad Hidalgo", visitors: 1_016, hits: 31_877 },
    { country: "MX", state: "MX-CMX", name: "Mexico City", visitors: 988, hits: 28_010 },
    { country: "MX", state: "MX-MIC", name: "Zitácuaro", visitors: 611, hits: 18_760 },
    { country: "US", state: "", name: "Chicago", visitors: 204, hits: 4_811 },
    { country: "MX", state: "", name: "", visitors: 655, hits: 14_320 },
  ],
};

export const AGENTS: Pick<Traffic, "browsers" | "systems" | "devices" | "referrers" | "bots"> = {
  browsers: [
    { name: "Chrome", visitors: 6_310, hits: 181_204 },
    { name: "Safari", visitors: 1_840, hits: 52_118 },
    { name: "Samsung Internet", visitors: 802, hits: 24_015 },
    { name: "Firefox", visitors: 411, hits: 16_733 },
    { name: "unknown", visitors: 511, hits: 12_600 },
  ],
  systems: [
    { name: "Android", visitors: 5_914, hits: 170_330 },
    { name: "Windows", visitors: 1_902, hits: 61_020 },
    { name: "iOS", visitors: 1_511, hits: 41_209 },
    { name: "macOS", visitors: 382, hits: 11_114 },
    { name: "Linux", visitors: 165, hits: 3_001 },
  ],
  devices: [
    { name: "phone", visitors: 7_204, hits: 203_100 },
    { name: "desktop", visitors: 2_449, hits: 74_190 },
    { name: "tablet", visitors: 221, hits: 9_384 },
  ],
  referrers: [
    { name: "direct", visitors: 5_610, hits: 154_201 },
    { name: "www.facebook.com", visitors: 2_315, hits: 66_040 },
    { name: "www.google.com", visitors: 1_204, hits: 35_118 },
    { name: "noticias-michoacan.example", visitors: 540, hits: 21_455 },
    { name: '"><img src=x onerror=alert(2)>', visitors: 3, hits: 9 },
  ],
  bots: [
    { name: "Googlebot/2.1", reason: "isbot", hits: 6_611 },
    { name: "UptimeRobot/2.0", reason: "isbot", hits: 3_600 },
    { name: "-", reason: "empty", hits: 1_403 },
  ],
};
