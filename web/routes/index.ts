// All routes of the application: one list a subject, in one place.

import { accountRoutes } from "./account.ts";
import { adminAuditRoutes } from "./admin-audit.ts";
import { adminCallRoutes } from "./admin-calls.ts";
import { adminOrganisationRoutes } from "./admin-organisations.ts";
import { adminPeopleRoutes } from "./admin-people.ts";
import { adminRestoreRoutes } from "./admin-restore.ts";
import { adminStorageRoutes } from "./admin-storage.ts";
import { apiAdminRoutes } from "./api-admin.ts";
import { apiAuditRoutes } from "./api-audit.ts";
import { apiBoardRoutes } from "./api-board.ts";
import { apiCallRoutes } from "./api-calls.ts";
import { apiDeliveryRoutes } from "./api-deliveries.ts";
import { apiDocRoutes } from "./api-docs.ts";
import { apiElectionRoutes } from "./api-elections.ts";
import { apiFigureRoutes } from "./api-figures.ts";
import { apiIncidentRoutes } from "./api-incidents.ts";
import { apiInputRoutes } from "./api-inputs.ts";
import { apiLogRoutes } from "./api-logs.ts";
import { apiObservationRoutes } from "./api-observations.ts";
import { apiRestoreRoutes } from "./api-restore.ts";
import { apiReviewRoutes } from "./api-review.ts";
import { apiStorageRoutes } from "./api-storage.ts";
import { apiTableRoutes } from "./api-tables.ts";
import { apiVersionRoutes } from "./api-versions.ts";
import { boardRoutes } from "./board.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { deliveryDataRoutes } from "./delivery-data.ts";
import { electionReportRoutes } from "./election-report.ts";
import { electionRoutes } from "./elections.ts";
import { entryRoutes } from "./entry.ts";
import { figureRoutes } from "./figures.ts";
import { handInRoutes } from "./hand-in.ts";
import { incidentTableRoutes } from "./incident-tables.ts";
import { incidentRoutes } from "./incidents.ts";
import { logRoutes } from "./logs.ts";
import { observationRoutes } from "./observations.ts";
import { reviewRoutes } from "./review.ts";
import type { Route } from "./route.ts";
import { textRoutes } from "./texts.ts";

const subjects: readonly Route[] = [
  ...entryRoutes,
  ...accountRoutes,
  ...adminPeopleRoutes,
  ...adminOrganisationRoutes,
  ...adminCallRoutes,
  ...adminStorageRoutes,
  ...adminRestoreRoutes,
  ...adminAuditRoutes,
  ...apiAdminRoutes,
  ...apiCallRoutes,
  ...apiAuditRoutes,
  ...apiTableRoutes,
  ...logRoutes,
  ...apiLogRoutes,
  ...deliveryRoutes,
  ...incidentRoutes,
  ...incidentTableRoutes,
  ...deliveryDataRoutes,
  ...textRoutes,
  ...figureRoutes,
  ...handInRoutes,
  ...boardRoutes,
  ...reviewRoutes,
  ...observationRoutes,
  ...electionReportRoutes,
  ...electionRoutes,
  ...apiDeliveryRoutes,
  ...apiIncidentRoutes,
  ...apiInputRoutes,
  ...apiVersionRoutes,
  ...apiBoardRoutes,
  ...apiReviewRoutes,
  ...apiObservationRoutes,
  ...apiElectionRoutes,
  ...apiStorageRoutes,
  ...apiRestoreRoutes,
  ...apiFigureRoutes,
];

export const routes: readonly Route[] = [...subjects, ...apiDocRoutes(subjects)];
