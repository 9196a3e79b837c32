import type { Deps } from "../../deps.ts";
import { type ImageKind, newImageKey } from "./image-key.ts";
import { type ImageOptions, reencodeImage, sizesOf } from "./reencode-image.ts";

export type StoredImage = { key: string; width: number; height: number };

/**
 * Re-encodes untrusted bytes (see {@link reencodeImage} for what is refused) and writes every size to the public area under a new
 * random key prefix: `<key>/<width>.avif` and `.webp`. `width` and `height` are those of the largest size.
 */
export async function storeImage(
  deps: Pick<Deps, "storage" | "log">,
  kind: ImageKind,
  bytes: Uint8Array,
  options: ImageOptions,
): Promise<StoredImage> {
  const sizes = await reencodeImage(bytes, options);
  const key = newImageKey(kind);
  const { width, height } = sizes.at(-1)!;
  const image = { key, width, height };
  try {
    for (const size of sizes) {
      await deps.storage.putPublic(`${key}/${size.width}.avif`, size.avif, "image/avif");
      await deps.storage.putPublic(`${key}/${size.width}.webp`, size.webp, "image/webp");
    }
  } catch (error) {
    await removeImage(deps, image, options.widths);
    throw error;
  }
  return image;
}

/**
 * Removes every size of a picture that {@link storeImage} wrote; `width` is that of its largest size. What cannot be removed stays
 * behind under a key that nothing names any more; that is logged, and no reason to fail.
 */
export async function removeImage(
  deps: Pick<Deps, "storage" | "log">,
  image: { key: string; width: number },
  widths: readonly number[],
): Promise<void> {
  for (const width of sizesOf(image.width, widths)) {
    for (const extension of ["avif", "webp"]) {
      await deps.storage.removePublic(`${image.key}/${width}.${extension}`).catch((error: unknown) => {
        deps.log.warn({ err: error, key: image.key }, "a picture was left behind");
      });
    }
  }
}
