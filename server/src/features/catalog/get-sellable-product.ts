import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import type { CountryRule } from "../../lib/countries.ts";
import { isId } from "../../lib/ids.ts";

export type SellableProduct = {
  id: string;
  slug: string;
  title: string;
  price: { amount: number; currency: string };
  creatorId: string;
  creatorHandle: string;
  creatorName: string;
  /** The creator's promise of this moment; null: decided case by case. */
  refundDays: number | null;
  countries: CountryRule;
};

/**
 * A product that can be bought now, with its price of this moment. Refuses everything else with `not_found`, to members too.
 * `held`: it stays so until the transaction ends; whoever changes it, or its creator, waits.
 */
export async function getSellableProduct(
  deps: Pick<Deps, "db">,
  idOrSlug: string,
  { held = false } = {},
): Promise<SellableProduct> {
  if (!/^[a-z0-9-]{1,100}$/.test(idOrSlug)) throw new AppError("not_found");
  const row = await deps.db
    .selectFrom("products as p")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .select(["p.id", "p.slug", "p.title", "p.price_amount", "p.price_currency", "p.creator_id"])
    .select(["c.handle", "c.display_name", "c.refund_days", "p.country_rule", "p.countries"])
    .where(isId(idOrSlug) ? "p.id" : "p.slug", "=", idOrSlug)
    .where("p.status", "=", "published")
    .where("c.suspended_at", "is", null)
    .$if(held, (q) => q.forShare(["p", "c"]))
    .executeTakeFirst();
  if (!row) throw new AppError("not_found");
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    price: { amount: row.price_amount, currency: row.price_currency },
    creatorId: row.creator_id,
    creatorHandle: row.handle,
    creatorName: row.display_name,
    refundDays: row.refund_days,
    countries: row.country_rule && {
      rule: row.country_rule as "allow" | "block",
      codes: row.countries,
    },
  };
}
