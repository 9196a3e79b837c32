import { z } from "zod";
import { id } from "../../http/schemas.ts";

/** What a purchase can be of: a product, a post, or a payment of a membership's tier. */
export const item = z
  .object({
    kind: z.enum(["product", "post", "tier"]),
    id,
    title: z.string(),
    path: z.string().describe("Its page"),
  })
  .meta({ id: "Item" });
type Item = z.input<typeof item>;

/** From a row joined with the view `items`. */
export type ItemRow = {
  item_id: string;
  item_kind: string | null;
  title: string | null;
  slug: string | null;
};

export function toItem(row: ItemRow): Item {
  const kind = row.item_kind as Item["kind"];
  const paths = {
    product: `/p/${row.slug}`,
    post: `/posts/${row.item_id}`,
    tier: "/memberships",
  };
  return { kind, id: row.item_id, title: row.title ?? "", path: paths[kind] };
}
