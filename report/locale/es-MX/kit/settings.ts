// Words of the log settings of the kit: the comments that stand in the files for Apache and nginx.

/** What each field of a line is. */
export const fields = {
  host: "servidor solicitado y puerto en que respondió",
  address: "dirección de quien se conecta",
  user: "usuario, si el sitio pide contraseña",
  time: "hora con su diferencia respecto de UTC",
  request: "método, ruta con parámetros y protocolo",
  status: "código de estado final de la respuesta",
  bytes: "bytes del cuerpo que se enviaron",
  referrer: "sitio de procedencia",
  agent: "navegador y equipo",
  forwarded: "cabecera X-Forwarded-For tal como llegó",
  scheme: "http o https",
  cache: "qué hizo la caché, si hay una",
  duration: "tiempo de respuesta, con su unidad",
  cacheControl: "cabecera Cache-Control que se envió",
} as const;

export function head(server: string): string[] {
  return [
    `Bitácora de acceso para la memoria técnica: ajustes de ${server}.`,
    "Registra lo que la memoria necesita. Memoria reconoce estas líneas por sí sola: no hace falta --format.",
    "",
  ];
}

export const apacheUse = [
  "Uso en Debian o Ubuntu: copiar este archivo a /etc/apache2/conf-available/ y ejecutar",
  "  a2enmod setenvif && a2enconf memoria-apache && apachectl configtest && systemctl reload apache2",
  "En Red Hat y derivados: copiarlo a /etc/httpd/conf.d/ y cambiar la carpeta de abajo.",
  "Requiere Apache 2.4.19 o posterior. No cambia las bitácoras que el servidor ya escribe.",
] as const;

export const apacheFolder = [
  "Carpeta de la bitácora: /var/log/apache2 en Debian y Ubuntu, /var/log/httpd en Red Hat.",
  "En esas carpetas la rotación del sistema también toma este archivo; hay que revisar cuántos días conserva.",
] as const;

export const apacheScheme = ["Guarda el esquema de cada solicitud (http o https) para la bitácora."] as const;

export const fieldsHead = ["La línea, campo por campo:"] as const;

export const apacheLog = [
  "GlobalLog escribe las solicitudes de todos los sitios, también de los que tienen su propia CustomLog.",
  "Para un solo sitio: quitar esta línea y poner dentro de su <VirtualHost>",
  '  CustomLog "/var/log/apache2/memoria-prep.log" memoria',
] as const;

export const apacheProxy = [
  "Detrás de un proxy o de una CDN: la dirección de la línea es la del proxy, y la del visitante va en xff.",
  "Al analizar se indica qué redes son de confianza: memoria report ... --trusted-proxy RED",
  "El esquema es el de la conexión con este servidor: si el proxy termina TLS, aquí dice http.",
] as const;

export const nginxUse = [
  "Uso: copiar este archivo a /etc/nginx/conf.d/ (dentro del bloque http) y ejecutar",
  "  nginx -t && systemctl reload nginx",
] as const;

export const nginxJsonUse = [
  "La misma bitácora en JSON, un objeto por línea. Basta con una de las dos: texto o JSON.",
  "Uso: copiar este archivo a /etc/nginx/conf.d/ (dentro del bloque http) y ejecutar",
  "  nginx -t && systemctl reload nginx",
] as const;

export const nginxLog = [
  "Un bloque server o location que tenga su propia access_log deja de escribir en esta:",
  "en ese caso hay que repetir esta línea dentro de ese bloque.",
  "En /var/log/nginx la rotación de Debian también toma este archivo; hay que revisar cuántos días conserva.",
] as const;

export const nginxProxy = [
  "Detrás de un proxy o de una CDN: la dirección de la línea es la del proxy, y la del visitante va en xff (o http_x_forwarded_for).",
  "Al analizar se indica qué redes son de confianza: memoria report ... --trusted-proxy RED",
] as const;
