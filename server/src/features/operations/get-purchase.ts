import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import type { purchaseDetail } from "./goods-schemas.ts";
import { ORDER_COLUMNS, ORDER_JOINS, type PurchaseRow, toOrder } from "./list-purchases.ts";

type Row = PurchaseRow & {
  access_ended_reason: string | null;
  failure_reason: string | null;
  provider: "none" | "stripe";
  checkout_session_id: string | null;
  payment_intent_id: string | null;
};

/** One order with every movement of its money and every delivery of its files. For operators. */
export async function getPurchase(
  deps: Pick<Deps, "db">,
  id: string,
): Promise<z.input<typeof purchaseDetail>> {
  const { rows } = await sql<Row>`
    select ${ORDER_COLUMNS}, p.access_ended_reason, p.failure_reason, p.provider, p.checkout_session_id, p.payment_intent_id
    from purchases p ${ORDER_JOINS} where p.id = ${id}`.execute(deps.db);
  const row = rows[0];
  if (!row) throw new AppError("not_found");
  const [refunds, disputes, ledger, downloads] = await Promise.all([
    deps.db.selectFrom("refunds").selectAll().where("purchase_id", "=", id).orderBy("created_at").execute(),
    deps.db.selectFrom("disputes").selectAll().where("purchase_id", "=", id).orderBy("created_at").execute(),
    deps.db
      .selectFrom("ledger_transactions as t")
      .innerJoin("ledger_entries as e", "e.transaction_id", "t.id")
      .select(["t.kind", "t.created_at", "e.account", "e.amount", "e.currency"])
      .where("t.purchase_id", "=", id)
      .orderBy("e.id")
      .execute(),
    deps.db
      .selectFrom("downloads as d")
      .leftJoin("files as f", "f.id", "d.file_id")
      .select([
        "d.id",
        "f.name",
        "d.created_at",
        "d.bytes_sent",
        "d.request_count",
        "d.address",
        "d.user_agent",
      ])
      .where("d.purchase_id", "=", id)
      .orderBy("d.created_at", "desc")
      .limit(50)
      .execute(),
  ]);
  return {
    ...toOrder(row),
    accessEndedReason: row.access_ended_reason,
    failureReason: row.failure_reason,
    provider: row.provider,
    checkoutSessionId: row.checkout_session_id,
    paymentIntentId: row.payment_intent_id,
    refunds: refunds.map((one) => ({
      id: one.id,
      amount: one.amount,
      status: one.status,
      endsAccess: one.ends_access,
      reason: one.reason,
      createdAt: one.created_at.toISOString(),
    })),
    disputes: disputes.map((one) => ({
      id: one.id,
      amount: one.amount,
      status: one.status,
      createdAt: one.created_at.toISOString(),
    })),
    ledger: ledger.map((entry) => ({
      kind: entry.kind,
      account: entry.account,
      amount: entry.amount,
      currency: entry.currency,
      at: entry.created_at.toISOString(),
    })),
    downloads: downloads.map((one) => ({
      id: one.id,
      fileName: one.name,
      createdAt: one.created_at.toISOString(),
      bytesSent: one.bytes_sent,
      requestCount: one.request_count,
      network: one.address,
      device: one.user_agent === null ? null : describeDevice(one.user_agent),
    })),
  };
}
