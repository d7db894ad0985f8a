// The rules as they are when nobody changes them (definitions.md).
import type { RollupRules } from "./rollups.ts";

export const defaultRules: RollupRules = {
  scope: [],
  internal: [],
  trustedProxies: [],
  pages: [],
  notPages: [],
  resultPath: "/json/main.json",
  visitGapSeconds: 1800,
};
