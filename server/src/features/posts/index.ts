export { postsRoutes } from "./routes.ts";
export type { Post } from "./schemas.ts";
