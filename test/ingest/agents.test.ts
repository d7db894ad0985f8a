// Bots with their reasons, and what browser, system and device a person's agent names.
import { describe, expect, it } from "vitest";
import { classifyAgent } from "../../ingest/agents.ts";
import { processorSeconds } from "../support/processor-time.ts";

/** Agents as browsers, applications and devices write them, with what their makers say they are. */
const people: [agent: string, browser: string, system: string, device: string][] = [
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/485.1.0.45.110;FBBV/665337277;FBDV/iPhone14,7;FBMD/iPhone;FBSN/iOS;FBSV/17.6;FBSS/3;FBID/phone;FBLC/es_LA;FBOP/5]",
    "Facebook",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 13; SM-A135M Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.102 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/489.0.0.66.81;]",
    "Facebook",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 357.0.0.22.87 (iPhone15,3; iOS 18_1; es_MX; es; scale=3.00; 1290x2796; 662944209)",
    "Instagram",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; moto g54 5G Build/U1TDS34.94-12-9-10-2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.39 Mobile Safari/537.36 Instagram 357.1.0.52.100 Android (34/14; 400dpi; 1080x2226; motorola; moto g54 5G; cancunf; mt6855; es_MX; 663218640)",
    "Instagram",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 12; 2201117TL Build/SKQ1.211103.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.6668.100 Mobile Safari/537.36 trill_370104 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/37.1.4 ByteLocale/es ByteFullLocale/es Region/MX BytedanceWebview/d8a21c6",
    "TikTok",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 musical_ly_37.0.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/es Region/MX isDarkMode/0 BytedanceWebview/d8a21c6",
    "TikTok",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
    "Samsung Internet",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36",
    "Samsung Internet",
    "Android",
    "tablet",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Chrome",
    "Windows",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70",
    "Edge",
    "Windows",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.81 Mobile Safari/537.36 EdgA/131.0.2903.48",
    "Edge",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0",
    "Opera",
    "Windows",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Linux; Android 13; 22095RA98C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.6668.100 Mobile Safari/537.36 OPR/86.0.4550.82110",
    "Opera",
    "Android",
    "phone",
  ],
  ["Opera/9.80 (Android; Opera Mini/8.0.1807/191.273; U; es) Presto/2.12.423 Version/12.16", "Opera Mini", "Android", "phone"],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
    "Chrome",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    "Safari",
    "Mac OS",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Chrome",
    "Mac OS",
    "desktop",
  ],
  [
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
    "Chrome",
    "iOS",
    "tablet",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
    "Chrome",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/133.0 Mobile/15E148 Safari/605.1.15",
    "Firefox",
    "iOS",
    "phone",
  ],
  ["Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", "Firefox", "Android", "phone"],
  ["Mozilla/5.0 (Android 13; Tablet; rv:133.0) Gecko/133.0 Firefox/133.0", "Firefox", "Android", "tablet"],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox", "Ubuntu", "desktop"],
  [
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Chrome",
    "Chromium OS",
    "desktop",
  ],
  [
    "Mozilla/5.0 (Linux; U; Android 12; es-mx; Redmi Note 11 Build/SKQ1.211006.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.21.1-gn",
    "MIUI Browser",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 12; HUAWEI P30; HMSCore 6.14.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.6.301 Mobile Safari/537.36",
    "Huawei Browser",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36",
    "Safari",
    "Tizen",
    "other",
  ],
  [
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager",
    "Chrome",
    "webOS",
    "other",
  ],
  [
    "Mozilla/5.0 (Linux; Android 9; BRAVIA 4K UR2 Build/PTT1.190515.001.S104) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
    "Chrome",
    "Android",
    "other",
  ],
  ["Mozilla/5.0 (PlayStation 5/SmartTV) AppleWebKit/605.1.15 (KHTML, like Gecko)", "WebKit", "PlayStation", "other"],
  ["Nokia6300/2.0 (05.50) Profile/MIDP-2.0 Configuration/CLDC-1.1", "unknown", "unknown", "phone"],
  ["Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5", "Firefox", "KaiOS", "phone"],
  ["Dalvik/2.1.0 (Linux; U; Android 13; SM-A135M Build/TP1A.220624.014)", "unknown", "Android", "phone"],
  ["Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)", "IE", "Windows", "desktop"],
  ["Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "IE", "Windows", "desktop"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/343.0.695551749 Mobile/15E148 Safari/604.1",
    "Google App",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14; SM-A556E Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.6778.81 Mobile Safari/537.36 GSA/15.47.42.28.arm64",
    "Chrome WebView",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Twitter for iPhone/10.70",
    "Twitter",
    "iOS",
    "phone",
  ],
  [
    "Mozilla/5.0 (Linux; arm_64; Android 12; CPH2269) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 YaBrowser/24.7.2.94.00 SA/3 Mobile Safari/537.36",
    "Yandex",
    "Android",
    "phone",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 DuckDuckGo/7 Safari/605.1.15",
    "DuckDuckGo",
    "iOS",
    "phone",
  ],
  ["Mozilla/5.0 (Sistema Raro 1.0; Equipo)", "unknown", "unknown", "unknown"],
];

it.each(people)("%s", (agent, browser, system, device) => {
  expect(classifyAgent(agent)).toEqual({ botName: null, botReason: null, browser, system, device });
});

const bots: [agent: string, name: string][] = [
  ["WhatsApp/2.24.24.78 A", "WhatsApp"],
  ["WhatsApp/2.23.20.0 i", "WhatsApp"],
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot"],
  [
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.69 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Googlebot",
  ],
  [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
    "bingbot",
  ],
  ["Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "GPTBot"],
  ["facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "facebookexternalhit"],
  ["Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "YandexBot"],
  ["Twitterbot/1.0", "Twitterbot"],
  ["TelegramBot (like TwitterBot)", "TelegramBot"],
  ["Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "UptimeRobot"],
  ["Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)", "Pingdom.com_bot_version_1.4_"],
  ["Uptime-Kuma/1.23.15", "Uptime-Kuma"],
  ["Site24x7", "Site24x7"],
  ["curl/8.5.0", "curl"],
  ["Wget/1.21.4", "Wget"],
  ["python-requests/2.32.3", "python-requests"],
  ["Python-urllib/3.11", "Python-urllib"],
  ["Go-http-client/1.1", "Go-http-client"],
  ["okhttp/4.12.0", "okhttp"],
  ["Java/17.0.9", "Java"],
  ["PostmanRuntime/7.42.0", "PostmanRuntime"],
  ["axios/1.7.7", "axios"],
  ["node", "node"],
  ["Apache/2.4.58 (Ubuntu) OpenSSL/3.0.13 (internal dummy connection)", "Apache"],
  ["ELB-HealthChecker/2.0", "ELB-HealthChecker"],
  ["kube-probe/1.29", "kube-probe"],
  ["GoogleHC/1.0", "GoogleHC"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0 Safari/537.36",
    "HeadlessChrome",
  ],
];

it.each(bots)("%s is a bot", (agent, botName) => {
  expect(classifyAgent(agent)).toEqual({ botName, botReason: "isbot", browser: "unknown", system: "unknown", device: "unknown" });
});

it.each(["", "-"])("%j is a bot for being empty", (agent) => {
  expect(classifyAgent(agent)).toMatchObject({ botName: "-", botReason: "empty" });
});

it("nobody is a bot for a field that the format does not have", () => {
  expect(classifyAgent(null).botReason).toBeNull();
});

describe("hostile agents", () => {
  const hostile = [
    "a".repeat(10_000),
    `bot ${"a".repeat(1_000_000)}`,
    "<script>alert(1)</script> bot",
    `Mozilla/5.0 ${"(".repeat(10_000)}`,
    `Mozilla/5.0 (Linux; Android 13; ${"x;".repeat(5_000)}`,
    `Mozilla/5.0 (X11; ${" ".repeat(10_000)}bot`,
    `${"Mozilla/5.0 ".repeat(1_000)}crawler`,
    "\u202egod tob\u001b[31m\u0000bot",
    "=HYPERLINK(bot)",
    "187.188.10.77 bot",
    "bot 187-188-10-77/1.0",
    "2806:2f0:188::7 bot",
    `${"a".repeat(100_000)}::bot`,
    `${"a:".repeat(50_000)}bot`,
    "选举 spider",
  ];

  it.each(hostile)("are read quickly, and their names are short and harmless: %#", async (agent) => {
    expect(await processorSeconds(() => classifyAgent(agent))).toBeLessThan(0.5);
    const { botName, browser, system } = classifyAgent(agent);
    for (const name of [botName ?? "-", browser, system]) {
      expect(name).toMatch(/^[\w .-]{1,60}$/);
      expect(name).not.toContain("188");
    }
  });
});
