import { createHash } from "node:crypto";
import type { Database } from "../../db/client.ts";

export type Layout = { title: string; productIds: string[] }[];

/** The sections of a storefront as its creator arranged them, with products that are not on sale too. */
export async function findLayout(db: Database, creatorId: string): Promise<Layout> {
  const rows = await db
    .selectFrom("storefront_sections as s")
    .leftJoin("section_products as l", "l.section_id", "s.id")
    .select(["s.id", "s.title", "l.product_id"])
    .where("s.creator_id", "=", creatorId)
    .orderBy("s.position")
    .orderBy("l.position")
    .execute();
  const sections = new Map<string, Layout[number]>();
  for (const { id, title, product_id } of rows) {
    const section = sections.get(id) ?? { title, productIds: [] };
    if (product_id) section.productIds.push(product_id);
    sections.set(id, section);
  }
  return [...sections.values()];
}

/** Names an arrangement: whoever changes it says which one they saw. Equal arrangements have equal names. */
export function versionOf(layout: Layout): string {
  return createHash("sha256").update(JSON.stringify(layout)).digest("base64url").slice(0, 16);
}
