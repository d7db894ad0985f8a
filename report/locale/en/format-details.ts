// English of what the formats of logs tell: what they are, where they are described, and what was expected in a field.
import type { Details } from "../details.ts";

const descriptions: Details = {
  "bunny.net (BunnyCDN), bitácora cruda; no registra el método de la solicitud":
    "bunny.net (BunnyCDN), raw log; does not record the method of the request",
  "Cloudflare Logpush, conjunto http_requests (NDJSON)": "Cloudflare Logpush, dataset http_requests (NDJSON)",
  "Amazon CloudFront, bitácora estándar v2 en JSON": "Amazon CloudFront, standard log v2 in JSON",
  "Bitácora estándar de Amazon CloudFront en W3C con tabuladores, en UTC": "Standard log of Amazon CloudFront in W3C with tabs, in UTC",
  "Combined Log Format de Apache y nginx: el común más sitio de procedencia y navegador":
    "Combined Log Format of Apache and nginx: the common one with referrer and browser",
  "Combined Log Format más los bytes recibidos y enviados (mod_logio)": "Combined Log Format with the bytes received and sent (mod_logio)",
  "Common Log Format de Apache y nginx: dirección, usuario, hora, solicitud, estado y bytes":
    "Common Log Format of Apache and nginx: address, user, time, request, status and bytes",
  "Common Log Format detrás de un encabezado de syslog, como lo envía Fastly":
    "Common Log Format behind a syslog header, as Fastly sends it",
  "Cadena de formato del servidor": "Format string of the server",
  "Combined Log Format con la lista de X-Forwarded-For al frente": "Combined Log Format with the list of X-Forwarded-For in front",
  "Google Cloud Load Balancing y Cloud CDN (Cloud Logging, JSON)": "Google Cloud Load Balancing and Cloud CDN (Cloud Logging, JSON)",
  "HAProxy, option httplog; su hora no lleva zona: se indica con --time-zone":
    "HAProxy, option httplog; its time has no zone: give it with --time-zone",
  "W3C de IIS y de Azure App Service; la línea #Fields dice qué trae cada renglón, en UTC":
    "W3C of IIS and Azure App Service; the line #Fields says what each row holds, in UTC",
  "JSON por línea con nombres usuales; otros se indican con --format 'json:time=ts,address=client.ip,...'":
    "JSON lines with usual names; give others with --format 'json:time=ts,address=client.ip,...'",
  "El de los ajustes de memoria kit: vhost_combined más X-Forwarded-For, esquema, caché, tiempo de respuesta y Cache-Control":
    "That of the settings of memoria kit: vhost_combined with X-Forwarded-For, scheme, cache, response time and Cache-Control",
  "nginx en JSON (log_format con escape=json), con los nombres de sus variables":
    "nginx in JSON (log_format with escape=json), with the names of its variables",
  "Traefik 2 y 3 (accessLog.format=json)": "Traefik 2 and 3 (accessLog.format=json)",
  "Traefik en CLF: combinado más contador, ruta, servidor y milisegundos":
    "Traefik in CLF: combined with counter, route, server and milliseconds",
  "Combined Log Format con el servidor virtual y su puerto al frente": "Combined Log Format with the virtual server and its port in front",
};

const sources: Details = {
  "Caddy Documentation, How Logging Works; directiva log": "Caddy Documentation, How Logging Works; directive log",
  'Apache HTTP Server 2.4, mod_logio y httpd.conf: "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %I %O" combinedio':
    'Apache HTTP Server 2.4, mod_logio and httpd.conf: "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\" %I %O" combinedio',
  'Fastly, Logging, Syslog: %h %l %u %t "%r" %>s %b, message_type classic (RFC 3164) o loggly (RFC 5424)':
    'Fastly, Logging, Syslog: %h %l %u %t "%r" %>s %b, message_type classic (RFC 3164) or loggly (RFC 5424)',
  "Microsoft Learn, W3C Logging (HTTP Server API) y Custom Fields in a Log File (IIS 8.5); W3C, Extended Log File Format (WD-logfile)":
    "Microsoft Learn, W3C Logging (HTTP Server API) and Custom Fields in a Log File (IIS 8.5); W3C, Extended Log File Format (WD-logfile)",
  "RFC 8259; un objeto por línea (jsonlines.org)": "RFC 8259; one object a line (jsonlines.org)",
  "memoria kit: memoria-apache.conf y memoria-nginx.conf": "memoria kit: memoria-apache.conf and memoria-nginx.conf",
  "nginx, ngx_http_log_module (log_format escape=json) y las variables de ngx_http_core_module":
    "nginx, ngx_http_log_module (log_format escape=json) and the variables of ngx_http_core_module",
};

const fields: Details = {
  "un nombre de servidor, como www.ejemplo.mx:443": "a name of a server, like www.ejemplo.mx:443",
  "un nombre de servidor": "a name of a server",
  "una lista de direcciones de X-Forwarded-For, o un guion": "a list of addresses of X-Forwarded-For, or a dash",
  "una lista de direcciones de X-Forwarded-For o un guion": "a list of addresses of X-Forwarded-For or a dash",
  "una dirección IP o un nombre de equipo": "an IP address or a host name",
  "una dirección IP con su puerto": "an IP address with its port",
  "una dirección IP": "an IP address",
  "un nombre o una dirección, y no un número ni una hora": "a name or an address, and not a number or a time",
  "la dirección del cliente": "the address of the client",
  "la dirección IP del cliente": "the IP address of the client",
  "identidad y usuario, o dos guiones": "identity and user, or two dashes",
  "un usuario o un guion": "a user or a dash",
  'la solicitud entre comillas, como "GET / HTTP/1.1"': 'the request in quotes, like "GET / HTTP/1.1"',
  'la solicitud, como "GET / HTTP/1.1"': 'the request, like "GET / HTTP/1.1"',
  "el método de la solicitud": "the method of the request",
  "la ruta solicitada": "the path that was requested",
  "los parámetros de la solicitud": "the parameters of the request",
  "el protocolo de la solicitud": "the protocol of the request",
  "un código de estado de tres cifras": "a status code of three digits",
  "el código de estado, de una a tres cifras": "the status code, of one to three digits",
  "el código de estado del destino o un guion": "the status code of the target or a dash",
  "los bytes enviados o un guion": "the bytes sent or a dash",
  "los bytes enviados": "the bytes sent",
  "los bytes recibidos y los enviados": "the bytes received and sent",
  "un puerto": "a port",
  "la página de procedencia o un guion": "the referring page or a dash",
  "el navegador o un guion": "the browser or a dash",
  "el resultado de la caché": "the cache status",
  "el resultado de la caché, como HIT o MISS": "the cache status, like HIT or MISS",
  "http o https": "http or https",
  "un valor o un guion": "a value or a dash",
  "el número de la zona (pull zone)": "the number of the pull zone",
  "el nombre del frente": "the name of the frontend",
  "el servicio y el servidor, como prep/web1": "the backend and the server, like prep/web1",
  "el nombre del balanceador": "the name of the load balancer",
  "el destino con su puerto, o un guion": "the target with its port, or a dash",
  "el tipo de solicitud: http, https, h2, grpcs, ws o wss": "the type of request: http, https, h2, grpcs, ws or wss",
  "un método HTTP, como GET; un número entre corchetes es del servicio FTP":
    "an HTTP method, like GET; a number in brackets is of the FTP service",
  "una versión de HTTP, o un guion": "a version of HTTP, or a dash",
};

const timesAndDurations: Details = {
  "una hora como [08/Dec/2024:20:00:00 -0600]": "a time like [08/Dec/2024:20:00:00 -0600]",
  "una hora como [08/Dec/2024:20:00:00.123]": "a time like [08/Dec/2024:20:00:00.123]",
  "una hora como 08/Dec/2024:20:00:00 -0600": "a time like 08/Dec/2024:20:00:00 -0600",
  "una hora como 2024-12-08T20:00:00-06:00": "a time like 2024-12-08T20:00:00-06:00",
  "una hora como 2024-12-09T02:00:01.186641Z": "a time like 2024-12-09T02:00:01.186641Z",
  "una hora con su zona; si el servidor no la escribe, se indica con --time-zone":
    "a time with its zone; if the server does not write it, give it with --time-zone",
  "una hora ISO 8601, de Apache o en segundos desde 1970": "a time in ISO 8601, as Apache writes it or in seconds since 1970",
  "la hora de la solicitud": "the time of the request",
  "una fecha como 2024-12-08": "a date like 2024-12-08",
  "una hora UTC como 20:00:00": "a UTC time like 20:00:00",
  "segundos desde 1970": "seconds since 1970",
  "milisegundos desde 1970": "milliseconds since 1970",
  "cinco tiempos en milisegundos": "five times in milliseconds",
  "tres tiempos en segundos": "three times in seconds",
  "el tiempo de respuesta": "the response time",
};

const w3c: Details = {
  "los campos de CloudFront: x-edge-location, x-edge-result-type ...": "the fields of CloudFront: x-edge-location, x-edge-result-type ...",
  "los campos de un servidor; los x-edge- son de CloudFront": "the fields of a server; those with x-edge- are of CloudFront",
  "los campos de un sitio web; x-session es del servicio FTP": "the fields of a web site; x-session is of the FTP service",
  "el campo date en la lista #Fields: sin él ningún renglón dice su día (IIS lo deja solo en #Date); se activa en el servidor":
    "the field date in the list #Fields: without it no row says its day (IIS leaves it in #Date alone); it is turned on in the server",
  "el campo time en la lista #Fields": "the field time in the list #Fields",
  "el campo c-ip, la dirección del cliente, en la lista #Fields": "the field c-ip, the address of the client, in the list #Fields",
  "el campo cs-method en la lista #Fields; sin él no es una bitácora de acceso web":
    "the field cs-method in the list #Fields; without it this is no web access log",
  "el campo cs-uri-stem en la lista #Fields; sin él no es una bitácora de acceso web":
    "the field cs-uri-stem in the list #Fields; without it this is no web access log",
  "el campo sc-status en la lista #Fields; sin él no es una bitácora de acceso web":
    "the field sc-status in the list #Fields; without it this is no web access log",
  "una línea #Fields antes de los renglones; si se perdió, la lista se indica con --format '#Fields: date time ...', en el orden de los renglones":
    "a line #Fields before the rows; if it was lost, give the list with --format '#Fields: date time ...', in the order of the rows",
  "{}, y tabuladores entre los valores": "{en}, and tabs between the values",
  "no más valores que campos tiene la lista #Fields": "no more values than the list #Fields has fields",
};

const json: Details = {
  "un objeto JSON completo por línea": "one whole JSON object a line",
  'un objeto JSON completo por línea, como {"time": "...", "status": 200}':
    'one whole JSON object a line, like {"time": "...", "status": 200}',
  "los campos de la solicitud; aquí la línea original viene envuelta como texto por otro programa, y hay que extraerla antes (por ejemplo, con jq -r '.{}')":
    "the fields of the request; here another program has wrapped the original line as a text, which has to be taken out first (for example with jq -r '.{}')",
};

export const formatDetails: Details = { ...descriptions, ...sources, ...fields, ...timesAndDurations, ...w3c, ...json };
