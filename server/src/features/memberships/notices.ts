import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Subscriptions } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { formatMoney } from "../../lib/money.ts";
import type { InvoiceState } from "../../ports/payments/memberships-port.ts";
import { findOwners } from "../creators/index.ts";
import { composeMail } from "../mail/index.ts";
import { notify } from "../notifications/index.ts";
import { dateOf, namesOf } from "./mails.ts";

type Subscription = Selectable<Subscriptions>;

/** How long before a membership ends its member hears of it. */
const ENDING_SECONDS = 3 * 86_400;
const AT_ONCE = 200;

/** Tells a creator's owners who has joined. */
export async function tellNewMember(deps: Deps, trx: Database, row: Subscription): Promise<void> {
  const { member, tier, creator } = await namesOf(trx, row);
  for (const owner of await findOwners(trx, row.creator_id))
    await notify(deps, trx, noticeOf(row, "new_member", row.id, owner.id), ({ unsubscribeUrl }) =>
      composeMail({
        kind: "new_member",
        to: owner.email,
        userId: owner.id,
        namesUserId: row.user_id,
        subject: `${member.name} has joined ${tier.name}`,
        paragraphs: [`Hello ${owner.name},`, `${member.name} is a member of ${creator.display_name} now.`],
        action: {
          label: "See your members",
          url: `${deps.config.BASE_URL}/studio/${creator.handle}/memberships/members`,
        },
        footer: `You get this mail because ${creator.display_name} is yours.`,
        unsubscribeUrl,
      }),
    );
}

/** Tells a member that a renewal was not paid, once for each try. */
export async function tellPaymentFailed(
  deps: Deps,
  trx: Database,
  row: Subscription,
  invoice: InvoiceState,
): Promise<void> {
  const { member, tier, creator } = await namesOf(trx, row);
  if (member.deleted_at) return;
  const due = formatMoney(invoice.due, "en-US");
  const notice = noticeOf(row, "payment_failed", `${invoice.id}:${invoice.attempts}`);
  await notify(deps, trx, notice, ({ unsubscribeUrl }) =>
    composeMail({
      kind: "membership_payment_failed",
      to: member.email,
      userId: row.user_id,
      subject: `Your payment to ${creator.display_name} did not go through`,
      preview: `${due} for ${tier.name} could not be taken from your card.`,
      paragraphs: [
        `Hello ${member.name},`,
        `${due} for ${tier.name} could not be taken from your card.`,
        row.open_until
          ? `You keep access until ${dateOf(row.open_until)}. Please check your card before then.`
          : "Please check your card.",
        ...(invoice.nextAttemptAt ? [`We try again on ${dateOf(invoice.nextAttemptAt)}.`] : []),
      ],
      action: { label: "Change the card", url: `${deps.config.BASE_URL}/memberships` },
      footer: "You get this mail because it concerns a membership of yours.",
      unsubscribeUrl,
    }),
  );
}

/** Tells a member in the page that a period was paid; by mail the receipt does. */
export async function tellRenewal(
  deps: Deps,
  trx: Database,
  row: Subscription,
  invoiceId: string,
): Promise<void> {
  await notify(deps, trx, noticeOf(row, "renewal", invoiceId));
}

/** Tells a member in the page that a free trial ends; the mail about what it will cost is always sent. */
export async function tellTrialEnds(deps: Deps, trx: Database, row: Subscription): Promise<void> {
  await notify(deps, trx, noticeOf(row, "membership_ending", `trial:${row.id}`));
}

/** Job: tells those whose cancelled membership ends within three days, once for each end. */
export async function tellEndings(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  let after: string | null = null;
  for (;;) {
    const rows: Subscription[] = await deps.db
      .selectFrom("subscriptions")
      .selectAll()
      .where("status", "=", "cancelled")
      .where("paid_until", ">", now)
      .where("paid_until", "<=", addSeconds(now, ENDING_SECONDS))
      .$if(after !== null, (query) => query.where("id", ">", after!))
      .orderBy("id")
      .limit(AT_ONCE)
      .execute();
    for (const row of rows)
      try {
        await deps.db.transaction().execute((trx) => tellEnding(deps, trx, row));
      } catch (error) {
        // One that cannot be told keeps nobody else from being told; it is tried again in an hour.
        deps.log.error({ err: error, subscription: row.id }, "the end of a membership was not told");
      }
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}

async function tellEnding(deps: Deps, trx: Database, row: Subscription): Promise<void> {
  const { member, tier, creator, shut, shutOut } = await namesOf(trx, row);
  if (member.deleted_at) return;
  const until = dateOf(row.paid_until!);
  const notice = noticeOf(row, "membership_ending", `${row.id}:${row.paid_until!.toISOString()}`);
  if (await hasJustRead(trx, row)) return notify(deps, trx, notice);
  await notify(deps, trx, notice, ({ unsubscribeUrl }) =>
    composeMail({
      kind: "membership_ending",
      to: member.email,
      userId: row.user_id,
      subject: `Your membership of ${creator.display_name} ends on ${until}`,
      preview: `${tier.name} stays open to you until then.`,
      paragraphs: [
        `Hello ${member.name},`,
        shut || shutOut
          ? `${tier.name} will not be renewed. It stays open to you until ${until}, and nothing more is charged.`
          : `You have cancelled ${tier.name}. It stays open to you until ${until}; you can take the cancellation back before then.`,
      ],
      action: { label: "See your memberships", url: `${deps.config.BASE_URL}/memberships` },
      footer: "You get this mail because it concerns a membership of yours.",
      unsubscribeUrl,
    }),
  );
}

/** Whether the mail about the cancellation was less than three days old when this one became due: it named the same end. */
async function hasJustRead(trx: Database, row: Subscription): Promise<boolean> {
  const mail = await trx
    .selectFrom("mails")
    .select("id")
    .where("user_id", "=", row.user_id)
    .where("kind", "=", "membership_cancelled")
    .where("dedupe_key", "like", `membership:${row.id}:%`)
    .where("created_at", ">", addSeconds(row.paid_until!, -2 * ENDING_SECONDS))
    .executeTakeFirst();
  return mail !== undefined;
}

type Told = "new_member" | "renewal" | "payment_failed" | "membership_ending";

/** Something about a membership, for its member unless somebody else is named. */
export function noticeOf(row: Subscription, kind: Told, occasion: string, userId = row.user_id) {
  return { userId, kind, occasion, creatorId: row.creator_id, subscriptionId: row.id };
}
