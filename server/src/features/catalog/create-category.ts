import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { newId } from "../../lib/ids.ts";
import { slugify } from "../../lib/slug.ts";
import { changeCategories, checkParent, checkSlug } from "./change-categories.ts";
import type { Category, NewCategory } from "./schemas.ts";

/** Adds a category; for operators. Without a slug one is made of the name; a slug that is taken is refused. */
export async function createCategory(deps: Deps, operator: User, input: NewCategory): Promise<Category> {
  const id = newId();
  const slug = input.slug ?? slugify(input.name);
  return changeCategories(deps, operator, "category.created", async (trx) => {
    await checkSlug(trx, slug);
    await checkParent(trx, input.parentId);
    await trx
      .insertInto("categories")
      .values({
        id,
        slug,
        name: input.name,
        parent_id: input.parentId ?? null,
        position: input.position ?? 0,
      })
      .execute();
    return { id, data: { slug, name: input.name } };
  });
}
