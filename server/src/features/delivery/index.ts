export { bytesRoute } from "./bytes-route.ts";
export { deliveryRoutes } from "./routes.ts";
