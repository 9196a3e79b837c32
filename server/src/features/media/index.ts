export { type Looker, type MarkedPicture, markPicture } from "./mark-picture.ts";
export { readLeftOutFilms, readMedia } from "./read-media.ts";
export { mediaRoutes } from "./routes.ts";
export { sizeKey } from "./size-key.ts";
