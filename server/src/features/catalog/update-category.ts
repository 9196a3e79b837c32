import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { changeCategories, checkParent, checkSlug } from "./change-categories.ts";
import type { Category, CategoryChanges } from "./schemas.ts";

/** Renames, moves or reorders a category; for operators. */
export async function updateCategory(
  deps: Deps,
  operator: User,
  id: string,
  changes: CategoryChanges,
): Promise<Category> {
  return changeCategories(deps, operator, "category.updated", async (trx) => {
    await checkSlug(trx, changes.slug, id);
    await checkParent(trx, changes.parentId, id);
    const { parentId, ...same } = changes;
    const { numUpdatedRows } = await trx
      .updateTable("categories")
      .set((eb) => ({
        name: eb.ref("name"),
        ...same,
        ...(parentId !== undefined && { parent_id: parentId }),
      }))
      .where("id", "=", id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError("not_found");
    return { id, data: { ...changes } };
  });
}
