import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { filteredSales } from "./sales-filter.ts";
import type { SalesFilter, salesTotals } from "./schemas.ts";

/**
 * What the paid orders of a filter amount to, a row for each currency: `gross` is what buyers paid, `returned` what refunds and
 * disputes took back, `fees` the platform's share that stands, `net` what the ledger owes the creator. gross - returned = fees + net.
 */
export async function sumSales(
  deps: Pick<Deps, "db">,
  creatorId: string,
  filter: SalesFilter,
): Promise<z.input<typeof salesTotals>[]> {
  const rows = await filteredSales(deps, creatorId, filter)
    .where("p.completed_at", "is not", null)
    .select([
      "p.price_currency as currency",
      sql<number>`count(*)`.as("count"),
      sql<number>`sum(p.price_amount)`.as("gross"),
      sql<number>`sum(p.net_amount)`.as("net"),
      sql<number>`sum(p.kept_fee_amount)`.as("fees"),
    ])
    .groupBy("p.price_currency")
    .orderBy("count", "desc")
    .orderBy("currency")
    .execute();
  return rows.map(({ currency, count, gross, net, fees }) => ({
    currency,
    count,
    gross,
    fees,
    returned: gross - net - fees,
    net,
  }));
}
