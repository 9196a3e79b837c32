import type { Database } from "../../db/client.ts";

/** Of the pictures whose covers were just deleted, those that no duplicate of the product shows. */
export async function unusedImages<T extends { key: string }>(trx: Database, covers: T[]): Promise<T[]> {
  if (covers.length === 0) return [];
  const rows = await trx
    .selectFrom("product_covers")
    .select("image_key")
    .where(
      "image_key",
      "in",
      covers.map(({ key }) => key),
    )
    .execute();
  const used = new Set(rows.map((row) => row.image_key));
  return covers.filter(({ key }) => !used.has(key));
}
