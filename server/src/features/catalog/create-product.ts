import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { requireMember } from "../creators/index.ts";
import { withFreeSlug } from "./free-slug.ts";
import { getProduct } from "./get-product.ts";
import { checkCategory, replaceFiles } from "./product-parts.ts";
import type { NewProduct, Product } from "./schemas.ts";

/** Makes a draft; for editors and owners of the creator. Its files may still be uploading. */
export async function createProduct(deps: Deps, user: User, input: NewProduct): Promise<Product> {
  await requireMember(deps, user, input.creatorId, "editor");
  const now = deps.clock.now();
  const id = newId();
  await withFreeSlug(input.title, (slug) =>
    deps.db.transaction().execute(async (trx) => {
      await checkCategory(trx, input.categoryId);
      await trx
        .insertInto("products")
        .values({
          id,
          creator_id: input.creatorId,
          slug,
          title: input.title,
          description: input.description ?? "",
          price_amount: input.price.amount,
          price_currency: input.price.currency,
          category_id: input.categoryId ?? null,
          tags: input.tags ?? [],
          status: "draft",
          created_at: now,
          updated_at: now,
        })
        .execute();
      await replaceFiles(trx, deps.clock, { id, creatorId: input.creatorId }, input.fileIds ?? []);
      await recordEvent(trx, deps.clock, {
        type: "product.created",
        actorId: user.userId,
        creatorId: input.creatorId,
        subject: { type: "product", id },
        data: { title: input.title, price: input.price },
      });
    }),
  );
  return getProduct(deps, user, id);
}
