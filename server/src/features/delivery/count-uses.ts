import type { Deps } from "../../deps.ts";

export type FileUse = { fileId: string; name: string; used: number };

/** How often each file of a purchase was downloaded, as its product's limit counts; null where downloads are not limited. */
export async function countUses(
  { pool, clock }: Pick<Deps, "pool" | "clock">,
  purchaseId: string,
): Promise<{ limit: number; files: FileUse[] } | null> {
  const { rows } = await pool.query<{ id: string; name: string; used: number; download_limit: number }>({
    name: "uses-of-purchase",
    text: `select f.id, f.name, r.download_limit,
        bytes_taken(p.id, f.id, greatest(f.size_bytes, 1), $2) / greatest(f.size_bytes, 1) as used
      from purchases p
      join products r on r.id = p.product_id
      join product_files pf on pf.product_id = r.id
      join files f on f.id = pf.file_id
      where p.id = $1 and r.download_limit is not null
      order by pf.position`,
    values: [purchaseId, clock.now()],
  });
  if (!rows[0]) return null;
  return {
    limit: rows[0].download_limit,
    files: rows.map(({ id, name, used }) => ({ fileId: id, name, used: Number(used) })),
  };
}
