import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { getCreatorForMember } from "../creators/index.ts";
import type { Arrangement, NewArrangement } from "./schemas.ts";
import { findLayout, type Layout, versionOf } from "./storefront-sections.ts";

/** How a storefront is arranged, for its editors and owners. */
export async function getArrangement(
  deps: Pick<Deps, "db">,
  user: User,
  handle: string,
): Promise<Arrangement> {
  const { id } = await getCreatorForMember(deps, user, handle, "editor");
  return toArrangement(await findLayout(deps.db, id));
}

/**
 * Puts these sections, in this order, in the place of those a storefront has; for editors and owners. Refuses `changed_elsewhere`
 * unless `seen` is the version that is there, a product named twice, and with one message those that do not exist or are another's.
 */
export async function arrangeStorefront(
  deps: Deps,
  user: User,
  handle: string,
  { seen, sections }: NewArrangement,
): Promise<Arrangement> {
  const { id: creatorId } = await getCreatorForMember(deps, user, handle, "editor");
  await deps.db.transaction().execute(async (trx) => {
    // Of two arrangements at the same time, the second sees what the first left.
    await trx.selectFrom("creators").select("id").where("id", "=", creatorId).forNoKeyUpdate().execute();
    const before = await findLayout(trx, creatorId);
    // Saying the same again, as after an answer that was lost, is no conflict.
    if (versionOf(before) === versionOf(sections)) return;
    if (versionOf(before) !== seen) throw new AppError("changed_elsewhere");
    await checkProducts(trx, creatorId, sections);
    await writeLayout(trx, creatorId, sections);
    await recordEvent(trx, deps.clock, {
      type: "creator.storefront_arranged",
      actorId: user.userId,
      creatorId,
      subject: { type: "creator", id: creatorId },
      data: { sections: sections.map(({ title, productIds }) => ({ title, products: productIds.length })) },
    });
  });
  return toArrangement(await findLayout(deps.db, creatorId));
}

async function checkProducts(trx: Database, creatorId: string, sections: Layout): Promise<void> {
  const ids = sections.flatMap(({ productIds }) => productIds);
  if (ids.length === 0) return;
  if (new Set(ids).size !== ids.length)
    throw invalidField("sections", "A product can be in one section only.");
  const found = await trx
    .selectFrom("products")
    .select("id")
    .where("id", "in", ids)
    .where("creator_id", "=", creatorId)
    .forKeyShare()
    .execute();
  if (found.length !== ids.length)
    throw invalidField("sections", "A product does not exist or is not yours.");
}

async function writeLayout(trx: Database, creatorId: string, sections: Layout): Promise<void> {
  await trx.deleteFrom("storefront_sections").where("creator_id", "=", creatorId).execute();
  if (sections.length === 0) return;
  const rows = sections.map(({ title }, position) => ({
    id: newId(),
    creator_id: creatorId,
    title,
    position,
  }));
  await trx.insertInto("storefront_sections").values(rows).execute();
  const listed = sections.flatMap(({ productIds }, index) =>
    productIds.map((product_id, position) => ({ product_id, section_id: rows[index]!.id, position })),
  );
  if (listed.length > 0) await trx.insertInto("section_products").values(listed).execute();
}

function toArrangement(sections: Layout): Arrangement {
  return { version: versionOf(sections), sections };
}
