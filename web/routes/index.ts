// All routes of the application: one list a subject, in one place.
import { accountRoutes } from "./account.ts";
import { adminAuditRoutes } from "./admin-audit.ts";
import { adminCallRoutes } from "./admin-calls.ts";
import { adminOrganisationRoutes } from "./admin-organisations.ts";
import { adminPeopleRoutes } from "./admin-people.ts";
import { entryRoutes } from "./entry.ts";
import type { Route } from "./route.ts";

export const routes: readonly Route[] = [
  ...entryRoutes,
  ...accountRoutes,
  ...adminPeopleRoutes,
  ...adminOrganisationRoutes,
  ...adminCallRoutes,
  ...adminAuditRoutes,
];
