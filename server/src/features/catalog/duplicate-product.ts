import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { withFreeSlug } from "./free-slug.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import { findPending } from "./pending-edits.ts";
import { refreshFileKinds } from "./product-parts.ts";
import type { Product } from "./schemas.ts";

/**
 * A new draft with the text of a product (as its editor shows it, pending edits included), its files and its covers; for editors
 * and owners. Files and pictures are the same ones, not copies of their bytes. What operators took down is refused.
 */
export async function duplicateProduct(deps: Deps, user: User, productId: string): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  const id = newId();
  const now = deps.clock.now();
  const { title: original } = await deps.db
    .selectFrom("products")
    .select("title")
    .where("id", "=", productId)
    .executeTakeFirstOrThrow();
  await withFreeSlug(copyOf(original), (slug) =>
    deps.db.transaction().execute(async (trx) => {
      const source = await lockProduct(trx, productId);
      if (source.status === "removed")
        throw new AppError("wrong_state", "The operators took this product down.");
      const edits = (await findPending(trx, productId))?.changes ?? {};
      const title = copyOf(edits.title ?? source.title);
      await trx
        .insertInto("products")
        .values({
          id,
          creator_id: creatorId,
          slug,
          title,
          description: edits.description ?? source.description,
          price_amount: edits.price?.amount ?? source.price_amount,
          price_currency: edits.price?.currency ?? source.price_currency,
          category_id: edits.categoryId === undefined ? source.category_id : edits.categoryId,
          tags: edits.tags ?? source.tags,
          country_rule: source.country_rule,
          countries: source.countries,
          download_limit: source.download_limit,
          device_limit: source.device_limit,
          status: "draft",
          created_at: now,
          updated_at: now,
        })
        .execute();
      await trx
        .insertInto("product_files")
        .columns(["product_id", "file_id", "position", "added_at"])
        .expression((eb) =>
          eb
            .selectFrom("product_files")
            .select([eb.val(id).as("product_id"), "file_id", "position", eb.val(now).as("added_at")])
            .where("product_id", "=", productId),
        )
        .execute();
      await refreshFileKinds(trx, { productId: id });
      await copyCovers(trx, productId, id);
      await recordEvent(trx, deps.clock, {
        type: "product.created",
        actorId: user.userId,
        creatorId,
        subject: { type: "product", id },
        data: { title, copyOf: productId },
      });
    }),
  );
  return getProduct(deps, user, id);
}

async function copyCovers(trx: Deps["db"], from: string, to: string): Promise<void> {
  const covers = await trx
    .selectFrom("product_covers")
    .select(["image_key", "alt", "width", "height", "position"])
    .where("product_id", "=", from)
    .execute();
  if (covers.length === 0) return;
  await trx
    .insertInto("product_covers")
    .values(covers.map((cover) => ({ ...cover, id: newId(), product_id: to })))
    .execute();
}

function copyOf(title: string): string {
  return `Copy of ${title}`.slice(0, 120).toWellFormed().trim();
}
