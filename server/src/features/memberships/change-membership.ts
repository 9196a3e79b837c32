import type { Selectable } from "kysely";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Subscriptions } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import type { EventType } from "../../events/event-types.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";
import { formatMoney, type Money } from "../../lib/money.ts";
import { askProvider, findCustomer } from "../checkout/index.ts";
import { isBlocked, refuseBlocked } from "../people/index.ts";
import { hearMembership } from "./hear-membership.ts";
import { startsNow } from "./starts-now.ts";
import { getOffer, lockPrices, lockSeats, refuseFull } from "./tiers.ts";

type Subscription = Selectable<Subscriptions>;
type Wanted = {
  tierId: string;
  interval: "month" | "year";
  /** What it cost when the member looked. */
  price: Money;
};

/** Longer than the provider is waited for, whom a change asks several things. */
const CHANGING_SECONDS = 900;

/**
 * Ends a membership with what was paid: it stays open until then and nothing more is charged. One whose renewal was not paid has
 * nothing left and ends at once. Twice changes nothing.
 */
export async function cancelMembership(deps: Deps, user: User, id: string): Promise<void> {
  const row = await getOwn(deps, user, id);
  if (row.status === "expired" || row.cancel_at_period_end) return;
  await ask(deps, user, row, "membership.cancel_asked", (providerId) =>
    row.status === "past_due"
      ? deps.payments.cancelNow(providerId)
      : deps.payments.cancelAtPeriodEnd(providerId),
  );
}

/** Takes a cancellation back while it has not come to its end. */
export async function resumeMembership(deps: Deps, user: User, id: string): Promise<void> {
  const row = await getOwn(deps, user, id);
  if (row.status === "expired")
    throw new AppError("wrong_state", "It has ended. Join again on the creator's page.");
  if (!row.cancel_at_period_end) return;
  await refuseBlocked(deps.db, row.creator_id, user.userId);
  await refuseShut(deps, row.creator_id);
  await ask(deps, user, row, "membership.resume_asked", (providerId) =>
    deps.payments.resumeMembership(providerId),
  );
  await endIfBlocked(deps, row);
}

/**
 * Moves a membership to another tier or interval: up at once, when a new period begins and its price less the unused rest of the running
 * one is charged; down, or to what costs less, when the period ends. Up out of a trial ends it. Going back to what it is takes a waiting
 * change away. Refuses with `price_changed` what costs another price than the member was shown.
 */
export async function changeTier(deps: Deps, user: User, input: { id: string } & Wanted): Promise<void> {
  const row = await getOwn(deps, user, input.id);
  if (row.status !== "active" && row.status !== "trialing")
    throw new AppError(
      "wrong_state",
      "Only a membership that goes on can be changed. Take the cancellation back, or pay what is open, first.",
    );
  await refuseBlocked(deps.db, row.creator_id, user.userId);
  await refuseShut(deps, row.creator_id);
  const { offer, now, until } = await beginChange(deps, row, input);
  const change = (providerId: string) =>
    deps.payments.changeMembership({
      providerSubscriptionId: providerId,
      tierId: input.tierId,
      interval: input.interval,
      price: { amount: offer.amount, currency: offer.currency },
      title: offer.title,
      when: now ? "now" : "period_end",
      idempotencyKey: `change:${newId()}`,
    });
  try {
    if (now) await refuseUnpaid(deps, row);
    await ask(deps, user, row, "membership.change_asked", change, { charges: true });
  } catch (error) {
    // Else the provider may have made the change: its seat stays kept until that is heard.
    const refused =
      error instanceof AppError &&
      ["card_refused", "wrong_state", "payment_provider_unavailable"].includes(error.code);
    if (refused) await finishChange(deps.db, row.id, until);
    throw error;
  }
  await finishChange(deps.db, row.id, until);
  await endIfBlocked(deps, row);
}

/** Between a period's end and its renewal's payment the provider would credit what nobody has paid. */
async function refuseUnpaid(deps: Deps, { provider_id }: Subscription): Promise<void> {
  if (!provider_id) return;
  const { latestInvoice } = await askProvider(deps, () => deps.payments.getMembership(provider_id));
  if (latestInvoice && latestInvoice.status !== "paid")
    throw new AppError("wrong_state", "Its renewal is being paid at this moment. Try again in an hour.");
}

/** What a suspended or closed creator's members pay for is not renewed. */
async function refuseShut(deps: Pick<Deps, "db">, creatorId: string): Promise<void> {
  const creator = await deps.db
    .selectFrom("creators")
    .select(["suspended_at", "closed_at"])
    .where("id", "=", creatorId)
    .executeTakeFirstOrThrow();
  if (creator.suspended_at || creator.closed_at)
    throw new AppError("wrong_state", "The page you are a member of is closed for now.");
}

/** A block that came while the provider was asked may have ended the membership before it was to go on: it is ended once more. */
async function endIfBlocked(deps: Deps, row: Subscription): Promise<void> {
  if (!(await isBlocked(deps.db, row.creator_id, row.user_id))) return;
  const again = { subscriptionId: row.id, when: "period_end" } as const;
  await deps.jobs.add(deps.db, "end-memberships", again, { key: `end-membership:${row.id}` });
}

/**
 * Decides a change, at the price that was shown, and keeps its seat before the provider is asked, so that of two people who move to the
 * last one only one pays. Answers what it is, whether it begins now, and until when the seat is kept. Refuses with `wrong_state` while
 * another change of the same membership is under way: a double click changes once.
 */
async function beginChange(deps: Deps, { id, creator_id }: Subscription, wanted: Wanted) {
  const now = deps.clock.now();
  const until = addSeconds(now, CHANGING_SECONDS);
  return deps.db.transaction().execute(async (trx) => {
    await lockSeats(trx, creator_id);
    const row = await trx
      .selectFrom("subscriptions")
      .selectAll()
      .where("id", "=", id)
      .where((eb) => eb.or([eb("changing_until", "is", null), eb("changing_until", "<=", now)]))
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new AppError("wrong_state", "A change is being made. Look again in a moment.");
    const terms = await findTerms(trx, row, wanted);
    refuseOtherPrice(terms.offer, wanted.price);
    if (terms.offer.currency !== row.price_currency)
      throw new AppError(
        "wrong_state",
        "That tier is in another currency. End this membership, then join it.",
      );
    if (terms.seats && row.next_tier_id !== wanted.tierId)
      await refuseFull(trx, { ...terms.seats, except: id, now });
    await trx
      .updateTable("subscriptions")
      .set({ changing_tier_id: wanted.tierId, changing_until: until })
      .where("id", "=", id)
      .execute();
    return { ...terms, until };
  });
}

/** What a change is to, and whether it begins now. The prices stay as they are until the transaction ends. */
async function findTerms(trx: Database, row: Subscription, wanted: Wanted) {
  const running = await levelOf({ db: trx }, row.tier_id);
  const same = row.tier_id === wanted.tierId && row.interval === wanted.interval;
  if (same) {
    const offer = { title: running.name, amount: row.price_amount, currency: row.price_currency };
    return { offer, now: false, seats: null };
  }
  await lockPrices(trx, wanted.tierId);
  const found = await getOffer(trx, { ...wanted, creatorId: row.creator_id });
  const { id, seats, level, amount, currency } = found;
  const trialing = row.status === "trialing";
  const now = startsNow(
    { level: running.level, interval: row.interval, amount: row.price_amount, trialing },
    { level, interval: wanted.interval, amount },
  );
  return {
    offer: { title: `${found.name}, ${found.display_name}`, amount, currency },
    now,
    seats: row.tier_id === wanted.tierId ? null : { id, seats },
  };
}

/** The card is charged without a payment page that would say what it costs, so it has to be what the member was shown. */
function refuseOtherPrice(offer: Money, shown: Money): void {
  if (offer.amount === shown.amount && offer.currency === shown.currency) return;
  const price = formatMoney({ amount: offer.amount, currency: offer.currency }, "en-US");
  throw new AppError("price_changed", `It costs ${price} now, and nothing was charged. Choose again.`);
}

/** Lets go of what {@link beginChange} has kept, and of nobody else's. */
async function finishChange(db: Database, id: string, until: Date): Promise<void> {
  await db
    .updateTable("subscriptions")
    .set({ changing_tier_id: null, changing_until: null })
    .where("id", "=", id)
    .where("changing_until", "=", until)
    .execute();
}

/** The provider's own pages, where a member changes the card and reads invoices. */
export async function openProviderPage(deps: Deps, user: User): Promise<{ url: string }> {
  const customerId = await findCustomer(deps, user);
  if (!customerId) throw new AppError("not_found", "You have no membership yet.");
  return askProvider(deps, () =>
    deps.payments.createPortalSession({ customerId, returnUrl: `${deps.config.BASE_URL}/memberships` }),
  );
}

async function ask(
  deps: Deps,
  user: User,
  row: Subscription,
  type: EventType,
  call: (providerId: string) => Promise<unknown>,
  how: { charges?: boolean } = {},
): Promise<void> {
  const providerId = row.provider_id;
  if (!providerId) throw new AppError("wrong_state", "It has not begun yet.");
  await askProvider(deps, () => call(providerId), how);
  await recordEvent(deps.db, deps.clock, {
    type,
    actorId: user.userId,
    creatorId: row.creator_id,
    subject: { type: "subscription", id: row.id },
  });
  // Somebody may have heard how it stood in the middle of the change: only a question asked now is newer than that.
  await hearMembership(deps, { subscriptionId: row.id, providerSubscriptionId: providerId });
}

async function getOwn(deps: Deps, user: User, id: string): Promise<Subscription> {
  const row = await deps.db
    .selectFrom("subscriptions")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return row;
}

async function levelOf(deps: Pick<Deps, "db">, tierId: string) {
  return deps.db
    .selectFrom("tiers")
    .select(["name", "level"])
    .where("id", "=", tierId)
    .executeTakeFirstOrThrow();
}
