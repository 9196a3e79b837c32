import { isOpenMembership, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { PaymentProviderError } from "../../ports/payments/port.ts";
import { mayAsk } from "../checkout/index.ts";
import { avatarUrl } from "../creators/index.ts";
import type { Subscription } from "./schemas.ts";
import { settleMembership } from "./settle-membership.ts";

/** The user's memberships, those that are open first; attempts that came to nothing are left out. */
export async function listSubscriptions(deps: Deps, user: User): Promise<{ items: Subscription[] }> {
  const rows = await select(deps, user)
    .where((eb) => eb.or([eb("s.started_at", "is not", null), eb("s.status", "=", "incomplete")]))
    .execute();
  const items = rows.map(toSubscription);
  return { items: items.sort((a, b) => Number(b.open) - Number(a.open)) };
}

/** One of them; `confirm` asks the provider once, so that a late webhook strands nobody on the return page. */
export async function getSubscription(
  deps: Deps,
  user: User,
  { id, confirm }: { id: string; confirm: boolean },
): Promise<Subscription> {
  const read = () => select(deps, user).where("s.id", "=", id).executeTakeFirst();
  let row = await read();
  if (!row) throw new AppError("not_found");
  if (confirm && row.status === "incomplete" && row.checkout_session_id && (await mayAsk(deps, user, id))) {
    try {
      const checkout = await deps.payments.getMembershipCheckout(row.checkout_session_id);
      await settleMembership(deps, { kind: "checkout", checkout });
      row = (await read())!;
    } catch (error) {
      if (!(error instanceof PaymentProviderError)) throw error;
    }
  }
  return toSubscription(row);
}

function select(deps: Pick<Deps, "db" | "clock">, user: User) {
  return deps.db
    .selectFrom("subscriptions as s")
    .innerJoin("creators as c", "c.id", "s.creator_id")
    .innerJoin("tiers as t", "t.id", "s.tier_id")
    .leftJoin("tiers as n", "n.id", "s.next_tier_id")
    .selectAll("s")
    .select([
      "c.handle",
      "c.display_name",
      "c.avatar_key",
      "t.name",
      "t.level",
      "n.name as next_name",
      "c.suspended_at",
      "c.closed_at",
    ])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom("fan_blocks as b")
          .select("b.user_id")
          .whereRef("b.creator_id", "=", "s.creator_id")
          .whereRef("b.user_id", "=", "s.user_id"),
      ).as("blocked"),
    )
    .select(isOpenMembership("s", deps.clock.now()).as("open"))
    .where("s.user_id", "=", user.userId)
    .orderBy("s.created_at", "desc")
    .orderBy("s.id", "desc");
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

function toSubscription(row: Row): Subscription {
  return {
    id: row.id,
    status: row.status,
    creator: {
      id: row.creator_id,
      handle: row.handle,
      displayName: row.display_name,
      avatarUrl: avatarUrl(row.avatar_key),
    },
    tier: { id: row.tier_id, name: row.name, level: row.level },
    interval: row.interval,
    price: { amount: row.price_amount, currency: row.price_currency },
    paidUntil: row.paid_until?.toISOString() ?? null,
    openUntil: row.open_until?.toISOString() ?? null,
    open: row.open === true,
    canResume:
      row.status === "cancelled" && !row.blocked && row.suspended_at === null && row.closed_at === null,
    next: row.next_tier_id
      ? { tier: { id: row.next_tier_id, name: row.next_name! }, interval: row.next_interval! }
      : null,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
