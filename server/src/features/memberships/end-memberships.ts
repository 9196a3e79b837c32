import type { Selectable } from "kysely";
import type { Subscriptions } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import type { JobPayloads } from "../../jobs/jobs.ts";
import { hearMembership } from "./hear-membership.ts";

type Subscription = Selectable<Subscriptions>;
type When = "now" | "period_end";

/**
 * Job: ends memberships that nobody would want to go on being charged for. One whose payment was given back, and those of somebody who has
 * left, end at once; those of somebody who is suspended, and of a creator who is or has closed, are not renewed. Safe to repeat.
 */
export async function endMemberships(deps: Deps, payload: JobPayloads["end-memberships"]): Promise<void> {
  if ("subscriptionId" in payload) return endOne(deps, payload);
  const when = await ("creatorId" in payload
    ? endOfCreator(deps, payload.creatorId)
    : endOfPerson(deps, payload.userId));
  if (!when) return;
  const alive = deps.db.selectFrom("subscriptions").select("id").where("status", "<>", "expired");
  const rows = await ("creatorId" in payload
    ? alive.where("creator_id", "=", payload.creatorId)
    : alive.where("user_id", "=", payload.userId)
  ).execute();
  // A job for each: one that the provider refuses does not hold up the others.
  for (const { id } of rows)
    await deps.jobs.add(
      deps.db,
      "end-memberships",
      { subscriptionId: id, when },
      { key: `end-membership:${id}` },
    );
}

async function endOne(
  deps: Deps,
  { subscriptionId, when }: { subscriptionId: string; when: When },
): Promise<void> {
  const row = await find(deps, subscriptionId);
  if (!row || row.status === "expired") return;
  if (row.provider_id) return endAtProvider(deps, row, row.provider_id, when);
  if (row.checkout_session_id) {
    const checkout = await deps.payments.expireMembershipCheckout(row.checkout_session_id);
    const { providerSubscriptionId } = checkout;
    if (providerSubscriptionId) {
      await hearMembership(deps, { subscriptionId, providerSubscriptionId });
      return endAtProvider(deps, row, providerSubscriptionId, when);
    }
  }
  // Its page was opened meanwhile: that has to be closed first.
  if (!(await closeUnpaid(deps, row))) await endOne(deps, { subscriptionId, when });
}

async function endAtProvider(deps: Deps, row: Subscription, providerId: string, when: When): Promise<void> {
  // Nothing is paid ahead of a renewal that is due: its period ended already.
  const now = when === "now" || row.status === "past_due";
  await (now ? deps.payments.cancelNow(providerId) : deps.payments.cancelAtPeriodEnd(providerId));
  await hearMembership(deps, { subscriptionId: row.id, providerSubscriptionId: providerId });
}

/**
 * Ends one that was begun and never paid, as it was seen: with this payment page, which is closed, or with none. Answers whether it was
 * there to end.
 */
export async function closeUnpaid(
  deps: Pick<Deps, "db" | "clock">,
  seen: Pick<Subscription, "id" | "checkout_session_id">,
): Promise<boolean> {
  const now = deps.clock.now();
  const closed = await deps.db
    .updateTable("subscriptions")
    .set({ status: "expired", ended_at: now, updated_at: now })
    .where("id", "=", seen.id)
    .where("status", "=", "incomplete")
    .where("provider_id", "is", null)
    .where("checkout_session_id", "is not distinct from", seen.checkout_session_id)
    .executeTakeFirst();
  return closed.numUpdatedRows > 0n;
}

/** How memberships of a creator end; null when the creator is there, or is back. */
async function endOfCreator({ db }: Pick<Deps, "db">, id: string): Promise<When | null> {
  const creator = await db
    .selectFrom("creators")
    .select(["suspended_at", "closed_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  return creator?.suspended_at || creator?.closed_at ? "period_end" : null;
}

/** How a person's memberships end; null when the person is there, or is back. Who is suspended cannot sign in to end them. */
async function endOfPerson({ db }: Pick<Deps, "db">, id: string): Promise<When | null> {
  const person = await db
    .selectFrom("users")
    .select(["suspended_at", "deleted_at"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!person || person.deleted_at) return "now";
  return person.suspended_at ? "period_end" : null;
}

function find(deps: Pick<Deps, "db">, id: string): Promise<Subscription | undefined> {
  return deps.db.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirst();
}
