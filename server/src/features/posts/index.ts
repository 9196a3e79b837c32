export { announcePost } from "./announce-post.ts";
export { archivePosts } from "./archive-posts.ts";
export { createPost } from "./create-post.ts";
export { type PostText, readPostTexts } from "./read-texts.ts";
export { postsRoutes } from "./routes.ts";
export type { Post } from "./schemas.ts";
export { restorePost, takeDownPost } from "./take-down-post.ts";
