import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import type { PurchaseStatus } from "./purchase-state.ts";
import type { Sale } from "./schemas.ts";

type SalesInput = { query?: string; status?: PurchaseStatus; cursor?: string; limit: number };

/** All orders of the installation, newest first, for operators; `query` finds buyers by name or address and products by title. */
export async function listAllSales(deps: Deps, input: SalesInput) {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const like = input.query ? containsPattern(input.query) : null;
  const rows = await deps.db
    .selectFrom("purchases as p")
    .innerJoin("users as u", "u.id", "p.buyer_id")
    .innerJoin("products as r", "r.id", "p.product_id")
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
      "r.title",
      "served.downloads",
      "served.last_served_at",
    ])
    .$if(input.status !== undefined, (q) => q.where("p.status", "=", input.status!))
    // An order that was opened and left is not a sale; it can be asked for by its status.
    .$if(input.status === undefined, (q) => q.where("p.status", "not in", ["pending", "expired", "failed"]))
    .$if(like !== null, (q) =>
      q.where((eb) =>
        eb.or([eb("u.email", "ilike", like!), eb("u.name", "ilike", like!), eb("r.title", "ilike", like!)]),
      ),
    )
    .$if(after !== null, (q) =>
      q.where((eb) => eb(eb.refTuple("p.created_at", "p.id"), "<", eb.tuple(after!.createdAt, after!.id))),
    )
    .orderBy("p.created_at", "desc")
    .orderBy("p.id", "desc")
    .limit(input.limit + 1)
    .execute();

  const items = rows.slice(0, input.limit).map((row): Sale => {
    const money = (amount: number) => ({ amount, currency: row.price_currency });
    return {
      id: row.id,
      status: row.status,
      buyer: { name: row.buyer_name, email: row.buyer_email },
      product: { id: row.product_id, title: row.title },
      price: money(row.price_amount),
      fee: money(row.fee_amount),
      refunded: money(row.refunded_amount),
      accessEndedAt: row.access_ended_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
      completedAt: row.completed_at?.toISOString() ?? null,
      downloadCount: row.downloads ?? 0,
      lastDownloadAt: row.last_served_at?.toISOString() ?? null,
    };
  });
  const last = rows.length > input.limit ? rows[input.limit - 1]! : null;
  return { items, nextCursor: last && encodeCursor([last.created_at.toISOString(), last.id]) };
}

function readCursor(text: string): { createdAt: Date; id: string } {
  const parts = decodeCursor(text, ["time", "uuid"]);
  if (!parts) throw invalidField("cursor", "is not one of ours");
  return { createdAt: new Date(parts[0]), id: parts[1] };
}
