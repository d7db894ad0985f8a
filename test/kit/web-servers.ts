// Debian's own Apache and nginx, started on loopback with the kit's settings in a minimal configuration, as whoever runs the tests.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { userInfo } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const find = (name: string): string | null =>
  ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"]
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null;

const apacheProgram = find("apache2");
const nginxProgram = find("nginx");
const apacheModules = "/usr/lib/apache2/modules";

/** Why a server cannot be tried here; null: it can. */
export const apacheMissing =
  apacheProgram !== null && existsSync(apacheModules) ? null : "apache2 is not installed (apt-get install apache2)";
export const nginxMissing = nginxProgram !== null ? null : "nginx is not installed (apt-get install nginx)";

/** Whom a server runs as: never root, which here hands the folder over to nobody. */
function unprivileged(folder: string): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const [uid, gid] = [65_534, 65_534];
  spawnSync("chown", ["-R", `${uid}:${gid}`, folder]);
  return { uid, gid };
}

export interface RunningServer {
  port: number;
  /** Null: there is no openssl to make a certificate with. */
  tlsPort: number | null;
  /** Ends the server and waits until its log is whole. */
  stop: () => Promise<void>;
}

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function isListening(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => done(true)).on("error", () => done(false));
    socket.on("connect", () => socket.destroy());
  });
}

/** Waits until it listens, or throws with what it said. */
async function started(child: ChildProcess, port: number, tlsPort: number | null): Promise<RunningServer> {
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((done) => child.on("exit", () => done()));
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
    if (await isListening(port)) {
      return {
        port,
        tlsPort,
        stop: async () => {
          child.kill("SIGTERM");
          await ended;
        },
      };
    }
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error(`the server does not listen: ${said}`);
}

/** A certificate of its own in the folder; false: there is no openssl. */
function makeCertificate(folder: string): boolean {
  const args = "req -x509 -newkey rsa:2048 -nodes -keyout llave.pem -out certificado.pem -days 2 -subj /CN=prep.example.mx";
  return spawnSync("openssl", args.split(" "), { cwd: folder, stdio: "ignore" }).status === 0;
}

function site(folder: string): string {
  const root = path.join(folder, "sitio");
  mkdirSync(path.join(root, "json"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), "<!doctype html><title>PREP</title>\n");
  writeFileSync(path.join(root, "json", "main.json"), '{"corte":"20:00"}\n');
  return root;
}

/** What Apache's programs say of the settings: the exit code and the words of `apache2 -t`. */
export function apacheConfigTest(configuration: string): { code: number | null; said: string } {
  const result = spawnSync(apacheProgram ?? "apache2", ["-t", "-f", configuration], { encoding: "utf8" });
  return { code: result.status, said: result.stderr };
}

interface PreparedApache {
  configuration: string;
  log: string;
  port: number;
  tlsPort: number | null;
}

/** Writes the configuration that includes the kit's file, unchanged. */
export async function writeApache(folder: string, kitFile: string): Promise<PreparedApache> {
  const port = await freePort();
  const tlsPort = makeCertificate(folder) ? await freePort() : null;
  const root = site(folder);
  mkdirSync(path.join(folder, "run"), { recursive: true });
  mkdirSync(path.join(folder, "cache"), { recursive: true });
  const modules = ["mpm_event", "authz_core", "mime", "dir", "headers", "setenvif", "alias", "cache", "cache_disk", "expires"];
  const text = `ServerRoot "${folder}"
DefaultRuntimeDir "${folder}/run"
PidFile "${folder}/run/apache.pid"
Mutex file:${folder}/run default
ServerName prep.example.mx
ErrorLog "${folder}/error.log"
LogLevel warn
Listen 127.0.0.1:${port}
${modules.map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`).join("\n")}
TypesConfig /etc/mime.types
DocumentRoot "${root}"
<Directory "${root}">
  Require all granted
</Directory>
DirectoryIndex index.html
<Location /json>
  Header set Cache-Control "no-cache, no-store, must-revalidate"
</Location>
Alias /en-cache "${root}"
<Location /en-cache>
  Header set Cache-Control "max-age=600"
</Location>
CacheRoot "${folder}/cache"
CacheEnable disk /en-cache
CacheQuickHandler off
StartServers 1
<VirtualHost *:${port}>
  ServerName prep.example.mx
  DocumentRoot "${root}"
  CustomLog "${folder}/otra.log" "%h %l %u %t \\"%r\\" %>s %b"
</VirtualHost>
${tlsPort === null ? "" : apacheTls(folder, root, tlsPort)}
Define memoria_log_dir ${folder}
Include "${kitFile}"
`;
  const configuration = path.join(folder, "apache.conf");
  writeFileSync(configuration, text);
  return { configuration, log: path.join(folder, "memoria-prep.log"), port, tlsPort };
}

function apacheTls(folder: string, root: string, port: number): string {
  return `LoadModule socache_shmcb_module ${apacheModules}/mod_socache_shmcb.so
LoadModule ssl_module ${apacheModules}/mod_ssl.so
Listen 127.0.0.1:${port}
<VirtualHost *:${port}>
  ServerName prep.example.mx
  DocumentRoot "${root}"
  SSLEngine on
  SSLCertificateFile "${folder}/certificado.pem"
  SSLCertificateKeyFile "${folder}/llave.pem"
</VirtualHost>`;
}

export async function startApache({ configuration, port, tlsPort }: PreparedApache): Promise<RunningServer> {
  const child = spawn(apacheProgram ?? "apache2", ["-f", configuration, "-DFOREGROUND"], unprivileged(path.dirname(configuration)));
  return started(child, port, tlsPort);
}

/** Starts nginx with a kit file of which only the folder of the log is another one. */
export async function startNginx(folder: string, kitFile: string): Promise<RunningServer> {
  const [port, backPort] = [await freePort(), await freePort()];
  const root = site(folder);
  const tlsPort = makeCertificate(folder) ? await freePort() : null;
  const tls =
    tlsPort === null
      ? ""
      : `listen 127.0.0.1:${tlsPort} ssl; ssl_certificate ${folder}/certificado.pem; ssl_certificate_key ${folder}/llave.pem;`;
  const settings = path.join(folder, "memoria.conf");
  writeFileSync(settings, readFileSync(kitFile, "utf8").replaceAll("/var/log/nginx", folder));
  for (const name of ["cuerpo", "cache", "proxy", "f", "u", "s"]) mkdirSync(path.join(folder, name), { recursive: true });
  const configuration = path.join(folder, "nginx.conf");
  writeFileSync(
    configuration,
    `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  client_body_temp_path ${folder}/cuerpo;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f;
  uwsgi_temp_path ${folder}/u;
  scgi_temp_path ${folder}/s;
  proxy_cache_path ${folder}/cache keys_zone=prep:1m;
  default_type text/html;
  include ${settings};
  server {
    listen 127.0.0.1:${port};
    ${tls}
    server_name prep.example.mx;
    root ${root};
    location /json/ { add_header Cache-Control "no-cache, no-store, must-revalidate"; }
    location /en-cache/ { proxy_pass http://127.0.0.1:${backPort}/; proxy_cache prep; proxy_cache_valid 200 10m; }
  }
  server {
    listen 127.0.0.1:${backPort};
    root ${root};
    access_log off;
  }
}
`,
  );
  return started(spawn(nginxProgram ?? "nginx", ["-c", configuration], unprivileged(folder)), port, tlsPort);
}
