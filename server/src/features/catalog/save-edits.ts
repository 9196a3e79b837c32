import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { withFreeSlug } from "./free-slug.ts";
import { getEditing } from "./get-editing.ts";
import { lockSeen, requireEditor } from "./own-product.ts";
import { keepPending } from "./pending-edits.ts";
import { checkCategory } from "./product-parts.ts";
import type { ProductEditing, ProductEdits } from "./schemas.ts";
import { describeChange, writeText } from "./write-text.ts";

/**
 * Saves what was written since `revision`; for editors and owners. Of a product for sale it waits until it is published
 * ({@link publishEdits}); others change at once. Refuses `changed_elsewhere` when somebody wrote since that revision.
 */
export async function saveEdits(
  deps: Deps,
  user: User,
  productId: string,
  { revision, ...edits }: ProductEdits,
): Promise<ProductEditing> {
  const { creatorId } = await requireEditor(deps, user, productId);
  await withFreeSlug(edits.title ?? "", (slug) =>
    deps.db.transaction().execute(async (trx) => {
      const before = await lockSeen(trx, productId, revision);
      await checkCategory(trx, edits.categoryId);
      if (before.status === "published") return keepPending(trx, deps.clock, before, edits);
      await writeText(trx, deps.clock, before, edits, slug);
      // A draft is saved with every pause in typing, and nobody has seen it: its story begins when it is published.
      if (before.published_at)
        await recordEvent(trx, deps.clock, {
          type: "product.updated",
          actorId: user.userId,
          creatorId,
          subject: { type: "product", id: productId },
          data: describeChange(before, edits),
        });
    }),
  );
  return getEditing(deps, user, productId);
}
