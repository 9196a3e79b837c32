import type { Selectable } from "kysely";
import type { User } from "../../access/index.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { applyChange } from "./apply-change.ts";
import { askProvider } from "./ask-provider.ts";
import { findCustomer } from "./customer-of.ts";
import { chooseCard } from "./find-saved-card.ts";

/**
 * Pays an open order with the card the buyer keeps at the provider, if there is one. False where that was not enough (no card, the bank
 * wants the buyer, or refused): nothing was taken, and the payment page is the way. Pressing twice charges once.
 */
export async function payWithSavedCard(
  deps: Deps,
  user: User,
  purchase: Selectable<Purchases>,
  title: string,
): Promise<boolean> {
  const customerId = await findCustomer(deps, user);
  if (!customerId) return false;
  const charge = async () => {
    const card = await chooseCard(deps, customerId);
    if (!card) return null;
    return deps.payments.chargeSavedCard({
      purchaseId: purchase.id,
      itemId: purchase.item_id,
      buyerId: user.userId,
      customerId,
      cardId: card.id,
      title,
      price: { amount: purchase.price_amount, currency: purchase.price_currency },
    });
  };
  const outcome = await askProvider(deps, charge, { charges: true });
  if (outcome?.outcome !== "succeeded") return false;
  const { status } = await applyChange(
    deps,
    purchase.id,
    { kind: "paid" },
    { paymentIntentId: outcome.paymentIntentId },
  );
  return status === "completed";
}
