import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";
import type { InvoiceState, MembershipChange } from "../../ports/payments/memberships-port.ts";
import { recordMembershipPayment, recordMismatch } from "../checkout/index.ts";
import { closeUnpaid } from "./end-memberships.ts";
import { hearMembership } from "./hear-membership.ts";
import { mailTrialEnds } from "./mails.ts";
import { tellPaymentFailed, tellRenewal, tellTrialEnds } from "./notices.ts";

type Outcome = "applied" | "not_ours" | "ignored";

/**
 * Takes in one thing the provider told of memberships. Safe to repeat, and for any order: what a membership is, and what an invoice has
 * paid, is asked for anew.
 */
export async function settleMembership(deps: Deps, change: MembershipChange): Promise<Outcome> {
  switch (change.kind) {
    case "checkout": {
      const { status, subscriptionId, providerSubscriptionId } = change.checkout;
      // A payment page that lapsed leaves nothing behind that would take a seat.
      if (status === "expired") {
        if (!subscriptionId || !isId(subscriptionId)) return "not_ours";
        const seen = { id: subscriptionId, checkout_session_id: change.checkout.id };
        return (await closeUnpaid(deps, seen)) ? "applied" : "ignored";
      }
      const heard = await hearMembership(deps, { subscriptionId, providerSubscriptionId });
      return heard ? "applied" : "not_ours";
    }
    case "membership": {
      const { id, subscriptionId } = change.membership;
      const heard = await hearMembership(deps, { subscriptionId, providerSubscriptionId: id });
      if (heard && change.trialEndsSoon)
        await tellOf(deps, id, async (trx, row) => {
          await mailTrialEnds(deps, trx, row);
          await tellTrialEnds(deps, trx, row);
        });
      return heard ? "applied" : "not_ours";
    }
    case "invoice":
      return settleInvoice(deps, change.invoice, change.failed);
    case "invoice_payment":
      return settleInvoice(deps, await deps.payments.getInvoice(change.invoiceId), false);
  }
}

/** Books what an invoice has taken, and takes in how its membership stands. */
export async function settleInvoice(deps: Deps, told: InvoiceState, failed: boolean): Promise<Outcome> {
  const { subscriptionId, providerSubscriptionId } = told;
  const heard = await hearMembership(deps, { subscriptionId, providerSubscriptionId });
  if (!heard) return "not_ours";
  if (failed) {
    await tellOf(deps, providerSubscriptionId!, (trx, row) => tellPaymentFailed(deps, trx, row, told));
    return "applied";
  }
  if (told.status !== "paid") return "applied";
  const invoice = told.paymentIntentId ? told : await deps.payments.getInvoice(told.id);
  // A trial, or a change that credit has paid, moves no money.
  if (invoice.paid.amount <= 0) return "applied";
  const row = await findByProvider(deps, providerSubscriptionId!);
  if (!row) return "not_ours";
  if (row.price_currency !== invoice.paid.currency) {
    await recordMismatch(deps, {
      creatorId: row.creator_id,
      subject: { type: "subscription", id: row.id },
      by: { invoice: invoice.id },
      price: invoice.paid,
    });
    return "not_ours";
  }
  await recordMembershipPayment(deps, {
    invoiceId: invoice.id,
    paymentIntentId: invoice.paymentIntentId,
    price: invoice.paid,
    periodEndsAt: invoice.periodEnd,
    subscription: { id: row.id, userId: row.user_id, creatorId: row.creator_id, tierId: row.tier_id },
  });
  if (invoice.because === "renewal")
    await tellOf(deps, providerSubscriptionId!, (trx, row) => tellRenewal(deps, trx, row, invoice.id));
  return "applied";
}

function findByProvider(deps: Pick<Deps, "db">, providerId: string) {
  return deps.db
    .selectFrom("subscriptions")
    .selectAll()
    .where("provider_id", "=", providerId)
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof findByProvider>>>;

async function tellOf(
  deps: Deps,
  providerId: string,
  tell: (trx: Deps["db"], row: Row) => Promise<void>,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const row = await findByProvider({ db: trx }, providerId);
    if (row) await tell(trx, row);
  });
}
