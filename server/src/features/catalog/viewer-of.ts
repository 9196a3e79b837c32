import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { type Role, reaches } from "../creators/index.ts";

/**
 * What a product is to the viewer. Owned is what they edit, or bought without its access having ended; limits (a suspended creator, the
 * country, devices, downloads) may close it all the same. An analyst is a member without owning.
 */
export type ProductViewer = {
  owned: boolean;
  because: string | null;
  purchaseId: string | null;
  canEdit: boolean;
  isMember: boolean;
};

const NOTHING: ProductViewer = {
  owned: false,
  because: null,
  purchaseId: null,
  canEdit: false,
  isMember: false,
};

type Row = { product_id: string; role: Role | null; purchase_id: string | null };

const statement = {
  name: "viewer-of-products",
  text: `select p.id as product_id, m.role, bought.id as purchase_id
    from unnest($2::uuid[]) as asked(id)
    join products p on p.id = asked.id
    left join creator_members m on m.creator_id = p.creator_id and m.user_id = $1
    left join lateral (
      select q.id from purchases q
      where q.buyer_id = $1 and q.product_id = p.id and q.completed_at is not null and q.access_ended_at is null
        and not coalesce(p.removed_ends_access, false)
      order by q.completed_at desc limit 1
    ) bought on true`,
};

/** What each of the products is to the viewer, in one query; every product asked for is in the answer. */
export async function viewerOf(
  deps: Pick<Deps, "pool">,
  viewer: Viewer,
  productIds: string[],
): Promise<Map<string, ProductViewer>> {
  const found = new Map(productIds.map((id) => [id, NOTHING]));
  if (viewer.kind === "visitor") return found;
  const { rows } = await deps.pool.query<Row>({ ...statement, values: [viewer.userId, productIds] });
  for (const row of rows) found.set(row.product_id, toProductViewer(row));
  return found;
}

function toProductViewer({ role, purchase_id }: Row): ProductViewer {
  const canEdit = role !== null && reaches(role, "editor");
  return {
    owned: canEdit || purchase_id !== null,
    because: canEdit ? "owner" : purchase_id !== null ? "purchase" : null,
    purchaseId: purchase_id,
    canEdit,
    isMember: role !== null,
  };
}
