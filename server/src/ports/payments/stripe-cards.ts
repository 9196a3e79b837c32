import Stripe from "stripe";
import type { CardsPort, SavedCardCharge, SavedCardOutcome } from "./cards-port.ts";
import { PaymentProviderError } from "./port.ts";
import { type Asking, isMissing } from "./stripe-client.ts";
import { idOf } from "./stripe-membership-events.ts";
import { stripePortal } from "./stripe-portal.ts";

/** Customers and their saved cards at Stripe. */
export function stripeCards(ask: Asking): CardsPort {
  return {
    ensureCustomer: ({ userId, email }) =>
      ask(async (stripe) => {
        const { data } = await stripe.customers.list({ email, limit: 100 });
        const known = data.find(({ metadata }) => metadata.user_id === userId);
        if (known) return known.id;
        const made = await stripe.customers.create(
          { email, metadata: { user_id: userId } },
          { idempotencyKey: `customer-${userId}-${email}`.slice(0, 255) },
        );
        return made.id;
      }),
    changeCustomerEmail: (customerId, email) =>
      ask(async (stripe) => void (await stripe.customers.update(customerId, { email }))),
    deleteCustomer: (customerId) =>
      ask(async (stripe) => {
        await stripe.customers.del(customerId).catch((error) => {
          if (!isMissing(error)) throw error;
        });
      }),
    listSavedCards: (customerId) =>
      ask(async (stripe) => {
        const customer = await stripe.customers.retrieve(customerId);
        if (customer.deleted) return [];
        const chosen = idOf(customer.invoice_settings.default_payment_method);
        const { data } = await stripe.customers.listPaymentMethods(customerId, { type: "card", limit: 100 });
        return data.map(({ id, card }) => ({
          id,
          brand: card!.brand,
          last4: card!.last4,
          expiresMonth: card!.exp_month,
          expiresYear: card!.exp_year,
          isDefault: id === chosen,
        }));
      }),
    setDefaultCard: (customerId, cardId) =>
      ask(async (stripe) => {
        await refuseOthersCard(stripe, customerId, cardId);
        await stripe.customers.update(customerId, { invoice_settings: { default_payment_method: cardId } });
        // A subscription that began with a card of its own would go on with that.
        const { data } = await stripe.subscriptions.list({ customer: customerId, limit: 100 });
        for (const { id } of data) await stripe.subscriptions.update(id, { default_payment_method: cardId });
      }),
    chargeSavedCard: (charge) => ask((stripe) => chargeSavedCard(stripe, charge)),
    ...stripePortal(ask),
  };
}

async function refuseOthersCard(stripe: Stripe, customerId: string, cardId: string): Promise<void> {
  const method = await stripe.paymentMethods.retrieve(cardId);
  if (idOf(method.customer) !== customerId)
    throw new PaymentProviderError("That card is not this customer's");
}

/** The key differs from the one of the purchase's checkout: Stripe refuses a key that comes with another request. */
async function chargeSavedCard(stripe: Stripe, charge: SavedCardCharge): Promise<SavedCardOutcome> {
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount: charge.price.amount,
        currency: charge.price.currency,
        customer: charge.customerId,
        payment_method: charge.cardId,
        description: charge.title,
        off_session: true,
        confirm: true,
        metadata: {
          purchase_id: charge.purchaseId,
          item_id: charge.itemId,
          user_id: charge.buyerId,
          saved_card: "true",
        },
      },
      { idempotencyKey: `${charge.purchaseId}-saved-card` },
    );
    if (intent.status === "succeeded") return { outcome: "succeeded", paymentIntentId: intent.id };
    await giveUp(stripe, intent.id);
    return { outcome: "requires_action" };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
    if (error.payment_intent) await giveUp(stripe, error.payment_intent.id);
    if (error.code === "authentication_required") return { outcome: "requires_action" };
    return { outcome: "declined", reason: error.decline_code ?? error.code ?? "card_declined" };
  }
}

/** What was not paid now must not be paid later, beside the checkout that follows. A repetition finds it done. */
async function giveUp(stripe: Stripe, intentId: string): Promise<void> {
  const intent = await stripe.paymentIntents.retrieve(intentId);
  if (intent.status !== "canceled") await stripe.paymentIntents.cancel(intentId);
}
