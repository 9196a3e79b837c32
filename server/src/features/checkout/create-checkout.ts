import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { isOfferedIn } from "../../lib/countries.ts";
import { getSellableProduct } from "../catalog/index.ts";
import type { NewOrder } from "./place-order.ts";
import { placeOrder } from "./place-order.ts";

/** Orders a product that is on sale; see {@link placeOrder}. */
export async function createCheckout(
  deps: Deps,
  user: User,
  input: { productId: string; country: string | null },
): Promise<NewOrder> {
  return placeOrder(deps, user, async (db, how) => {
    const product = await getSellableProduct({ db }, input.productId, how);
    return {
      kind: "product",
      id: product.id,
      title: product.title,
      creatorId: product.creatorId,
      price: product.price,
      refundDays: product.refundDays,
      isOfferedHere: isOfferedIn(product.countries, input.country),
      cancelQuery: `product=${product.slug}`,
    };
  });
}
