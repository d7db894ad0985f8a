// All routes of the application: one list a subject, in one place.

import { accountRoutes } from "./account.ts";
import { adminAuditRoutes } from "./admin-audit.ts";
import { adminCallRoutes } from "./admin-calls.ts";
import { adminOrganisationRoutes } from "./admin-organisations.ts";
import { adminPeopleRoutes } from "./admin-people.ts";
import { adminStorageRoutes } from "./admin-storage.ts";
import { apiAdminRoutes } from "./api-admin.ts";
import { apiCallRoutes } from "./api-calls.ts";
import { apiDocRoutes } from "./api-docs.ts";
import { apiLogRoutes } from "./api-logs.ts";
import { apiTableRoutes } from "./api-tables.ts";
import { entryRoutes } from "./entry.ts";
import { logRoutes } from "./logs.ts";
import type { Route } from "./route.ts";

const subjects: readonly Route[] = [
  ...entryRoutes,
  ...accountRoutes,
  ...adminPeopleRoutes,
  ...adminOrganisationRoutes,
  ...adminCallRoutes,
  ...adminStorageRoutes,
  ...adminAuditRoutes,
  ...apiAdminRoutes,
  ...apiCallRoutes,
  ...apiTableRoutes,
  ...logRoutes,
  ...apiLogRoutes,
];

export const routes: readonly Route[] = [...subjects, ...apiDocRoutes(subjects)];
