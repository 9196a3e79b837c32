import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { changeStatus } from "./change-status.ts";
import type { Product } from "./schemas.ts";

/** Takes a product off sale. Whoever bought it keeps it. */
export async function unpublishProduct(deps: Deps, user: User, productId: string): Promise<Product> {
  return changeStatus(deps, user, productId, {
    to: "unpublished",
    from: ["published", "archived"],
    refusal: "A draft is not on sale.",
  });
}
