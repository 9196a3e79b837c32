import type { Selectable } from "kysely";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Money } from "../../lib/money.ts";

/** Notes a payment that is not its order's, for alerts and operators: it fulfils nothing. `by`: the provider's id of what paid. */
export async function recordMismatch(
  deps: Pick<Deps, "db" | "clock" | "log">,
  purchase: Selectable<Purchases>,
  by: { session: string } | { payment: string },
  price: Money,
): Promise<void> {
  await recordEvent(deps.db, deps.clock, {
    type: "payment.mismatch",
    creatorId: purchase.creator_id,
    subject: { type: "purchase", id: purchase.id },
    data: { ...by, amount: price.amount, currency: price.currency },
  });
  deps.log.error({ purchase: purchase.id, ...by }, "a payment does not match its purchase");
}
