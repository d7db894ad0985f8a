// Pages of the kit in Markdown: what is in the folder, how other servers and CDNs are made to log, and how monitors are set up.

export const files = {
  readMe: "LEAME.md",
  apache: "memoria-apache.conf",
  nginx: "memoria-nginx.conf",
  nginxJson: "memoria-nginx-json.conf",
  others: "iis-y-cdn.md",
  checklist: "lista-de-control.md",
  checklistPage: "lista-de-control.html",
  calendar: "calendario.ics",
  incidentsCsv: "incidencias.csv",
  incidentsWorkbook: "incidencias.xlsx",
  monitors: "monitores.md",
  monitorCsv: "monitor.csv",
} as const;

/** `guide`: what the columns of the incident template take. */
export function readMe(call: string, reference: string, guide: readonly (readonly string[])[]): string {
  return `# Antes de la jornada: kit del difusor

Para ${call}.

1. **${files.checklistPage}** (para imprimir), ${files.checklist} y ${files.calendar} (para importar en un calendario): cada fecha y obligación con su cláusula, y lo que conviene revisar.
2. **${files.apache}** o **${files.nginx}**: ajustes de bitácora, listos para incluir; cada archivo dice cómo. ${files.nginxJson} es la variante en JSON. Para IIS y CDN: **${files.others}**.
3. **${files.monitors}**: cómo poner en marcha un monitor externo; ${files.monitorCsv} es la plantilla de la tabla más sencilla.
4. **${files.incidentsWorkbook}** o **${files.incidentsCsv}**: registro de incidencias. El renglón de ejemplo se borra. Basta con uno de los dos.

## Registro de incidencias: qué se escribe

| Columna | Obligatoria | Qué se escribe |
|---|---|---|
${guide.map((row) => `| ${row.join(" | ")} |`).join("\n")}

## Comprobar los ajustes

Después de activarlos y de pedir la página una vez:

    memoria formats memoria-prep.log

debe responder \`memoria_combined\` (o \`nginx_json\` con la variante en JSON). No hace falta --format: Memoria reconoce estas líneas por sí sola.

## Después de la jornada

    memoria report memoria-prep.log* --convocatoria ${reference} --incidents ${files.incidentsWorkbook} --monitor ${files.monitorCsv} --statement-complete --out memoria

\`--statement-complete\` declara que la lista de incidencias está completa. Detrás de un proxy o de una CDN se agrega \`--trusted-proxy RED\`.

Si este kit se vuelve a generar en la misma carpeta, las plantillas que ya están (${files.incidentsCsv}, ${files.incidentsWorkbook}, ${files.monitorCsv}) se conservan como están.
`;
}

interface OtherServer {
  title: string;
  /** Name of the format in Memoria; its source is printed with it. */
  format: string;
  /** Fields to switch on: what for, and their names. */
  fields: readonly string[];
  hints: readonly string[];
}

/** Servers and CDNs without settings of their own here. Names of fields are those that the readers of these formats look for. */
export const others: readonly OtherServer[] = [
  {
    title: "IIS",
    format: "iis_w3c",
    fields: [
      "date time c-ip cs-method cs-uri-stem cs-uri-query cs-version sc-status",
      "sc-bytes s-port cs-host cs-username cs(User-Agent) cs(Referer) time-taken",
      "campo personalizado X-Forwarded-For (tipo: cabecera de la solicitud), si hay un proxy o una CDN delante",
    ],
    hints: [
      "Formato de registro: W3C. Las horas se escriben en UTC; no hay que convertirlas.",
      "Sin cs(User-Agent) no hay visitantes únicos confiables ni bots; sin sc-bytes no hay datos transferidos.",
      "Si los campos cambian a media noche, el archivo se lee igual: cada línea #Fields vale para las que le siguen.",
    ],
  },
  {
    title: "Amazon CloudFront",
    format: "cloudfront",
    fields: ["Bitácora estándar con todos sus campos (también x-forwarded-for, cs-protocol, x-edge-result-type y time-taken)"],
    hints: [
      "Se lee el formato W3C y, de la versión 2, también el JSON (cloudfront_v2). Los .gz se entregan como están.",
      "La documentación del servicio advierte que la entrega de algunos registros puede tardar hasta 24 horas: hay que esperar antes de reunirlos.",
    ],
  },
  {
    title: "Cloudflare",
    format: "cloudflare",
    fields: [
      "EdgeStartTimestamp ClientIP EdgeResponseStatus ClientRequestMethod ClientRequestURI ClientRequestProtocol",
      "EdgeResponseBytes ClientRequestReferer ClientRequestUserAgent ClientRequestHost ClientRequestScheme CacheCacheStatus",
      "ClientRequestSource WorkerSubrequest SampleInterval",
    ],
    hints: [
      "Logpush, conjunto http_requests. Sin muestreo: si cada línea vale por varias solicitudes, las cifras lo advierten.",
      "ClientRequestSource y WorkerSubrequest separan lo que la propia red se pide a sí misma.",
    ],
  },
  {
    title: "Akamai DataStream 2",
    format: "akamai_ds2",
    fields: ["reqTimeSec cliIP statusCode reqMethod reqPath queryStr bytes referer UA reqHost reqPort proto xForwardedFor cacheStatus"],
    hints: ["Formato de entrega: JSON."],
  },
  {
    title: "Azure Front Door",
    format: "azure_front_door",
    fields: ["Categoría FrontDoorAccessLog, con socketIp, clientIp, httpStatusCode, cacheStatus y timeTaken"],
    hints: [
      "No se registra por omisión: se activa en Configuración de diagnóstico, hacia una cuenta de almacenamiento y con días de retención. Los archivos JSON se entregan como están.",
    ],
  },
  {
    title: "Google Cloud Load Balancing y Cloud CDN",
    format: "gcp_lb",
    fields: ["Registro de solicitudes del servicio de backend (httpRequest)"],
    hints: [
      "El registro se activa en cada servicio de backend; en uno nuevo está desactivado. logConfig.sampleRate debe ser 1.0, para que se registren todas las solicitudes.",
      "Exportar las entradas en JSON.",
    ],
  },
  {
    title: "AWS Application Load Balancer",
    format: "alb",
    fields: ["Registros de acceso del balanceador"],
    hints: ["Los .gz se entregan como están."],
  },
  {
    title: "Fastly",
    format: "fastly",
    fields: ['%h %l %u %t "%r" %>s %b'],
    hints: [
      "Este formato no trae navegador: sin él no se distinguen los bots. Con un formato JSON propio se registran más campos; se lee con --format 'json:campo=nombre,...'.",
    ],
  },
  {
    title: "bunny.net",
    format: "bunny",
    fields: ["Registro del Pull Zone"],
    hints: [
      "Este formato no trae el método de la solicitud: las cifras lo advierten. Con direcciones anonimizadas no se distinguen los visitantes.",
    ],
  },
];

export const othersTitle = "IIS y redes de distribución (CDN): qué registrar";
export const othersIntro = [
  "Cada apartado dice qué campos activar para que la memoria tenga todas sus cifras, y de qué documento salen sus nombres.",
  "Con una CDN se entregan dos juegos: el de la CDN (--role edge, lo que vieron los visitantes) y, aparte, el del servidor de origen (--role origin).",
  "La cabecera Cache-Control que se envía no está en estos campos: la guarda la bitácora del servidor de origen (ajustes de Apache o nginx de este kit).",
  "Conviene activarlo con días de anticipación, comprobar un archivo con `memoria formats ARCHIVO`, y revisar cuántos días se conserva.",
] as const;
export const othersWords = { fields: "Campos", format: "Formato en Memoria", source: "Documento" } as const;

export const monitors = `# Monitor externo

La bitácora del servidor no puede probar que el servicio estuvo disponible: si nadie pide nada, no hay líneas. Un monitor que comprueba la página
desde fuera, cada minuto, es la tercera fuente de la memoria, junto con las incidencias declaradas y la bitácora.

- Comprobar la página de resultados, no solo la portada, y desde otra red que la del servidor.
- Cada 60 segundos, desde un día antes de la publicación hasta un día después.
- Conservar las comprobaciones hasta la entrega de la memoria.
- Reloj sincronizado por NTP también en el equipo del monitor.

## Uptime Kuma

Monitor de tipo HTTP(s), intervalo de 60 s. Para la memoria se exporta la tabla \`heartbeat\` de su base de datos como CSV con encabezado, o los
latidos en JSON. Las horas sin zona se leen como UTC, como las guarda el producto. Un resumen en barras de varios días no sirve: hay que exportar las comprobaciones.

## Gatus

\`interval: 60s\`. Guardar la respuesta de \`/api/v1/endpoints/CLAVE/statuses\` (JSON); como trae solo las últimas comprobaciones, conviene guardarla
varias veces durante la jornada. Cada archivo se indica con su propio \`--monitor\`.

## UptimeRobot

Exportar el registro del monitor (CSV con Event, Date-Time, Reason y Duration) o sus tiempos de respuesta. Las horas no traen zona: la cuenta debe usar la zona de la convocatoria.

## Cualquier otro: una tabla CSV

Columnas \`timestamp,up\` (y \`name\` si hay varios): hora de la comprobación y 1 si respondió, 0 si no. La plantilla es \`monitor.csv\`; sus renglones de ejemplo se borran.
Con cron, en otro equipo y una línea de crontab:

    * * * * * echo "$(date -Iseconds),$(curl -fsS -m 20 -o /dev/null https://SITIO/ && echo 1 || echo 0)" >> $HOME/monitor.csv

El archivo debe empezar con la línea \`timestamp,up\`. Al hacer la memoria: \`--monitor monitor.csv\`.
`;
