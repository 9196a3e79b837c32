import type { Selectable } from "kysely";
import type { User } from "../../access/index.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { PaymentProviderError } from "../../ports/payments/port.ts";
import { productCards } from "../catalog/index.ts";
import { findRole } from "../creators/index.ts";
import { confirmPurchase } from "./confirm-purchase.ts";
import { toItem } from "./items.ts";
import { mayAsk } from "./may-ask.ts";
import type { PurchaseView } from "./schemas.ts";

/**
 * A purchase for its buyer, the selling creator's members and operators; nothing for anybody else. The creator's people are told whose it
 * is once it is paid: who presses Buy and leaves has given nobody their name.
 */
export async function getPurchase(
  deps: Deps,
  user: User,
  input: { purchaseId: string; confirm: boolean },
): Promise<PurchaseView> {
  const read = () =>
    deps.db.selectFrom("purchases").selectAll().where("id", "=", input.purchaseId).executeTakeFirst();
  const purchase = await read();
  if (!purchase || !(await maySee(deps, user, purchase))) throw new AppError("not_found");
  if (!input.confirm || purchase.status !== "pending") return toView(deps, user, purchase);
  if (!(await mayAsk(deps, user, purchase.id))) return toView(deps, user, (await read())!);
  try {
    await confirmPurchase(deps, purchase.id);
  } catch (error) {
    // The webhook or the reconciliation will tell; the page keeps asking.
    if (!(error instanceof PaymentProviderError)) throw error;
  }
  return toView(deps, user, (await read())!);
}

async function maySee(deps: Deps, user: User, purchase: Selectable<Purchases>): Promise<boolean> {
  if (purchase.buyer_id === user.userId || user.isOperator) return true;
  return (await findRole(deps, user, purchase.creator_id)) !== null;
}

async function toView(deps: Deps, user: User, row: Selectable<Purchases>): Promise<PurchaseView> {
  const [cards, item, buyer, refunds] = await Promise.all([
    row.product_id ? productCards(deps, [row.product_id]) : null,
    itemOf(deps, row.item_id),
    deps.db.selectFrom("users").select(["name", "email"]).where("id", "=", row.buyer_id).executeTakeFirst(),
    deps.db
      .selectFrom("refunds")
      .select(["amount", "status", "created_at"])
      .where("purchase_id", "=", row.id)
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
  ]);
  const card = row.product_id ? cards?.get(row.product_id) : null;
  return {
    id: row.id,
    status: row.status,
    item: item.item,
    creator: item.creator,
    product: card
      ? { id: card.id, slug: card.slug, title: card.title, cover: card.cover, creator: card.creator }
      : null,
    price: { amount: row.price_amount, currency: row.price_currency },
    refunded: { amount: row.refunded_amount, currency: row.price_currency },
    refunds: refunds.map(({ amount, status, created_at }) => ({
      amount,
      status,
      createdAt: created_at.toISOString(),
    })),
    refundDays: row.refund_days,
    buyer: row.completed_at || row.buyer_id === user.userId || user.isOperator ? buyer! : null,
    accessEndedAt: row.access_ended_at?.toISOString() ?? null,
    accessEndedReason: row.access_ended_reason,
    failureReason: row.failure_reason,
    createdAt: row.created_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

async function itemOf(deps: Pick<Deps, "db">, id: string) {
  const row = await deps.db
    .selectFrom("items as i")
    .innerJoin("creators as c", "c.id", "i.creator_id")
    .select(["i.kind as item_kind", "i.title", "i.slug", "c.handle", "c.display_name"])
    .where("i.id", "=", id)
    .executeTakeFirstOrThrow();
  return {
    item: toItem({ ...row, item_id: id }),
    creator: { handle: row.handle, displayName: row.display_name },
  };
}
