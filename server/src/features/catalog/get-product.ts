import type { Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { isId } from "../../lib/ids.ts";
import { CARD_JOINS, DETAIL_COLUMNS, type DetailRow, toProduct } from "./product-rows.ts";
import type { Product } from "./schemas.ts";
import { viewerOf } from "./viewer-of.ts";

const select = `select ${DETAIL_COLUMNS} from products p ${CARD_JOINS}`;
const statements = {
  id: { name: "product-by-id", text: `${select} where p.id = $1` },
  slug: { name: "product-by-slug", text: `${select} where p.slug = $1` },
};

/**
 * A product with its page's content, by id or slug, as this viewer may see it. Everybody sees published products of creators who
 * are not suspended; members see all of theirs, and whoever owns one keeps seeing it after it is taken off sale. Otherwise the
 * same `not_found` as for what does not exist.
 */
export async function getProduct(
  deps: Pick<Deps, "pool">,
  viewer: Viewer,
  idOrSlug: string,
): Promise<Product> {
  const found = await findProduct(deps, viewer, idOrSlug);
  if (!found?.visible) throw new AppError("not_found");
  return found.product;
}

/** The same without the refusal, for features with rules of their own (a library keeps what was refunded); null when there is none. */
export async function findProduct(
  deps: Pick<Deps, "pool">,
  viewer: Viewer,
  idOrSlug: string,
): Promise<{ product: Product; visible: boolean; suspended: boolean } | null> {
  const row = await findRow(deps, idOrSlug);
  if (!row) return null;
  const itsViewer = (await viewerOf(deps, viewer, [row.id])).get(row.id)!;
  const onSale = row.status === "published" && !row.suspended;
  const visible = itsViewer.isMember || onSale || (itsViewer.owned && !row.suspended);
  return { product: toProduct(row, itsViewer), visible, suspended: row.suspended };
}

async function findRow(deps: Pick<Deps, "pool">, idOrSlug: string): Promise<DetailRow | null> {
  if (!/^[a-z0-9-]{1,100}$/.test(idOrSlug)) return null;
  const statement = isId(idOrSlug) ? statements.id : statements.slug;
  const { rows } = await deps.pool.query<DetailRow>({ ...statement, values: [idOrSlug] });
  return rows[0] ?? null;
}
