export { bytesRoute } from "./bytes-route.ts";
export { countUses } from "./count-uses.ts";
export { sweepDeliveryCodes } from "./delivery-codes.ts";
export { entranceRoutes } from "./entrance-routes.ts";
export { forgetOldPlaces, forgetPlaces } from "./forget-places.ts";
export { type Minted, mintViews } from "./mint-views.ts";
export { recordServedDownload } from "./record-served-download.ts";
export { deliveryRoutes } from "./routes.ts";
