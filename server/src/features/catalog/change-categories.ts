import { sql } from "kysely";
import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { listCategories } from "./list-categories.ts";
import type { Category } from "./schemas.ts";

/**
 * Runs one change of the tree, alone (others wait), with its event, and gives back the category afterwards. The tree is small and
 * seldom changed: a lock on the whole table keeps two moves from closing a circle together.
 */
export async function changeCategories(
  deps: Deps,
  user: User,
  type: "category.created" | "category.updated",
  change: (trx: Database) => Promise<{ id: string; data: Record<string, unknown> }>,
): Promise<Category> {
  const id = await deps.db.transaction().execute(async (trx) => {
    await sql`lock table categories in share row exclusive mode`.execute(trx);
    const changed = await change(trx);
    await recordEvent(trx, deps.clock, {
      type,
      actorId: user.userId,
      subject: { type: "category", id: changed.id },
      data: changed.data,
    });
    return changed.id;
  });
  const category = (await listCategories(deps)).find((one) => one.id === id);
  if (!category) throw new AppError("not_found");
  return category;
}

/** Refuses a parent that does not exist, or lies at or below the category itself. */
export async function checkParent(
  trx: Database,
  parentId: string | null | undefined,
  id?: string,
): Promise<void> {
  if (!parentId) return;
  const { rows } = await sql<{ id: string; parent_id: string | null }>`
    with recursive above as (
      select id, parent_id from categories where id = ${parentId}
      union
      select g.id, g.parent_id from categories g join above on g.id = above.parent_id
    )
    select id from above`.execute(trx);
  if (rows.length === 0) throw invalidField("parentId", "There is no such category.");
  if (rows.some((row) => row.id === id))
    throw invalidField("parentId", "A category cannot lie below itself.");
}

/** Refuses a slug that another category has. */
export async function checkSlug(trx: Database, slug: string | undefined, id?: string): Promise<void> {
  if (slug === undefined) return;
  const other = await trx.selectFrom("categories").select("id").where("slug", "=", slug).executeTakeFirst();
  if (other && other.id !== id) throw invalidField("slug", "Another category has this slug.");
}
