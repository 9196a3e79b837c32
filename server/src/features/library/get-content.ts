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
  const decisions = new Map(
    product.files.map((file) => [
      file.id,
      decide(facts.get(file.id) ?? null, { purpose: "download", signedIn: true }),
    ]),
  );
  // What one file is refused for is not the whole's: it is open while one of them is.
  const whole = [...decisions.values()].find(({ allowed }) => allowed) ?? [...decisions.values()][0];
  const purchaseId = await findOwnPurchase(deps, user, product.id);
  if (!found.visible && !purchaseId) throw new AppError("not_found");
  return {
    product,
    purchase: purchaseId ? await getPurchase(deps, user, { purchaseId, confirm: false }) : null,
    access: accessOf(whole ?? { allowed: false, reason: "not_found" }),
    files: product.files.map((file) => {
      const known = facts.get(file.id) ?? null;
      const decision = decisions.get(file.id)!;
      // To look at it is no download, so it may be open where those are used up.
      const seen = decide(known, { purpose: "view", signedIn: true, finishing: true }).allowed;
      return {
        ...file,
        access: accessOf(decision),
        sha256: decision.allowed ? (known?.file.sha256 ?? null) : null,
        view: seen ? viewOf(known?.file.viewType ?? null) : null,
      };
    }),
  };
}

const VIEWS = ["image", "audio", "video"] as const;

/** How a page shows what has this media type. */
function viewOf(viewType: string | null): (typeof VIEWS)[number] | null {
  return VIEWS.find((kind) => viewType?.startsWith(`${kind}/`)) ?? null;
}
