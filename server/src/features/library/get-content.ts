import type { z } from "zod";
import { decide, findFacts, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { findProduct } from "../catalog/index.ts";
import { findOwnPurchase, getPurchase } from "../checkout/index.ts";
import { accessOf } from "./access-of.ts";
import type { content } from "./schemas.ts";

/**
 * A product's content page: its files, and what `access` decides of them for this user at this moment. Whoever may not know of
 * the product finds nothing; whoever may not have the files sees what they are called, not what they hash to.
 */
export async function getContent(
  deps: Deps,
  user: User,
  { idOrSlug, country }: { idOrSlug: string; country: string | null },
): Promise<z.input<typeof content>> {
  // A buyer whose access has ended is told so, even where the product is no longer shown to others.
  const found = await findProduct(deps, user, idOrSlug);
  if (!found) throw new AppError("not_found");
  const { product } = found;
  const facts = await findFacts(
    deps.pool,
    { ...user, country, at: deps.clock.now() },
    product.files.map((file) => file.id),
  );
  const decisions = new Map(product.files.map((file) => [file.id, decide(facts.get(file.id) ?? null)]));
  const first = product.files[0] && decisions.get(product.files[0].id)!;
  const purchaseId = await findOwnPurchase(deps, user, product.id);
  if (!found.visible && !purchaseId) throw new AppError("not_found");
  return {
    product,
    purchase: purchaseId ? await getPurchase(deps, user, { purchaseId, confirm: false }) : null,
    access: accessOf(first ?? { allowed: false, reason: "not_found" }),
    files: product.files.map((file) => {
      const known = decisions.get(file.id)!.allowed ? facts.get(file.id)!.file : null;
      return {
        ...file,
        access: accessOf(decisions.get(file.id)!),
        sha256: known?.sha256 ?? null,
        view: viewOf(known?.viewType ?? null),
      };
    }),
  };
}

const VIEWS = ["image", "audio", "video"] as const;

/** How a page shows what has this media type. */
function viewOf(viewType: string | null): (typeof VIEWS)[number] | null {
  return VIEWS.find((kind) => viewType?.startsWith(`${kind}/`)) ?? null;
}
