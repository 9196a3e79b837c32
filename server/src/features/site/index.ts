export { type Brand, brandUrls, loadBrand } from "./brand.ts";
export { brandRoute } from "./brand-route.ts";
export { siteRoutes } from "./routes.ts";
