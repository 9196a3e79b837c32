import { countingPurchaseFirst } from "./counting-purchase.ts";
import { postFactColumns, postFactJoins } from "./post-facts.ts";

/**
 * The SQL arms of access: each derives one reason that opens or closes from the rows that are its truth. Nothing is copied into
 * a table of rights, so the moment a purchase, a membership or a creator changes, so does every answer.
 * They speak of a file `f`, the creator `c` it belongs to, and a viewer's user id given as an SQL expression.
 */

/** Whether anybody may know that the file exists: some published product offers it. */
export const listedArm = `exists (
    select 1 from product_files lpf join products lp on lp.id = lpf.product_id
    where lpf.file_id = f.id and lp.status = 'published')`;

/** The viewer's role with the file's creator, or null. */
export const memberArm = (viewer: string) =>
  `(select m.role from creator_members m where m.creator_id = f.creator_id and m.user_id = ${viewer})`;

/** The posts that hold the file, with what opens them, as JSON; null for almost every file that is sold, at the cost of one probe. */
export const postsArm = (asker: Pick<AskerSql, "viewer" | "at">) => `(
    select json_agg(held) from (
      select ${postFactColumns(asker)}, p.offers_originals
      from post_files hpf join posts p on p.id = hpf.post_id ${postFactJoins(asker)}
      where hpf.file_id = f.id) held)`;

/** Who asks, as SQL expressions: the user, their session, the country of the request (null: unknown) and the moment. */
export type AskerSql = { viewer: string; session: string; country: string; at: string };

/**
 * The viewer's paid (or free, claimed) purchase of a product with the file: an open one if there is any, one that no limit closes
 * if there is one, else the latest ended one. What is not limited is not looked into further.
 */
export const purchaseArm = ({ viewer, session, country, at }: AskerSql) => `lateral (
    select p.id, p.product_id, p.access_ended_at, p.access_ended_reason, coalesce(pp.removed_ends_access, false) as product_closed,
      case pp.country_rule
        when 'allow' then coalesce(${country} <> all (pp.countries), true)
        when 'block' then coalesce(${country} = any (pp.countries), false)
        else false end as country_closed,
      case when coalesce(pp.device_limit, c.device_limit) is null then false
        else devices_are_full(${viewer}, ${session}, c.id, case when pp.device_limit is not null then pp.id end,
          coalesce(pp.device_limit, c.device_limit), ${at}) end as devices_full,
      case when pp.download_limit is null then false
        else bytes_taken(p.id, f.id, greatest(f.size_bytes, 1), ${at}) >= pp.download_limit * greatest(f.size_bytes, 1)
        end as downloads_used_up,
      coalesce(pp.download_limit, pp.device_limit, c.device_limit) is not null as counted
    from product_files ppf
    join products pp on pp.id = ppf.product_id
    join purchases p on p.product_id = ppf.product_id and p.item_id = ppf.product_id
    where ppf.file_id = f.id and p.buyer_id = ${viewer} and p.completed_at is not null
    order by ${countingPurchaseFirst("p", ["product_closed", "country_closed", "devices_full", "downloads_used_up"])}
    limit 1)`;
