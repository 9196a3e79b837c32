export { acceptImageBody, IMAGE_UPLOADS, imageBody } from "./image-body-route.ts";
export { sniffImageFormat } from "./image-format.ts";
export { withImageBody } from "./read-image-body.ts";
export { reencodeForViews, sizesOf } from "./reencode-image.ts";
export { imageRoutes } from "./routes.ts";
export { removeImage, type StoredImage, storeImage } from "./store-image.ts";
