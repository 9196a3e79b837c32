import { sql } from "kysely";
import { toItem } from "../checkout/index.ts";
import type { filteredSales } from "./sales-filter.ts";
import type { Sale } from "./schemas.ts";

/** Adds the columns of a sale, its served downloads counted, to a filtered query. */
export function withSaleColumns(query: ReturnType<typeof filteredSales>) {
  return query
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("downloads as d")
          .select(sql<number>`count(*)`.as("downloads"))
          .select((e) => e.fn.max("d.last_served_at").as("last_served_at"))
          .whereRef("d.purchase_id", "=", "p.id")
          .where("d.started_at", "is not", null)
          .as("served"),
      (join) => join.onTrue(),
    )
    .selectAll("p")
    .select([
      "u.name as buyer_name",
      "u.email as buyer_email",
      "i.kind as item_kind",
      "i.title",
      "i.slug",
      "served.downloads",
      "served.last_served_at",
    ]);
}

export type SaleRow = Awaited<ReturnType<ReturnType<typeof withSaleColumns>["execute"]>>[number];

export function toSale(row: SaleRow): Sale {
  const money = (amount: number) => ({ amount, currency: row.price_currency });
  const paid = row.completed_at !== null;
  return {
    id: row.id,
    status: row.status,
    buyer: paid ? { id: row.buyer_id, name: row.buyer_name ?? "", email: row.buyer_email ?? "" } : null,
    item: toItem(row),
    price: money(row.price_amount),
    fee: money(row.kept_fee_amount),
    returned: money(paid ? row.price_amount - row.net_amount - row.kept_fee_amount : 0),
    net: money(row.net_amount),
    accessEndedAt: row.access_ended_at?.toISOString() ?? null,
    accessEndedReason: row.access_ended_reason as Sale["accessEndedReason"],
    createdAt: row.created_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
    downloadCount: row.downloads ?? 0,
    lastDownloadAt: row.last_served_at?.toISOString() ?? null,
  };
}
