import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { removeImage, type StoredImage, storeImage, withImageBody } from "../images/index.ts";
import { COVER_WIDTHS } from "./cover.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import type { Product } from "./schemas.ts";

const MOST_COVERS = 12;

/**
 * Re-encodes the picture in `body` (refused as storeImage says) and adds it behind the other covers; for editors and owners. An
 * `image` that {@link storeCover} has stored before is added as it is.
 */
export async function addCover(
  deps: Deps,
  user: User,
  input: { productId: string; alt: string } & ({ body: AsyncIterable<Uint8Array> } | { image: StoredImage }),
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, input.productId);
  const image =
    "image" in input
      ? input.image
      : await withImageBody(input.body, (bytes) =>
          storeImage(deps, "covers", bytes, { widths: COVER_WIDTHS }),
        );
  try {
    await insertCover(deps, user, { ...input, creatorId, image });
  } catch (error) {
    await removeImage(deps, image, COVER_WIDTHS);
    throw error;
  }
  return getProduct(deps, user, input.productId);
}

/** Stores a cover of our own making, for a product that may not exist yet. */
export function storeCover(deps: Pick<Deps, "storage" | "log">, bytes: Uint8Array): Promise<StoredImage> {
  return storeImage(deps, "covers", bytes, { widths: COVER_WIDTHS, quick: true });
}

async function insertCover(
  deps: Deps,
  user: User,
  {
    productId,
    creatorId,
    alt,
    image,
  }: { productId: string; creatorId: string; alt: string; image: StoredImage },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    await lockProduct(trx, productId);
    const { count, last } = await trx
      .selectFrom("product_covers")
      .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.max("position").as("last")])
      .where("product_id", "=", productId)
      .executeTakeFirstOrThrow();
    if (count >= MOST_COVERS) throw invalidField("body", `A product has at most ${MOST_COVERS} covers.`);
    const id = newId();
    await trx
      .insertInto("product_covers")
      .values({
        id,
        product_id: productId,
        image_key: image.key,
        alt,
        width: image.width,
        height: image.height,
        position: (last ?? -1) + 1,
      })
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { changed: ["covers"], added: id },
    });
  });
}
