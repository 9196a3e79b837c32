export { closeReport, removeComment } from "./close-reports.ts";
export { isBlocked, refuseBlocked } from "./find-block.ts";
export { followCreator } from "./follow-creator.ts";
export { forgetPerson } from "./forget-person.ts";
export { likePost } from "./like-post.ts";
export { peopleRoutes } from "./routes.ts";
export { newReport } from "./schemas.ts";
export { writeComment } from "./write-comment.ts";
