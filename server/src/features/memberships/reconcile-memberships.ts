import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { endMemberships } from "./end-memberships.ts";
import { hearMembership } from "./hear-membership.ts";
import { settleInvoice, settleMembership } from "./settle-membership.ts";

const PATIENCE_SECONDS = 120;
const HOUR = 3600;

/**
 * Asks the provider about memberships whose news may have been lost: begun but not heard of, past the end of what was paid, or with a
 * refund that took their access, which ends them. Those asked longest ago come first; ends with PaymentProviderError at the first question that is
 * not answered.
 */
export async function reconcileMemberships(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const { rows } = await sql<{
    id: string;
    provider_id: string | null;
    checkout_session_id: string | null;
    created_at: Date;
  }>`
    select id, provider_id, checkout_session_id, created_at from subscriptions
    where status <> 'expired' and updated_at < ${addSeconds(now, -PATIENCE_SECONDS)}
      and (status = 'incomplete' or paid_until < ${now} and updated_at < ${addSeconds(now, -HOUR)})
    order by updated_at limit 100`.execute(deps.db);
  await endRefunded(deps, now);
  for (const row of rows) {
    await deps.db.updateTable("subscriptions").set({ updated_at: now }).where("id", "=", row.id).execute();
    if (row.provider_id) await askAgain(deps, row.provider_id);
    else if (row.checkout_session_id) {
      const checkout = await deps.payments.getMembershipCheckout(row.checkout_session_id);
      await settleMembership(deps, { kind: "checkout", checkout });
    } else if (row.created_at < addSeconds(now, -24 * HOUR)) {
      await deps.db
        .updateTable("subscriptions")
        .set({ status: "expired", ended_at: now, updated_at: now })
        .where("id", "=", row.id)
        .where("status", "=", "incomplete")
        .execute();
    }
  }
}

/** Should the job that came with the refund have been lost. */
async function endRefunded(deps: Deps, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select s.id from subscriptions s where s.status <> 'expired' and exists (
      select 1 from purchases p where p.subscription_id = s.id and p.period_ends_at > ${now}
        and p.access_ended_at < ${addSeconds(now, -PATIENCE_SECONDS)})
    limit 100`.execute(deps.db);
  for (const { id } of rows) await endMemberships(deps, { subscriptionId: id, when: "now" });
}

/** How it stands, and the invoices it may have paid meanwhile. */
async function askAgain(deps: Deps, providerSubscriptionId: string): Promise<void> {
  await hearMembership(deps, { subscriptionId: null, providerSubscriptionId });
  for (const invoice of await deps.payments.listInvoices(providerSubscriptionId)) {
    if (invoice.status === "paid") await settleInvoice(deps, invoice, false);
  }
}
