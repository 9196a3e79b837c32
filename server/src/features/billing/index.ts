export { forgetBuyer } from "./forget-buyer.ts";
export { forgetOldEvents } from "./forget-old-events.ts";
export { processWebhookEvent } from "./process-webhook-event.ts";
export { reconcile } from "./reconcile.ts";
export { webhookRoute } from "./routes.ts";
