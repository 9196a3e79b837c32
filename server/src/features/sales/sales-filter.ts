import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import type { SalesFilter } from "./schemas.ts";

/** Orders that were opened and left; no sales, but they can be asked for by their status. */
const UNPAID = ["pending", "expired", "failed"] as const;

/**
 * A creator's orders under a filter; one that was not paid is not found by whose it is. As a query to select from: purchases `p`, buyers `u` and items `i`. Both are left joins,
 * which the planner drops where nothing is asked of them. Days are in UTC, both ends included.
 */
export function filteredSales(deps: Pick<Deps, "db">, creatorId: string, filter: SalesFilter) {
  const { query, status, item, buyer, from, to } = filter;
  const like = query ? containsPattern(query) : null;
  const orderNumber = query && /^[0-9a-f-]{6,36}$/i.test(query) ? `${query.toLowerCase()}%` : null;
  return deps.db
    .selectFrom("purchases as p")
    .leftJoin("users as u", "u.id", "p.buyer_id")
    .leftJoin("items as i", "i.id", "p.item_id")
    .where("p.creator_id", "=", creatorId)
    .$if(status !== undefined, (q) => q.where("p.status", "=", status!))
    .$if(status === undefined, (q) => q.where("p.status", "not in", [...UNPAID]))
    .$if(item !== undefined, (q) => q.where("p.item_id", "=", item!))
    .$if(buyer !== undefined, (q) =>
      q.where("p.buyer_id", "=", buyer!).where("p.completed_at", "is not", null),
    )
    .$if(from !== undefined, (q) => q.where("p.created_at", ">=", dayStart(from!)))
    .$if(to !== undefined, (q) => q.where("p.created_at", "<", dayStart(to!, 1)))
    .$if(like !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb.and([
            eb("p.completed_at", "is not", null),
            eb.or([eb("u.email", "ilike", like!), eb("u.name", "ilike", like!)]),
          ]),
          eb("i.title", "ilike", like!),
          ...(orderNumber ? [eb(sql<string>`p.id::text`, "like", orderNumber)] : []),
        ]),
      ),
    );
}

function dayStart(day: string, plusDays = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + plusDays * 86_400_000);
}
