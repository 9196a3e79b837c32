export { countAudience } from "./count-audience.ts";
export { forgetNotifications, sweepNotifications } from "./forget-notifications.ts";
export { notify } from "./notify.ts";
export { notificationsRoutes, unsubscribeRoute } from "./routes.ts";
export { tellAudience } from "./tell-audience.ts";
export { tellOfComment } from "./tell-of-comment.ts";
