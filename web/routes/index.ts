// All routes of the application: one list a subject, in one place.
import { accountRoutes } from "./account.ts";
import { entryRoutes } from "./entry.ts";
import type { Route } from "./route.ts";

export const routes: readonly Route[] = [...entryRoutes, ...accountRoutes];
