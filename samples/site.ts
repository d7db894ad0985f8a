// The pages, assets and answers of the sample difusor's PREP site.
import { type Random, WeightedList } from "./random.ts";

const SITE_ORIGIN = "https://prep.diariodeloriente.example";

/** What a request is for; whether it counts as page or asset depends on the answer too. */
export type Content = "page" | "asset" | "refresh" | "none";

export interface SiteRequest {
  /** Method and target, without the protocol. */
  text: string;
  content: Content;
  /** Index in PAGE_PATHS, or -1. */
  page: number;
  /** Size of a full answer. */
  bytes: number;
}

const SECTIONS = Array.from({ length: 14 }, (_, index) => `/seccion/0${871 + index}`);

const PAGES: readonly { path: string; bytes: number; weight: number }[] = [
  { path: "/", bytes: 18432, weight: 30 },
  { path: "/ayuntamiento", bytes: 15210, weight: 16 },
  { path: "/ayuntamiento/irimbo", bytes: 21877, weight: 26 },
  { path: "/actas", bytes: 32544, weight: 9 },
  { path: "/candidaturas", bytes: 14096, weight: 6 },
  { path: "/coalicion", bytes: 11873, weight: 4 },
  { path: "/participacion", bytes: 10421, weight: 3 },
  { path: "/ayuda.html", bytes: 8210, weight: 1.5 },
  { path: "/index.html", bytes: 18440, weight: 1.5 },
  { path: "/avisos.php", bytes: 6120, weight: 1 },
  { path: "/consulta.jsp", bytes: 9350, weight: 0.7 },
  { path: "/base-de-datos/", bytes: 7204, weight: 0.8 },
  { path: "/secci%C3%B3n", bytes: 7991, weight: 0.4 },
  ...SECTIONS.map((path, index) => ({ path, bytes: 9100 + index * 37, weight: 0.45 })),
];

/** Paths of all pages, by page number. */
export const PAGE_PATHS: readonly string[] = PAGES.map((page) => page.path);

/** Drawn in proportion to how readers open them: a page number. */
export const PAGE_DRAW = new WeightedList(PAGES.map((page, index) => ({ item: index, weight: page.weight })));

/** The page that a link shared in social media opens first. */
export const LANDING_DRAW = new WeightedList([
  { item: 0, weight: 62 },
  { item: 2, weight: 28 },
  { item: 1, weight: 6 },
  { item: 3, weight: 4 },
]);

const PLAIN_PAGES: readonly SiteRequest[] = PAGES.map((page, index) => ({
  text: `GET ${page.path} `,
  content: "page",
  page: index,
  bytes: page.bytes,
}));

/** A request of a page; now and then with a query, a session parameter or an absolute target, none of which is part of its path. */
export function pageRequest(page: number, random: Random): SiteRequest {
  const plain = PLAIN_PAGES[page];
  if (!plain) throw new RangeError(`no page ${page}`);
  const drawn = random.fraction();
  if (drawn > 0.16) return plain;
  const path = PAGE_PATHS[page] ?? "";
  if (drawn < 0.002) return { ...plain, text: `GET ${SITE_ORIGIN}${path} ` };
  if (path.endsWith(".jsp")) return { ...plain, text: `GET ${path};jsessionid=${random.uint32().toString(16)} ` };
  if (drawn < 0.1) return { ...plain, text: `GET ${path}?fbclid=IwAR${random.uint32().toString(36)} ` };
  return { ...plain, text: `GET ${path}?vista=${random.chance(0.5) ? "candidatura" : "partido"} ` };
}

function asset(path: string, bytes: number): SiteRequest {
  return { text: `GET ${path} `, content: "asset", page: -1, bytes };
}

/** Loaded with the first page of a visit. */
export const FIRST_ASSETS: readonly SiteRequest[] = [
  asset("/css/prep.css", 24310),
  asset("/js/vendor.min.js?v=1.4.2", 148220),
  asset("/js/prep.js?v=1.4.2", 31804),
  asset("/img/logo-iem.svg", 6120),
  asset("/fonts/montserrat-v25-latin.woff2", 37744),
  asset("/img/irimbo.webp", 48210),
  asset("/favicon.ico", 1150),
];

/** Loaded by further pages. */
export const LATER_ASSETS: readonly SiteRequest[] = [
  ...["pan", "pri", "prd", "pt", "pvem", "mc", "morena"].map((party) => asset(`/img/partidos/${party}.svg`, 2900 + party.length * 113)),
  asset("/img/actas/miniatura.JPG", 22840),
  asset("/docs/acuerdo-prep.pdf", 412_880),
];

/** Requests beside pages, assets and refreshes, with their answers. */
export const EXTRA_REQUESTS = new WeightedList<{ request: SiteRequest; status: number; bytes: number | null }>([
  { item: extra("GET /Ayuntamiento ", 301, 242), weight: 20 },
  { item: extra("GET /resultados ", 302, 0), weight: 10 },
  { item: extra("GET /apple-touch-icon.png ", 404, 196), weight: 30 },
  { item: extra("GET /img/partidos/independiente.svg ", 404, 196), weight: 10 },
  { item: extra("GET /privado/ ", 403, 199), weight: 3 },
  { item: extra("POST /api/opinion ", 200, 17), weight: 8 },
  { item: extra("POST /buscar ", 405, 228), weight: 3 },
  { item: extra("HEAD / ", 200, null), weight: 4 },
  { item: extra("OPTIONS /json/main.json ", 204, null, "refresh"), weight: 6 },
  { item: extra("GET /json/candidaturas.json ", 200, 5230, "refresh"), weight: 10 },
  { item: extra("GET /docs/acuerdo-prep.pdf ", 206, 65536, "asset"), weight: 5 },
  { item: extra('GET /buscar?q=\\"irimbo\\" ', 500, 532), weight: 1 },
]);

function extra(text: string, status: number, bytes: number | null, content: Content = "none") {
  const request: SiteRequest = { text, content, page: -1, bytes: bytes ?? 0 };
  return { request, status, bytes };
}

/** Where visits come from, as the log shows it. */
export const REFERRERS = new WeightedList<string>([
  { item: "-", weight: 34 },
  { item: "https://m.facebook.com/", weight: 16 },
  { item: "https://l.facebook.com/", weight: 7 },
  { item: "http://m.facebook.com/", weight: 3 },
  { item: "https://www.google.com/", weight: 15 },
  { item: "https://www.google.com.mx/", weight: 2 },
  { item: "https://t.co/Qm3vX9aTzR", weight: 5 },
  { item: "https://x.com/", weight: 1 },
  { item: "https://www.diariodeloriente.example/", weight: 12 },
  { item: "https://www.diariodeloriente.example/elecciones/irimbo-resultados-preliminares", weight: 9 },
  { item: 'https://www.google.com/search?q=\\"prep+irimbo\\"', weight: 0.6 },
]);

/** Full address of a page, as its assets and refreshes give it for referrer. */
export const PAGE_ADDRESSES: readonly string[] = PAGE_PATHS.map((path) => SITE_ORIGIN + path);

const REFRESH_BYTES_BEFORE = 412;

/** Size of /json/main.json: it changes with every cut, as more actas are counted. */
export function refreshBytes(cut: number): number {
  return cut === 0 ? REFRESH_BYTES_BEFORE : 2140 + cut * 29 + ((cut * 37) % 23);
}
