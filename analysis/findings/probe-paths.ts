// The paths that scanners try on every site, as patterns of RE2: none of them is a page of results.

/** Doors and leftovers of common programs, wherever they lie. Bound to `$probe_paths` of probed-paths.sql, without regard to case. */
export const probePathPattern = [
  "/wp-(?:login|admin|config|includes)",
  "/xmlrpc\\.php",
  "/\\.(?:env|git|svn|hg|aws|ssh|htpasswd|htaccess|ds_store)(?:$|[/._-])",
  "/(?:phpmyadmin|pma|myadmin|adminer)(?:$|[/._-])",
  "/(?:server-status|server-info|phpinfo|info\\.php)(?:$|[/._-])",
  "/(?:cgi-bin|boaform|hnap1|geoserver|solr|jenkins|manager/html|struts|owa/auth|autodiscover)(?:$|[/._-])",
  "/(?:vendor/phpunit|actuator|console/login|telescope)(?:$|/)",
  "/(?:backup|dump|database|db)\\.(?:sql|zip|gz|tar|bak|7z|rar)",
  "(?:\\.\\./|%2e%2e|/etc/passwd|eval-stdin)",
].join("|");

/** Of these an answer with content gives something away: settings, code, passwords, data. */
export const disclosurePathPattern = new RegExp(
  [
    "/\\.(?:env|git|svn|hg|aws|ssh|htpasswd)(?:$|[/._-])",
    "/(?:phpmyadmin|pma|myadmin|adminer)(?:$|[/._-])",
    "/(?:server-status|server-info|phpinfo|info\\.php)(?:$|[/._-])",
    "/actuator/(?:env|heapdump)",
    "/(?:backup|dump|database|db)\\.(?:sql|zip|gz|tar|bak|7z|rar)",
    "/etc/passwd",
  ].join("|"),
  "i",
);

const probePath = new RegExp(probePathPattern, "i");

export function isProbePath(path: string): boolean {
  return probePath.test(path);
}
