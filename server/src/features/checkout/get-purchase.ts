import type { Selectable } from "kysely";
import type { User } from "../../access/index.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { PaymentProviderError } from "../../ports/payments/port.ts";
import { productCards } from "../catalog/index.ts";
import { findRole } from "../creators/index.ts";
import { confirmPurchase } from "./confirm-purchase.ts";
import type { PurchaseView } from "./schemas.ts";

/** A purchase for its buyer, the selling creator's members and operators; nothing for anybody else. */
export async function getPurchase(
  deps: Deps,
  user: User,
  input: { purchaseId: string; confirm: boolean },
): Promise<PurchaseView> {
  const read = () =>
    deps.db.selectFrom("purchases").selectAll().where("id", "=", input.purchaseId).executeTakeFirst();
  const purchase = await read();
  if (!purchase || !(await maySee(deps, user, purchase))) throw new AppError("not_found");
  if (!input.confirm || purchase.status !== "pending") return toView(deps, purchase);
  try {
    await confirmPurchase(deps, purchase.id);
  } catch (error) {
    // The webhook or the reconciliation will tell; the page keeps asking.
    if (!(error instanceof PaymentProviderError)) throw error;
  }
  return toView(deps, (await read())!);
}

async function maySee(deps: Deps, user: User, purchase: Selectable<Purchases>): Promise<boolean> {
  if (purchase.buyer_id === user.userId || user.isOperator) return true;
  return (await findRole(deps, user, purchase.creator_id)) !== null;
}

async function toView(deps: Deps, row: Selectable<Purchases>): Promise<PurchaseView> {
  const [cards, buyer, refunds] = await Promise.all([
    productCards(deps, [row.product_id]),
    deps.db.selectFrom("users").select(["name", "email"]).where("id", "=", row.buyer_id).executeTakeFirst(),
    deps.db
      .selectFrom("refunds")
      .select(["amount", "status", "created_at"])
      .where("purchase_id", "=", row.id)
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
  ]);
  const card = cards.get(row.product_id)!;
  return {
    id: row.id,
    status: row.status,
    product: { id: card.id, slug: card.slug, title: card.title, cover: card.cover, creator: card.creator },
    price: { amount: row.price_amount, currency: row.price_currency },
    refunded: { amount: row.refunded_amount, currency: row.price_currency },
    refunds: refunds.map(({ amount, status, created_at }) => ({
      amount,
      status,
      createdAt: created_at.toISOString(),
    })),
    refundDays: row.refund_days,
    buyer: buyer!,
    accessEndedAt: row.access_ended_at?.toISOString() ?? null,
    accessEndedReason: row.access_ended_reason,
    failureReason: row.failure_reason,
    createdAt: row.created_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}
