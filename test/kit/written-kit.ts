import { mkdtempSync, writeFileSync } from "node:fs";
import { apacheSettings, nginxJsonSettings, nginxSettings } from "../../report/kit/server-settings.ts";
export async function writtenKit(): Promise<string> {
  const d = mkdtempSync("/tmp/kk-");
  writeFileSync(`${d}/memoria-apache.conf`, apacheSettings());
  writeFileSync(`${d}/memoria-nginx.conf`, nginxSettings());
  writeFileSync(`${d}/memoria-nginx-json.conf`, nginxJsonSettings());
  return d;
}
