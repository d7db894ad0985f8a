// All routes of the application: one list a subject, in one place.
import { accountRoutes } from "./account.ts";
import { apiDeliveryRoutes } from "./api-deliveries.ts";
import { apiIncidentRoutes } from "./api-incidents.ts";
import { apiInputRoutes } from "./api-inputs.ts";
import { apiVersionRoutes } from "./api-versions.ts";
import { deliveryRoutes } from "./deliveries.ts";
import { deliveryDataRoutes } from "./delivery-data.ts";
import { entryRoutes } from "./entry.ts";
import { figureRoutes } from "./figures.ts";
import { handInRoutes } from "./hand-in.ts";
import { incidentTableRoutes } from "./incident-tables.ts";
import { incidentRoutes } from "./incidents.ts";
import type { Route } from "./route.ts";
import { textRoutes } from "./texts.ts";

export const routes: readonly Route[] = [
  ...entryRoutes,
  ...accountRoutes,
  ...deliveryRoutes,
  ...incidentRoutes,
  ...incidentTableRoutes,
  ...deliveryDataRoutes,
  ...textRoutes,
  ...figureRoutes,
  ...handInRoutes,
  ...apiDeliveryRoutes,
  ...apiIncidentRoutes,
  ...apiInputRoutes,
  ...apiVersionRoutes,
];
