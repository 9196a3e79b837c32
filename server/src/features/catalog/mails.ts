import type { Deps } from "../../deps.ts";
import { findOwners, type Owner } from "../creators/index.ts";
import { type ComposedMail, composeMail, queueMail } from "../mail/index.ts";

type Parts = Pick<Deps, "db" | "clock" | "jobs" | "config">;
type Product = { id: string; title: string; creator_id: string };

/** Tells the owners why their product was taken down and what it means for those who bought it. */
export async function mailTakeDown(
  deps: Parts,
  product: Product,
  { reason, endsAccess }: { reason: string; endsAccess: boolean },
): Promise<void> {
  await mailOwners(deps, product, ({ id, email, handle }) =>
    composeMail({
      kind: "product_removed",
      to: email,
      userId: id,
      subject: `"${product.title}" was taken down`,
      paragraphs: [
        `"${product.title}" is no longer for sale, and only we can put it back.`,
        `The reason: ${reason}`,
        endsAccess
          ? "Those who bought it can no longer download it."
          : "Those who bought it keep it and can go on downloading it.",
      ],
      action: { label: "See the product", url: urlOf(deps, handle, product) },
      footer: "Mend what the reason names, then write to us: we look at it again.",
    }),
  );
}

/** Tells the owners that their product is back. */
export async function mailRestoration(deps: Parts, product: Product): Promise<void> {
  await mailOwners(deps, product, ({ id, email, handle }) =>
    composeMail({
      kind: "product_restored",
      to: email,
      userId: id,
      subject: `"${product.title}" is back`,
      paragraphs: [`"${product.title}" is what it was before it was taken down, for you and for its buyers.`],
      action: { label: "See the product", url: urlOf(deps, handle, product) },
      footer: "There is nothing you need to do.",
    }),
  );
}

async function mailOwners(
  deps: Parts,
  product: Product,
  compose: (owner: Owner) => ComposedMail,
): Promise<void> {
  for (const owner of await findOwners(deps.db, product.creator_id)) await queueMail(deps, compose(owner));
}

function urlOf(deps: Parts, handle: string, product: Product): string {
  return `${deps.config.BASE_URL}/studio/${handle}/products/${product.id}`;
}
