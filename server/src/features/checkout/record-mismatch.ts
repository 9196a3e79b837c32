import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Money } from "../../lib/money.ts";

type Mismatch = {
  creatorId: string;
  subject: { type: "purchase" | "subscription"; id: string };
  /** The provider's id of what paid. */
  by: { session: string } | { payment: string } | { invoice: string } | { subscription: string };
  price?: Money;
};

/**
 * Notes a payment that is not that of its order or membership, for alerts and operators: it fulfils nothing. Once, however
 * often the same is heard.
 */
export async function recordMismatch(
  deps: Pick<Deps, "db" | "clock" | "log">,
  { creatorId, subject, by, price }: Mismatch,
): Promise<void> {
  const data = { ...by, ...(price && { amount: price.amount, currency: price.currency }) };
  deps.log.error({ [subject.type]: subject.id, ...by }, "a payment does not match what it should pay");
  const known = await deps.db
    .selectFrom("events")
    .select("id")
    .where("type", "=", "payment.mismatch")
    .where("subject_id", "=", subject.id)
    .where(sql<boolean>`data @> ${JSON.stringify(data)}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  if (known) return;
  await recordEvent(deps.db, deps.clock, {
    type: "payment.mismatch",
    creatorId,
    subject,
    data,
  });
}
