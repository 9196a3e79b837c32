export { bytesRoute } from "./bytes-route.ts";
export { recordServedDownload } from "./record-served-download.ts";
export { deliveryRoutes } from "./routes.ts";
