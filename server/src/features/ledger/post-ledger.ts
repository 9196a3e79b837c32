import { sql } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Clock } from "../../lib/clock.ts";
import { newId } from "../../lib/ids.ts";

/** What the ledger needs to know of a purchase; amounts in minor units of `currency`. */
export type LedgerPurchase = {
  id: string;
  creatorId: string;
  itemId: string;
  price: number;
  fee: number;
  currency: string;
};

/** By how much a movement changed what the creator is owed and what the platform keeps; nothing when it stood already. */
export type Booked = { net: number; fee: number };
const NOTHING: Booked = { net: 0, fee: 0 };

type GivenBack = "refund" | "dispute";
/** `ref` is the provider's id of what moved the money. */
type Movement = { kind: "sale"; ref: string } | { kind: GivenBack; ref: string; amount: number };

/**
 * Writes one movement of money, once: one that stands already is left as it is. Each transaction sums to zero, which the
 * database checks at commit: what `creator` and `platform` are owed is what the `provider` holds for us.
 */
export async function postLedger(
  trx: Database,
  clock: Clock,
  purchase: LedgerPurchase,
  movement: Movement,
): Promise<Booked> {
  if (movement.kind === "sale") {
    return post(trx, clock, purchase, "sale", movement.ref, { amount: purchase.price, fee: purchase.fee });
  }
  const before = await givenBack(trx, purchase.id);
  const fee = feeShare(purchase, before.amount + movement.amount) - before.fee;
  return post(trx, clock, purchase, movement.kind, movement.ref, { amount: -movement.amount, fee: -fee });
}

/** Writes the exact opposite of a refund that failed or a dispute that was won; nothing if it had never been written. */
export async function reverseLedger(
  trx: Database,
  clock: Clock,
  purchase: LedgerPurchase,
  movement: { kind: GivenBack; ref: string },
): Promise<Booked> {
  const entries = await trx
    .selectFrom("ledger_transactions as t")
    .innerJoin("ledger_entries as e", "e.transaction_id", "t.id")
    .select(["e.account", "e.amount"])
    .where("t.kind", "=", movement.kind)
    .where("t.provider_ref", "=", movement.ref)
    .execute();
  if (entries.length === 0) return NOTHING;
  const amountOf = (account: string) => entries.find((entry) => entry.account === account)?.amount ?? 0;
  const kind = movement.kind === "refund" ? "refund_failed" : "dispute_won";
  return post(trx, clock, purchase, kind, movement.ref, {
    amount: amountOf("provider"),
    fee: -amountOf("platform"),
  });
}

/**
 * The platform's share of the first `amount` of a payment. What is given back piece by piece takes the difference to what was
 * given back before, so that the pieces add up to the whole fee, whatever failed in between.
 */
export function feeShare(purchase: Pick<LedgerPurchase, "price" | "fee">, amount: number): number {
  return Math.round((purchase.fee * Math.min(amount, purchase.price)) / purchase.price);
}

/** What stands as given back so far, refunds and disputes less those reversed, and the platform's part of it. */
async function givenBack(trx: Database, purchaseId: string): Promise<{ amount: number; fee: number }> {
  const sums = await trx
    .selectFrom("ledger_transactions as t")
    .innerJoin("ledger_entries as e", "e.transaction_id", "t.id")
    .select(({ fn }) => [fn.sum<number>("e.amount").as("total"), "e.account"])
    .where("t.purchase_id", "=", purchaseId)
    .where("t.kind", "<>", "sale")
    .groupBy("e.account")
    .execute();
  const totalOf = (account: string) => Number(sums.find((sum) => sum.account === account)?.total ?? 0);
  return { amount: totalOf("provider"), fee: -totalOf("platform") };
}

/** `amount` is what the provider then holds more (or less) for creator and platform together, `fee` the platform's part of it. */
async function post(
  trx: Database,
  clock: Clock,
  purchase: LedgerPurchase,
  kind: "sale" | "refund" | "refund_failed" | "dispute" | "dispute_won",
  ref: string,
  { amount, fee }: { amount: number; fee: number },
): Promise<Booked> {
  const id = newId();
  const now = clock.now();
  const inserted = await trx
    .insertInto("ledger_transactions")
    .values({ id, purchase_id: purchase.id, kind, provider_ref: ref, created_at: now })
    .onConflict((conflict) => conflict.columns(["kind", "provider_ref"]).doNothing())
    .executeTakeFirst();
  if (!inserted.numInsertedOrUpdatedRows) return NOTHING;
  const entries = (
    [
      ["provider", -amount],
      ["creator", amount - fee],
      ["platform", fee],
    ] as const
  )
    .filter(([, value]) => value !== 0)
    .map(([account, value]) => ({
      transaction_id: id,
      account,
      creator_id: account === "creator" ? purchase.creatorId : null,
      amount: value,
      currency: purchase.currency,
    }));
  if (entries.length > 0) await trx.insertInto("ledger_entries").values(entries).execute();
  const isSale = kind === "sale";
  await sql`
    insert into ledger_days as d (creator_id, day, item_id, currency, sales, gross, returned, fees, net)
    values (${purchase.creatorId}, (${now}::timestamptz at time zone 'utc')::date, ${purchase.itemId}, ${purchase.currency},
      ${isSale ? 1 : 0}, ${isSale ? amount : 0}, ${isSale ? 0 : -amount}, ${fee}, ${amount - fee})
    on conflict (creator_id, day, item_id, currency) do update set
      sales = d.sales + excluded.sales, gross = d.gross + excluded.gross, returned = d.returned + excluded.returned,
      fees = d.fees + excluded.fees, net = d.net + excluded.net`.execute(trx);
  return { net: amount - fee, fee };
}
