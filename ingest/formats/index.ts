// The formats that are read, by name.

import { akamaiDs2 } from "./akamai-ds2.ts";
import { alb } from "./alb.ts";
import { azureFrontDoor } from "./azure-front-door.ts";
import { bunny } from "./bunny.ts";
import { caddy } from "./caddy.ts";
import { cloudflare } from "./cloudflare.ts";
import { cloudfront } from "./cloudfront.ts";
import { cloudfrontV2 } from "./cloudfront-v2.ts";
import { combined } from "./combined.ts";
import { combinedio } from "./combinedio.ts";
import { common } from "./common.ts";
import { fastly } from "./fastly.ts";
import type { LineFormat } from "./format.ts";
import { forwardedCombined } from "./forwarded-combined.ts";
import { gcpLb } from "./gcp-lb.ts";
import { haproxy } from "./haproxy.ts";
import { iisW3c } from "./iis-w3c.ts";
import { jsonLines } from "./json-lines.ts";
import { memoriaCombined } from "./memoria-combined.ts";
import { nginxJson } from "./nginx-json.ts";
import { traefik } from "./traefik.ts";
import { traefikJson } from "./traefik-json.ts";
import { vhostCombined } from "./vhost-combined.ts";

export type {
  ByteLane,
  ColumnReading,
  FormatContext,
  LaneValue,
  LineFormat,
  LineVerdict,
  ObjectKey,
  ObjectLane,
  ParsedFields,
  PatternReading,
  Reading,
  TextColumn,
} from "./format.ts";

export const formats: readonly LineFormat[] = [
  common,
  combined,
  vhostCombined,
  memoriaCombined,
  forwardedCombined,
  combinedio,
  traefik,
  fastly,
  alb,
  haproxy,
  bunny,
  iisW3c,
  cloudfront,
  jsonLines,
  nginxJson,
  cloudfrontV2,
  cloudflare,
  azureFrontDoor,
  gcpLb,
  akamaiDs2,
  caddy,
  traefikJson,
];
export type { JsonField } from "./json-format.ts";
