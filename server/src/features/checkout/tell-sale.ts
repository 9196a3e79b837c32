import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { formatMoney } from "../../lib/money.ts";
import { findOwners } from "../creators/index.ts";
import { composeMail } from "../mail/index.ts";
import { notify } from "../notifications/index.ts";

/**
 * Tells a creator's owners that a product or post was bought. What is free is told in the page alone, and an owner hears by mail of the
 * first sale of each hour: who sells every minute reads the list. A membership's payments are told of otherwise.
 */
export async function tellSale(deps: Deps, trx: Database, purchase: Selectable<Purchases>): Promise<void> {
  if (purchase.tier_id) return;
  const { id, creator_id: creatorId, price_amount: amount, price_currency: currency } = purchase;
  const { creator, title } = await readWords(trx, purchase);
  const price = formatMoney({ amount, currency }, "en-US");
  const sold = title ? `“${title}”` : "a post";
  const hour = deps.clock.now().toISOString().slice(0, 13);
  for (const owner of await findOwners(trx, creatorId)) {
    const mail = ({ unsubscribeUrl }: { unsubscribeUrl: string }) =>
      composeMail({
        kind: "sale",
        to: owner.email,
        userId: owner.id,
        subject: title ? `You sold ${title}` : "You sold a post",
        preview: `${price} for ${creator}.`,
        paragraphs: [
          `Hello ${owner.name},`,
          `Somebody has bought ${sold} of ${creator} for ${price}.`,
          "This is the first sale of the hour. What else is sold in it comes without a mail: all your sales are in your studio.",
        ],
        action: { label: "See your sales", url: `${deps.config.BASE_URL}/studio/${owner.handle}/sales` },
        footer: `You get this mail because ${creator} is yours.`,
        unsubscribeUrl,
      });
    const notice = {
      userId: owner.id,
      kind: "sale",
      occasion: id,
      mailOccasion: `${creatorId}:${hour}`,
      waits: true,
      creatorId,
      purchaseId: id,
    } as const;
    await notify(deps, trx, notice, amount > 0 ? mail : undefined);
  }
}

/** A post without a title has no words that are not paid for. */
async function readWords(trx: Database, { item_id: itemId, creator_id: creatorId }: Selectable<Purchases>) {
  const row = await trx
    .selectFrom("creators as c")
    .leftJoin("products as r", (join) => join.on("r.id", "=", itemId))
    .leftJoin("posts as o", (join) => join.on("o.id", "=", itemId))
    .select((eb) => ["c.display_name", eb.fn.coalesce("r.title", "o.title").as("title")])
    .where("c.id", "=", creatorId)
    .executeTakeFirstOrThrow();
  return { creator: row.display_name, title: row.title?.trim() ?? "" };
}
