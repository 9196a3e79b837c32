export { salesRoutes } from "./routes.ts";
export { salesTotals } from "./schemas.ts";
