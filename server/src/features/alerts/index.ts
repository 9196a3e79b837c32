export { forgetAlerts } from "./forget-alerts.ts";
export { alertsRoutes } from "./routes.ts";
export { sendAlert } from "./send-alert.ts";
export { watchEvents } from "./watch-events.ts";
