export { checkTrail } from "./check-trail.ts";
export { eventRow } from "./events-schemas.ts";
export { describeEvents, toEvent } from "./list-events.ts";
export { operationsRoutes } from "./routes.ts";
