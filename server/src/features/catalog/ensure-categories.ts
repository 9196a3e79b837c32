import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";

export type CategorySeed = { slug: string; name: string; below?: CategorySeed[] };

/** Adds the categories of a tree that are not there yet, by slug, in this order; existing ones stay as they are. Ids by slug. */
export async function ensureCategories(
  deps: Pick<Deps, "db">,
  list: CategorySeed[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  await deps.db.transaction().execute(async (trx) => {
    const add = async (seeds: CategorySeed[], parentId: string | null): Promise<void> => {
      for (const [position, { slug, name, below }] of seeds.entries()) {
        await trx
          .insertInto("categories")
          .values({ id: newId(), slug, name, parent_id: parentId, position })
          .onConflict((conflict) => conflict.column("slug").doNothing())
          .execute();
        const { id } = await trx
          .selectFrom("categories")
          .select("id")
          .where("slug", "=", slug)
          .executeTakeFirstOrThrow();
        ids.set(slug, id);
        await add(below ?? [], id);
      }
    };
    await add(list, null);
  });
  return ids;
}
