export { forgetFeedLinks } from "./feed-link.ts";
export { feedRoutes } from "./routes.ts";
