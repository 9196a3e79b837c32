import { type Selectable, sql } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Tiers } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import type { Tier } from "./schemas.ts";

type Row = Omit<Selectable<Tiers>, "created_at" | "updated_at"> & {
  prices: Tier["prices"];
  members: number;
  /** Members of other tiers who will move to this one. */
  coming: number;
  posts: number;
};

/** A creator's tiers, the lowest first; those that take no new members only where `archived` asks for them. */
export async function readTiers(
  { pool, clock }: Pick<Deps, "pool" | "clock">,
  creatorId: string,
  { archived }: { archived: boolean },
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({
    name: "tiers-of",
    text: `select t.id, t.creator_id, t.name, t.description, t.level, t.trial_days, t.seats, t.archived_at,
        (select json_agg(json_build_object('interval', p.interval, 'amount', p.amount, 'currency', p.currency) order by p.interval)
          from tier_prices p where p.tier_id = t.id) as prices,
        (select count(*)::int from subscriptions s where s.tier_id = t.id and s.status <> 'expired') as members,
        (select count(*)::int from subscriptions s
          where s.tier_id <> t.id and s.status <> 'expired'
            and (s.next_tier_id = t.id or s.changing_tier_id = t.id and s.changing_until > $2)) as coming,
        (select count(*)::int from posts q left join tiers l on l.id = q.tier_id
          where q.creator_id = t.creator_id and q.visibility = 'subscribers' and q.status = 'published'
            and q.published_at <= $2 and coalesce(l.level, 1) <= t.level) as posts
      from tiers t where t.creator_id = $1 and ($3 or t.archived_at is null) order by t.level, t.id`,
    values: [creatorId, clock.now(), archived],
  });
  return rows;
}

export function toTier(row: Row, { forMembers }: { forMembers: boolean }): Tier {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    level: row.level,
    prices: row.prices,
    trialDays: row.trial_days,
    seats: row.seats,
    seatsLeft: row.seats === null ? null : Math.max(0, row.seats - row.members - row.coming),
    archived: row.archived_at !== null,
    posts: row.posts,
    ...(forMembers && { members: row.members }),
  };
}

/** A tier that takes new members, with the price of the interval; refuses others as if they were not there. */
export async function getOffer(
  db: Database,
  input: { creatorId: string; tierId: string; interval: "month" | "year" },
) {
  const row = await db
    .selectFrom("tiers as t")
    .innerJoin("tier_prices as p", "p.tier_id", "t.id")
    .innerJoin("creators as c", "c.id", "t.creator_id")
    .select([
      "t.id",
      "t.name",
      "t.level",
      "t.trial_days",
      "t.seats",
      "p.amount",
      "p.currency",
      "c.display_name",
    ])
    .where("t.id", "=", input.tierId)
    .where("t.creator_id", "=", input.creatorId)
    .where("p.interval", "=", input.interval)
    .where("t.archived_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new AppError("not_found", "This tier takes no new members at that price.");
  return row;
}

/** Until the transaction ends nobody else takes a seat at this creator: they are counted one after the other. */
export async function lockSeats(trx: Database, creatorId: string): Promise<void> {
  await sql`select 1 from creators where id = ${creatorId} for no key update`.execute(trx);
}

/** Until the transaction ends the tier's prices stay what they are; what is read before may be older. */
export async function lockPrices(trx: Database, tierId: string): Promise<void> {
  await trx.selectFrom("tiers").select("id").where("id", "=", tierId).forShare().execute();
}

/**
 * Refuses with `sold_out` when every place is taken, or kept for a member of another tier who will move to it or is moving. `except`: a
 * membership whose own change is not counted.
 */
export async function refuseFull(
  trx: Database,
  { id, seats, except, now }: { id: string; seats: number | null; except?: string; now: Date },
): Promise<void> {
  if (seats === null) return;
  const { taken } = await trx
    .selectFrom("subscriptions")
    .select((eb) => eb.fn.countAll<number>().as("taken"))
    .where("status", "<>", "expired")
    .where((eb) =>
      eb.or([
        eb("tier_id", "=", id),
        eb("next_tier_id", "=", id),
        eb.and([eb("changing_tier_id", "=", id), eb("changing_until", ">", now)]),
      ]),
    )
    .$if(except !== undefined, (query) => query.where("id", "<>", except!))
    .executeTakeFirstOrThrow();
  if (taken >= seats) throw new AppError("sold_out", "Every place of this tier is taken.");
}
