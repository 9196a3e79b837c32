export { labelOlderFiles } from "./label-older-files.ts";
export { type Looker, type MarkedPicture, markPicture, type Waiting } from "./mark-picture.ts";
export { type Failure, readLeftOutFilms, readMedia } from "./read-media.ts";
export { mediaRoutes } from "./routes.ts";
export { sizeKey } from "./size-key.ts";
