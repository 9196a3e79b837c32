import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getProduct } from "./get-product.ts";
import { lockProduct, requireEditor } from "./own-product.ts";
import type { NewLimits, Product } from "./schemas.ts";

/**
 * Sets where a product is offered, how often its files may be downloaded and from how many devices; for editors and owners. It holds
 * at once and for those who bought before, too: what is derived from rows has no older version.
 */
export async function changeLimits(
  deps: Deps,
  user: User,
  productId: string,
  limits: NewLimits,
): Promise<Product> {
  const { creatorId } = await requireEditor(deps, user, productId);
  const { countries, downloads, devices } = limits;
  await deps.db.transaction().execute(async (trx) => {
    await lockProduct(trx, productId);
    await trx
      .updateTable("products")
      .set({
        country_rule: countries?.rule ?? null,
        countries: countries?.codes ?? [],
        download_limit: downloads,
        device_limit: devices,
        updated_at: deps.clock.now(),
      })
      .where("id", "=", productId)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "product.limits_changed",
      actorId: user.userId,
      creatorId,
      subject: { type: "product", id: productId },
      data: limits,
    });
  });
  return getProduct(deps, user, productId);
}
