import type { z } from "zod";
import { type Asker, decide, findFileFacts } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { productCards } from "../catalog/index.ts";
import { accessOf } from "./access-of.ts";
import type { fileAccess } from "./schemas.ts";

/**
 * What `access` decides of a file for this user at this moment, in enough words for a page that says what to do next: which product
 * it came or would come with, and when and why access ended. Who may not know of the file finds nothing.
 */
export async function getFileAccess(
  deps: Pick<Deps, "pool">,
  asker: Asker,
  fileId: string,
): Promise<z.input<typeof fileAccess>> {
  const facts = await findFileFacts(deps.pool, asker, fileId);
  const decision = decide(facts, { purpose: "download", signedIn: true });
  if (facts === null || (!decision.allowed && decision.reason === "not_found"))
    throw new AppError("not_found");
  const { file, purchase } = facts;
  const productId = purchase?.productId ?? (await findOffer(deps, fileId));
  return {
    file: { id: file.id, name: file.name },
    access: accessOf(decision),
    product: productId ? ((await productCards(deps, [productId])).get(productId) ?? null) : null,
    creator: await findCreator(deps, file.creatorId),
    purchaseId: purchase?.id ?? null,
    endedAt: purchase?.endedAt?.toISOString() ?? null,
    endedReason: purchase?.endedReason ?? null,
  };
}

async function findCreator(deps: Pick<Deps, "pool">, creatorId: string) {
  const { rows } = await deps.pool.query<{ handle: string; displayName: string }>({
    name: "creator-of-file",
    text: `select handle, display_name as "displayName" from creators where id = $1`,
    values: [creatorId],
  });
  return rows[0]!;
}

/** The product on sale that gives the file; the newest, should there be several. */
async function findOffer(deps: Pick<Deps, "pool">, fileId: string): Promise<string | null> {
  const { rows } = await deps.pool.query<{ id: string }>({
    name: "offer-of-file",
    text: `select p.id from product_files f join products p on p.id = f.product_id
      where f.file_id = $1 and p.status = 'published' order by p.published_at desc, p.id desc limit 1`,
    values: [fileId],
  });
  return rows[0]?.id ?? null;
}
