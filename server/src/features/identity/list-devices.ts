import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { deviceList } from "./schemas.ts";

type Row = {
  id: string;
  name: string | null;
  described: string | null;
  network: string | null;
  used_at: Date;
  is_this: boolean;
  signed_in: boolean;
  holds: string[];
};

/**
 * The devices that are signed in or hold a place, this one first, then the last used; and whatever limits them among what the user
 * owns, with how many of its places are taken.
 */
export async function listDevices(deps: Deps, user: User): Promise<z.input<typeof deviceList>> {
  const values = [user.userId, deps.clock.now()];
  const [devices, limits] = await Promise.all([
    deps.pool.query<Row>(DEVICES, [...values, user.sessionId]),
    deps.pool.query<LimitRow>(LIMITS, values),
  ]);
  return {
    items: devices.rows.map((row) => ({
      id: row.id,
      name: row.name,
      device: row.described ?? "Unknown device",
      isThis: row.is_this,
      isSignedIn: row.signed_in,
      network: row.network,
      country: deps.geo.countryOf(row.network),
      lastUsedAt: row.used_at.toISOString(),
      holdsPlace: row.holds.length > 0,
    })),
    limits: limits.rows.map((row) => ({
      title: row.title,
      path: row.path,
      places: row.places,
      deviceIds: row.device_ids,
    })),
  };
}

const RECENT = "p.last_used_at > $2::timestamptz - interval '30 days'";

const DEVICES = `
  select d.id, d.name, d.described, coalesce(s.network, d.network) as network, coalesce(s.is_this, false) as is_this,
    s.used_at is not null as signed_in, greatest(d.last_seen_at, s.used_at, h.used_at) as used_at, coalesce(h.holds, '{}') as holds
  from devices d
  left join lateral (
    select max(coalesce(s.last_seen_at, s.created_at)) as used_at, bool_or(s.id = $3) as is_this,
      (array_agg(nullif(s.ip_address, '') order by s.created_at desc))[1] as network
    from sessions s where s.device_id = d.id and s.expires_at > $2) s on true
  left join lateral (
    select max(p.last_used_at) as used_at, array_agg(p.product_id) as holds
    from device_places p where p.device_id = d.id and ${RECENT}) h on true
  where d.user_id = $1 and (s.used_at is not null or h.used_at is not null)
  order by is_this desc, used_at desc, d.id limit 100`;

type LimitRow = { title: string; path: string; places: number; device_ids: string[] };

/** A limit of a product is its own; one of a creator counts all that they sell. */
const LIMITS = `
  with owned as (
    select distinct r.id, r.slug, r.title, r.device_limit, c.id as creator_id, c.handle, c.display_name,
      c.device_limit as creator_limit
    from purchases o join products r on r.id = o.product_id join creators c on c.id = r.creator_id
    where o.buyer_id = $1 and o.completed_at is not null and o.access_ended_at is null
      and coalesce(r.device_limit, c.device_limit) is not null)
  select * from (
    select o.title, '/library/' || o.slug as path, o.device_limit as places,
      array(select p.device_id from device_places p where p.user_id = $1 and p.product_id = o.id and ${RECENT}) as device_ids
    from owned o where o.device_limit is not null
    union all
    select distinct 'Everything by ' || o.display_name, '/' || o.handle, o.creator_limit,
      array(select distinct p.device_id from device_places p where p.user_id = $1 and p.creator_id = o.creator_id and ${RECENT})
    from owned o where o.device_limit is null) limits
  order by cardinality(device_ids) >= places desc, title limit 100`;
