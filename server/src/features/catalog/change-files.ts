import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { setFiles } from "./product-parts.ts";
import { MOST_FILES, type Product } from "./schemas.ts";

/**
 * Puts files behind those of the product, or the first in the place of `inPlaceOf`, which leaves it. Those it has already stay
 * where they are, so that repeating it changes nothing, and two at the same time lose nothing. For editors and owners.
 */
export function addFiles(
  deps: Deps,
  user: User,
  { productId, fileIds, inPlaceOf }: { productId: string; fileIds: string[]; inPlaceOf?: string | undefined },
): Promise<Product> {
  return changeFiles(deps, user, productId, (present) => {
    const fresh = fileIds.filter((id) => !present.includes(id));
    const place = inPlaceOf === undefined ? -1 : present.indexOf(inPlaceOf);
    return place < 0 ? [...present, ...fresh] : present.toSpliced(place, 1, ...fresh);
  });
}

/** Takes a file out of the product; the file itself stays with its creator. One that is not in it changes nothing. */
export function takeOutFile(
  deps: Deps,
  user: User,
  { productId, fileId }: { productId: string; fileId: string },
): Promise<Product> {
  return changeFiles(deps, user, productId, (present) => present.filter((id) => id !== fileId));
}

/** Puts the files in this order. Those not named follow behind, so that one which arrived meanwhile is not lost. */
export function orderFiles(
  deps: Deps,
  user: User,
  { productId, fileIds }: { productId: string; fileIds: string[] },
): Promise<Product> {
  return changeFiles(deps, user, productId, (present) => [
    ...fileIds.filter((id) => present.includes(id)),
    ...present.filter((id) => !fileIds.includes(id)),
  ]);
}

async function changeFiles(
  deps: Deps,
  user: User,
  productId: string,
  next: (present: string[]) => string[],
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockProduct(trx, productId);
    const rows = await trx
      .selectFrom("product_files")
      .select("file_id")
      .where("product_id", "=", productId)
      .orderBy("position")
      .execute();
    const present = rows.map((row) => row.file_id);
    const fileIds = next(present);
    if (fileIds.join() === present.join()) return;
    if (fileIds.length > MOST_FILES)
      throw invalidField("fileIds", `A product has at most ${MOST_FILES} files.`);
    await setFiles(trx, deps.clock, { ...before, creatorId }, fileIds);
    await trx
      .updateTable("products")
      .set({ updated_at: deps.clock.now() })
      .where("id", "=", productId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "product.updated",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: { changed: ["fileIds"], files: fileIds.length },
    });
  });
  return getProduct(deps, user, productId);
}
