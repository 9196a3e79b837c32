import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { changeStatus } from "./change-status.ts";
import type { Product } from "./schemas.ts";

/** Puts a product away, off sale; publishing brings it back. Whoever bought it keeps it. A draft is deleted instead. */
export async function archiveProduct(deps: Deps, user: User, productId: string): Promise<Product> {
  return changeStatus(deps, user, productId, {
    to: "archived",
    from: ["published", "unpublished"],
    refusal: "A draft was never on sale; delete it instead.",
  });
}
