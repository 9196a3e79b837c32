import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import type { JobPayloads } from "../../jobs/jobs.ts";
import { askProvider } from "./ask-provider.ts";

/** The user's id at the payment provider, where their cards are kept; made with the first use. */
export async function customerOf(deps: Deps, user: User): Promise<string> {
  const known = await findCustomer(deps, user);
  if (known) return known;
  const customerId = await askProvider(deps, () =>
    deps.payments.ensureCustomer({ userId: user.userId, email: user.email }),
  );
  await deps.db
    .insertInto("payment_customers")
    .values({ user_id: user.userId, customer_id: customerId, created_at: deps.clock.now() })
    .onConflict((conflict) => conflict.column("user_id").doNothing())
    .execute();
  return customerId;
}

/** The same where there is one already. */
export async function findCustomer(deps: Pick<Deps, "db">, user: User): Promise<string | null> {
  const row = await deps.db
    .selectFrom("payment_customers")
    .select("customer_id")
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  return row?.customer_id ?? null;
}

/** Job: tells the provider the address that somebody has now, so that its receipts and pages go there. Safe to repeat. */
export async function changeCustomerEmail(
  { db, payments }: Pick<Deps, "db" | "payments">,
  { userId }: JobPayloads["change-customer-email"],
): Promise<void> {
  const known = await db
    .selectFrom("payment_customers as c")
    .innerJoin("users as u", "u.id", "c.user_id")
    .select(["c.customer_id", "u.email"])
    .where("u.id", "=", userId)
    .where("u.deleted_at", "is", null)
    .executeTakeFirst();
  if (known) await payments.changeCustomerEmail(known.customer_id, known.email);
}

/** Lets the provider forget somebody who leaves, once the caller's transaction commits: cards, address and name. */
export async function forgetCustomer({ jobs }: Pick<Deps, "jobs">, trx: Database, user: User): Promise<void> {
  const known = await trx
    .deleteFrom("payment_customers")
    .where("user_id", "=", user.userId)
    .returning("customer_id")
    .executeTakeFirst();
  if (known) await jobs.add(trx, "delete-customer", { customerId: known.customer_id });
}

/** The same for those who left before that was done, or while their customer was being made; so many at a time. */
export async function forgetLeftCustomers(
  { db, jobs }: Pick<Deps, "db" | "jobs">,
  most = 100,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const left = trx
      .selectFrom("payment_customers as c")
      .innerJoin("users as u", "u.id", "c.user_id")
      .select("c.user_id")
      .where("u.deleted_at", "is not", null)
      .limit(most);
    const known = await trx
      .deleteFrom("payment_customers")
      .where("user_id", "in", left)
      .returning("customer_id as customerId")
      .execute();
    await jobs.addEach(trx, "delete-customer", known, { waits: true });
  });
}

/** Job: the provider's part of {@link forgetCustomer}. Safe to repeat. */
export async function deleteCustomer(
  { payments }: Pick<Deps, "payments">,
  { customerId }: JobPayloads["delete-customer"],
): Promise<void> {
  await payments.deleteCustomer(customerId);
}
