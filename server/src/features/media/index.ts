export { readMedia } from "./read-media.ts";
export { sizeKey } from "./size-key.ts";
