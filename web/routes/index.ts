// All routes of the application: one list a subject, in one place.
import { accountRoutes } from "./account.ts";
import { apiLogRoutes } from "./api-logs.ts";
import { entryRoutes } from "./entry.ts";
import { logRoutes } from "./logs.ts";
import type { Route } from "./route.ts";

export const routes: readonly Route[] = [...entryRoutes, ...accountRoutes, ...logRoutes, ...apiLogRoutes];
