// Everything on the log that is no reader: crawlers, monitors, scanners, self-calls, and requests that are no HTTP.
import { BOT_AGENTS, DISGUISED_AGENTS } from "./agents.ts";
import type { Client, Clients } from "./clients.ts";
import type { Night } from "./night.ts";
import { WeightedList } from "./random.ts";
import { type Content, PAGE_DRAW, pageRequest, type SiteRequest } from "./site.ts";

type ProgramAct = (night: Night) => void;

const SCANNED_TARGETS = [
  ..."/wp-login.php /.env /phpmyadmin/index.php /.git/config /xmlrpc.php /wp-admin/setup-config.php /server-status".split(" "),
  ..."/cgi-bin/luci /vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php /admin /solr/ /actuator/health".split(" "),
];

const GARBAGE: readonly { text: string; status: number; bytes: number | null }[] = [
  { text: "\\x16\\x03\\x01\\x02", status: 400, bytes: 484 },
  { text: "\\x16\\x03\\x01\\x05\\xa8\\x01", status: 400, bytes: 484 },
  { text: "\\x03", status: 400, bytes: 484 },
  { text: "-", status: 408, bytes: null },
  { text: "", status: 400, bytes: 0 },
  { text: '{\\"id\\": 1, \\"method\\": \\"mining.subscribe\\", \\"params\\": []}', status: 400, bytes: 484 },
  { text: "OPTIONS / RTSP/1.0", status: 400, bytes: 484 },
];

function request(text: string, content: Content = "none"): SiteRequest {
  return { text, content, page: -1, bytes: 0 };
}

function crawler(clients: readonly Client[]): ProgramAct {
  return (night) => {
    const page = pageRequest(PAGE_DRAW.draw(night.random), night.random);
    night.serve({ client: night.random.pick(clients), request: page, status: 200, bytes: page.bytes, referrer: "-" });
  };
}

function resultPoller(clients: readonly Client[]): ProgramAct {
  return (night) => {
    const { refreshRequest } = night;
    night.serve({ client: night.random.pick(clients), request: refreshRequest, status: 200, bytes: refreshRequest.bytes, referrer: "-" });
  };
}

function caller(client: Client, text: string, status: number, bytes: number | null): ProgramAct {
  return (night) => night.serve({ client, request: request(text), status, bytes, referrer: "-" });
}

function scanner(clients: readonly Client[]): ProgramAct {
  return (night) => {
    const text = `${night.random.chance(0.9) ? "GET" : "POST"} ${night.random.pick(SCANNED_TARGETS)} `;
    night.serve({ client: night.random.pick(clients), request: request(text), status: 404, bytes: 196, referrer: "-" });
  };
}

function garbage(clients: readonly Client[]): ProgramAct {
  return (night) => {
    const { text, status, bytes } = night.random.pick(GARBAGE);
    night.log.addGarbage({ client: night.random.pick(clients), request: request(text), status, bytes, referrer: "-" });
  };
}

function several(clients: Clients, count: number, addressStart: string, agents: readonly string[], bot: boolean): Client[] {
  return Array.from({ length: count }, (_, index) =>
    clients.newProgram(`${addressStart}${11 + index * 3}`, agents[index % agents.length] ?? "-", bot),
  );
}

/** The programs that call the site; `act` makes one request of one of them. */
export class Programs {
  readonly #acts: WeightedList<ProgramAct>;
  readonly #scan: ProgramAct;

  constructor(clients: Clients) {
    const scanners = [
      ...several(clients, 6, "203.0.113.", [BOT_AGENTS.scannerPython, BOT_AGENTS.scannerZgrab, BOT_AGENTS.scannerGo], true),
      ...several(clients, 3, "2001:db8:51::", DISGUISED_AGENTS, false),
    ];
    const nameless = several(clients, 4, "192.0.2.", [BOT_AGENTS.dash, BOT_AGENTS.empty], true);
    const monitor = clients.newProgram("69.162.124.226", BOT_AGENTS.uptimeRobot, true);
    const selfCall = clients.newProgram("::1", BOT_AGENTS.selfCall, true);
    this.#scan = scanner(scanners);
    this.#acts = new WeightedList<ProgramAct>([
      { item: crawler(several(clients, 12, "66.249.66.", [BOT_AGENTS.google], true)), weight: 22 },
      { item: crawler(several(clients, 6, "40.77.167.", [BOT_AGENTS.bing], true)), weight: 9 },
      { item: crawler(several(clients, 10, "173.252.87.", [BOT_AGENTS.facebook], true)), weight: 15 },
      { item: crawler(several(clients, 8, "31.13.127.", [BOT_AGENTS.whatsApp], true)), weight: 8 },
      { item: resultPoller(several(clients, 3, "132.248.10.", [BOT_AGENTS.curl], true)), weight: 18 },
      { item: crawler(nameless), weight: 4 },
      { item: caller(monitor, "HEAD / ", 200, null), weight: 8 },
      { item: caller(selfCall, "OPTIONS * ", 200, null), weight: 4 },
      { item: this.#scan, weight: 9 },
      { item: garbage(several(clients, 5, "198.51.100.", [BOT_AGENTS.dash, BOT_AGENTS.empty], true)), weight: 4 },
    ]);
  }

  act(night: Night): void {
    this.#acts.draw(night.random)(night);
  }

  scan(night: Night): void {
    this.#scan(night);
  }
}
