import { avatarUrl } from "../creators/index.ts";
import { type CoverRow, toCover } from "./cover.ts";
import type { Product, ProductCard, ProductStatus } from "./schemas.ts";
import { summarize } from "./summarize.ts";
import type { ProductViewer } from "./viewer-of.ts";

/** SQL text of everything a card shows of `p`, a row of products, with {@link CARD_JOINS}. Arrays and objects come as JSON. */
export const CARD_COLUMNS = `
  p.id, p.slug, p.title, left(p.description, 600) as excerpt, p.price_amount, p.price_currency, p.tags, p.status,
  p.published_at,
  json_build_object('id', c.id, 'handle', c.handle, 'displayName', c.display_name, 'avatarKey', c.avatar_key,
    'adult', c.is_adult) as creator,
  case when g.id is not null then json_build_object('id', g.id, 'slug', g.slug, 'name', g.name) end as category,
  (select count(*) from product_files f where f.product_id = p.id) as file_count,
  (select json_build_object('id', k.id, 'alt', k.alt, 'width', k.width, 'height', k.height, 'key', k.image_key)
    from product_covers k where k.product_id = p.id order by k.position, k.id limit 1) as cover`;

export const CARD_JOINS = `
  join creators c on c.id = p.creator_id
  left join categories g on g.id = p.category_id`;

/** What a product's page shows beyond its card. */
export const DETAIL_COLUMNS = `${CARD_COLUMNS},
  p.description, p.sales_count, p.created_at, p.updated_at, p.removed_at, p.removed_reason, p.removed_ends_access,
  c.suspended_at is not null as suspended, c.refund_days,
  p.country_rule, p.countries, p.download_limit, p.device_limit, c.device_limit as creator_device_limit,
  (select coalesce(json_agg(json_build_object('id', k.id, 'alt', k.alt, 'width', k.width, 'height', k.height,
      'key', k.image_key) order by k.position, k.id), '[]')
    from product_covers k where k.product_id = p.id) as covers,
  (select coalesce(json_agg(json_strip_nulls(json_build_object('id', d.id, 'name', d.name, 'sizeBytes', d.size_bytes,
      'contentType', d.content_type, 'status', nullif(case d.status when 'processing' then 'checking' else d.status end, 'ready')))
      order by f.position), '[]')
    from product_files f join files d on d.id = f.file_id where f.product_id = p.id) as files`;

export type CardRow = {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  price_amount: number;
  price_currency: string;
  tags: string[];
  status: ProductStatus;
  published_at: Date | null;
  creator: { id: string; handle: string; displayName: string; avatarKey: string | null; adult: boolean };
  category: { id: string; slug: string; name: string } | null;
  file_count: number;
  cover: CoverRow | null;
};

export type DetailRow = CardRow & {
  description: string;
  sales_count: number;
  created_at: Date;
  updated_at: Date;
  suspended: boolean;
  removed_at: Date | null;
  removed_reason: string | null;
  removed_ends_access: boolean | null;
  refund_days: number | null;
  country_rule: "allow" | "block" | null;
  countries: string[];
  download_limit: number | null;
  device_limit: number | null;
  creator_device_limit: number | null;
  covers: CoverRow[];
  files: {
    id: string;
    name: string;
    sizeBytes: number;
    contentType: string;
    status?: "uploading" | "checking" | "failed";
  }[];
};

export function toProductCard(row: CardRow): ProductCard {
  const { avatarKey, ...creator } = row.creator;
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: summarize(row.excerpt),
    price: { amount: row.price_amount, currency: row.price_currency },
    cover: row.cover && toCover(row.cover),
    creator: { ...creator, avatarUrl: avatarUrl(avatarKey) },
    category: row.category,
    tags: row.tags,
    fileCount: row.file_count,
    publishedAt: row.published_at?.toISOString() ?? null,
    status: row.status,
  };
}

export function toProduct(row: DetailRow, viewer: ProductViewer): Product {
  return {
    ...toProductCard(row),
    description: row.description,
    covers: row.covers.map(toCover),
    files: row.files,
    refundDays: row.refund_days,
    limits: limitsOf(row),
    ...(viewer.isMember && {
      salesCount: row.sales_count,
      suspended: row.suspended,
      removal: removalOf(row),
    }),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    viewer,
  };
}

function limitsOf(row: DetailRow): Product["limits"] {
  const own = row.device_limit !== null;
  return {
    countries: row.country_rule && { rule: row.country_rule, codes: row.countries },
    downloads: row.download_limit,
    devices: row.device_limit ?? row.creator_device_limit,
    devicesOf: own ? "product" : row.creator_device_limit !== null ? "creator" : null,
  };
}

function removalOf(row: Pick<DetailRow, "removed_at" | "removed_reason" | "removed_ends_access">) {
  return row.removed_at
    ? {
        at: row.removed_at.toISOString(),
        reason: row.removed_reason!,
        endsAccess: row.removed_ends_access!,
      }
    : null;
}
