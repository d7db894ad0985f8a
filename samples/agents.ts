// User agents of December 2024, as Apache writes them (quotes and non-ASCII bytes escaped).
import { WeightedList } from "./random.ts";

export interface Agent {
  /** As it stands between the quotes of the log. */
  logText: string;
  protocol: "HTTP/1.1" | "HTTP/2.0";
}

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE_WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const PHONES = [
  "SM-A546E Build/UP1A.231005.007",
  "SM-A155M Build/UP1A.231005.007",
  "SM-A035M Build/TP1A.220624.014",
  "moto g32 Build/T2SNS33.73-22-3",
  "moto e22 Build/SOVS32.121-40-8",
  "Redmi Note 12 Build/TKQ1.221114.001",
  "22111317G Build/TP1A.220624.014",
  "M2101K7BG Build/SP1A.210812.016",
  "CPH2481 Build/TP1A.220905.001",
  "Infinix X6831 Build/UP1A.231005.007",
  "V2247 Build/TP1A.220624.014",
  "ZTE A7030 Build/RP1A.201005.001",
];
const IPHONE_VERSIONS = ["18_1_1", "18_1", "18_0_1", "17_7_1", "17_6_1", "17_5_1", "16_7_10", "15_8_3"];

type Entry = { item: Agent; weight: number };

function entry(logText: string, weight: number, protocol: Agent["protocol"] = "HTTP/2.0"): Entry {
  return { item: { logText, protocol }, weight };
}

function phoneBrowsers(): Entry[] {
  const chrome = (version: number, weight: number) =>
    entry(`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/${version}.0.0.0 Mobile Safari/537.36`, weight);
  const samsung = (version: number, engine: number, weight: number) =>
    entry(`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} SamsungBrowser/${version}.0 Chrome/${engine}.0.0.0 Mobile Safari/537.36`, weight);
  const safari = IPHONE_VERSIONS.map((version, index) =>
    entry(
      `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) ${IPHONE_WEBKIT} ` +
        `Version/${version.split("_", 2).join(".")} Mobile/15E148 Safari/604.1`,
      4 - index * 0.4,
    ),
  );
  return [
    ...[chrome(131, 18), chrome(130, 7), chrome(129, 3), chrome(127, 1.5), chrome(124, 1), chrome(119, 0.6), chrome(109, 0.4)],
    ...[samsung(27, 125, 3), samsung(26, 122, 1), samsung(23, 115, 0.5)],
    ...safari,
    entry("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", 0.7),
    entry(`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0.0.0`, 0.4),
    entry(`Mozilla/5.0 (Linux; Android 13; SM-A536E \\"5G\\") ${WEBKIT} Chrome/129.0.0.0 Mobile Safari/537.36`, 0.4),
    entry("Difusi\\xc3\\xb3nM\\xc3\\xb3vil/1.4 (Android 14; es-MX)", 0.3, "HTTP/1.1"),
  ];
}

function inAppBrowsers(): Entry[] {
  const webView = (phone: string) =>
    `Mozilla/5.0 (Linux; Android 14; ${phone}; wv) ${WEBKIT} Version/4.0 Chrome/131.0.6778.39 Mobile Safari/537.36`;
  const iPhoneView = (version: string) => `Mozilla/5.0 (iPhone; CPU iPhone OS ${version} like Mac OS X) ${IPHONE_WEBKIT} Mobile/22B91`;
  return [
    ...PHONES.map((phone) => entry(`${webView(phone)} [FB_IAB/FB4A;FBAV/491.0.0.55.74;IABMV/1;]`, 1.3)),
    ...PHONES.slice(0, 6).map((phone) => entry(`${webView(phone)} WhatsApp/2.24.23.78`, 0.4)),
    ...IPHONE_VERSIONS.slice(0, 5).map((version) =>
      entry(`${iPhoneView(version)} [FBAN/FBIOS;FBAV/491.0.0.44.108;FBDV/iPhone14,5;FBLC/es_LA;FBOP/80]`, 0.8),
    ),
    entry(`${iPhoneView("18_1_1")} Instagram 359.0.0.20.107 (iPhone13,2; iOS 18_1_1; es_MX; es; scale=3.00; 1170x2532)`, 0.5),
  ];
}

function desktopBrowsers(): Entry[] {
  const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
  return [
    ...[131, 130, 129, 126, 109].map((version, index) =>
      entry(`${windows} ${WEBKIT} Chrome/${version}.0.0.0 Safari/537.36`, 8 / (index + 1)),
    ),
    ...[131, 130].map((version, index) =>
      entry(`${windows} ${WEBKIT} Chrome/${version}.0.0.0 Safari/537.36 Edg/${version}.0.0.0`, 3 - index * 2),
    ),
    ...[133, 132, 115].map((version) =>
      entry(`Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`, 0.8),
    ),
    entry(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${IPHONE_WEBKIT} Version/18.1 Safari/605.1.15`, 1.4),
    entry(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/131.0.0.0 Safari/537.36`, 1.2),
    entry("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", 0.5),
    entry(`Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) ${IPHONE_WEBKIT} Version/17.7 Mobile/15E148 Safari/604.1`, 0.8),
  ];
}

/** Readers' browsers: phones first, then in-app browsers, then desktops. */
export const READER_AGENTS = new WeightedList<Agent>([...phoneBrowsers(), ...inAppBrowsers(), ...desktopBrowsers()]);

/** Programs that say what they are; the empty ones are bots by the rule for agents recorded empty or `-`. */
export const BOT_AGENTS = {
  google: `Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) ${WEBKIT} Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
  bing: `Mozilla/5.0 ${WEBKIT}; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36`,
  facebook: "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  whatsApp: "WhatsApp/2.24.23.78 A",
  uptimeRobot: "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
  curl: "curl/8.5.0",
  scannerPython: "python-requests/2.31.0",
  scannerZgrab: "Mozilla/5.0 zgrab/0.x",
  scannerGo: "Go-http-client/1.1",
  selfCall: "Apache/2.4.62 (Ubuntu) OpenSSL/3.0.13 (internal dummy connection)",
  dash: "-",
  empty: "",
} as const;

/** Scanners and floods that pretend to be a browser: no list of bots knows them. */
export const DISGUISED_AGENTS = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/81.0.4044.129 Safari/537.36`,
  `Mozilla/5.0 (Windows NT 6.1; WOW64) ${WEBKIT} Chrome/78.0.3904.108 Safari/537.36`,
  "Mozilla/5.0 (X11; Linux x86_64; rv:68.0) Gecko/20100101 Firefox/68.0",
] as const;
