import { createHash } from "node:crypto";
import { sandboxAsOf } from "@vaulture/stripe-sandbox";
import type { Deps } from "../deps.ts";
import { sendMail } from "../features/mail/index.ts";
import { manualClock } from "../lib/clock.ts";
import type { MembershipCheckoutRequest } from "../ports/payments/memberships-port.ts";

/** What the demo pays for: the same buyer and product are the same payment. */
type Payment = {
  buyer: { userId: string; name: string; email: string };
  product: { id: string; title: string };
};

/**
 * The parts as they were at a moment of the past. Use cases that are given them write what they would have written then: the clock
 * stands there, refunds and memberships happen in the sandbox at that time, and letters went out then, to nobody.
 */
export function asOf(deps: Deps, at: Date): Deps {
  const clock = manualClock(at);
  const past = sandboxAsOf(deps.sandbox!, at);
  const mail: Deps["mail"] = { ...deps.mail, send: async () => undefined };
  return {
    ...deps,
    clock,
    mail,
    jobs: {
      async add(db, name, payload) {
        // Done after the filling, as ever: they speak of now.
        if (name === "read-media" || name === "announce-post") return deps.jobs.add(db, name, payload);
        if (name !== "send-mail") throw new Error(`nobody did ${name} for the demo's past`);
        await sendMail({ ...deps, clock, mail, db }, payload as { mailId: string });
      },
      async addEach(db, name, payloads) {
        for (const payload of payloads) await this.add(db, name, payload);
      },
    },
    payments: {
      ...deps.payments,
      async refund({ purchaseId, paymentIntentId, amount, endsAccess }) {
        const metadata = { purchase_id: purchaseId, ends_access: String(endsAccess) };
        const refund = await past.refund({ paymentIntentId, amount, metadata });
        return { id: refund.id, paymentIntentId, amount: refund.amount, status: "succeeded", endsAccess };
      },
      async ensureCustomer({ userId, email }) {
        return (await past.ensureCustomer({ email, metadata: { user_id: userId } })).id;
      },
      // The card is entered as soon as the page is there.
      async createMembershipCheckout(request) {
        const { id, url } = await past.subscribe(checkoutOf(request));
        const { subscriptionId, customerId } = request;
        return { id, status: "open", subscriptionId, providerSubscriptionId: null, customerId, url };
      },
      async cancelAtPeriodEnd(id) {
        await past.cancelAtPeriodEnd(id);
        return deps.payments.getMembership(id);
      },
    },
  };
}

/** Pays a product at the clock's time with the sandbox's test card. Answers the payment's id, null for what is free. */
export async function payInSandbox(
  { sandbox, clock }: Pick<Deps, "sandbox" | "clock">,
  { buyer, product, price }: Payment & { price: { amount: number; currency: string } },
): Promise<string | null> {
  if (price.amount === 0) return null;
  const { id } = await sandboxAsOf(sandbox!, clock.now()).pay({
    id: paymentIdOf(buyer.userId, product.id),
    ...price,
    description: product.title,
    payer: { name: buyer.name, email: buyer.email },
    metadata: { product_id: product.id, user_id: buyer.userId },
  });
  return id;
}

function paymentIdOf(userId: string, productId: string): string {
  return `pi_${createHash("sha256").update(`${userId} ${productId}`).digest("hex").slice(0, 24)}`;
}

/** The product is named as the payments port names that of a tier, and finds it again. */
function checkoutOf(request: MembershipCheckoutRequest) {
  const { subscriptionId, userId, customerId, tierId, title, price, interval, trialDays } = request;
  const metadata = { subscription_id: subscriptionId, user_id: userId };
  const product = { id: `tier_${tierId}`, name: title };
  const price_data = {
    currency: price.currency,
    product: product.id,
    recurring: { interval },
    unit_amount: price.amount,
  };
  return {
    product,
    session: {
      mode: "subscription" as const,
      client_reference_id: subscriptionId,
      customer: customerId,
      line_items: [{ quantity: 1, price_data }],
      metadata,
      subscription_data: { metadata, ...(trialDays && { trial_period_days: trialDays }) },
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    },
  };
}
