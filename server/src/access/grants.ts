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

/**
 * The viewer's paid (or free, claimed) purchase of a product with the file: an open one if there is any, of a product that was not
 * taken from its buyers if there is one, else the latest ended one.
 */
export const purchaseArm = (viewer: string) => `lateral (
    select p.id, p.product_id, p.access_ended_at, p.access_ended_reason, coalesce(pp.removed_ends_access, false) as product_closed
    from product_files ppf
    join products pp on pp.id = ppf.product_id
    join purchases p on p.product_id = ppf.product_id
    where ppf.file_id = f.id and p.buyer_id = ${viewer} and p.completed_at is not null
    order by p.access_ended_at is not null, product_closed, p.access_ended_at desc, p.completed_at desc
    limit 1)`;
