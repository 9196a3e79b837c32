import { sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { queueDepth } from "../../jobs/queue.ts";
import { addSeconds } from "../../lib/clock.ts";
import { runChecks } from "./get-health.ts";
import type { overview } from "./overview-schemas.ts";

type Counts = {
  open_alerts: number;
  unsent_mails: number;
  open_disputes: number;
  suspended_users: number;
  suspended_creators: number;
  removed_products: number;
  open_reports: number;
  users: number;
  creators: number;
  published_products: number;
  purchases: number;
  stored_bytes: number;
};

const THIRTY_DAYS = 30 * 86_400;

/** What needs somebody, and how large the place is. For operators. */
export async function getOverview(deps: Deps): Promise<z.input<typeof overview>> {
  const { db, clock } = deps;
  const [checks, depth, counted, sales] = await Promise.all([
    runChecks(deps),
    queueDepth(db),
    sql<Counts>`select
      (select count(*) from alerts where state = 'open') as open_alerts,
      (select count(*) from mails where sent_at is null and error is not null) as unsent_mails,
      (select count(*) from disputes where status = 'open') as open_disputes,
      (select count(*) from users where suspended_at is not null) as suspended_users,
      (select count(*) from creators where suspended_at is not null) as suspended_creators,
      (select count(*) from products where status = 'removed') as removed_products,
      (select count(*) from reports where closed_at is null) as open_reports,
      (select count(*) from users) as users,
      (select count(*) from creators) as creators,
      (select count(*) from products where status = 'published') as published_products,
      (select count(*) from purchases where completed_at is not null) as purchases,
      (select coalesce(sum(size_bytes), 0)::bigint from files where status = 'ready') as stored_bytes`.execute(
      db,
    ),
    sql<{ currency: string; count: number; gross: number; refunded: number }>`
      select price_currency as currency, count(*) as count, sum(price_amount)::bigint as gross,
        sum(refunded_amount)::bigint as refunded
      from purchases where completed_at is not null and created_at >= ${addSeconds(clock.now(), -THIRTY_DAYS)}
      group by price_currency order by count(*) desc`.execute(db),
  ]);
  const counts = counted.rows[0]!;
  return {
    checks,
    attention: {
      openAlerts: counts.open_alerts,
      failedJobs: depth.reduce((sum, kind) => sum + kind.failed, 0),
      unsentMails: counts.unsent_mails,
      openDisputes: counts.open_disputes,
      suspendedUsers: counts.suspended_users,
      suspendedCreators: counts.suspended_creators,
      removedProducts: counts.removed_products,
      openReports: counts.open_reports,
    },
    totals: {
      users: counts.users,
      creators: counts.creators,
      publishedProducts: counts.published_products,
      purchases: counts.purchases,
      storedBytes: counts.stored_bytes,
      lastThirtyDays: sales.rows,
    },
  };
}
