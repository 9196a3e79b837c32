export { createPost } from "./create-post.ts";
export { postsRoutes } from "./routes.ts";
export type { Post } from "./schemas.ts";
