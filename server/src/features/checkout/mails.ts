import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { formatMoney } from "../../lib/money.ts";
import { composeMail, queueMail } from "../mail/index.ts";

type Purchase = Selectable<Purchases>;

/** Tells the buyer that the purchase is theirs, once. */
export async function mailReceipt(deps: Deps, trx: Database, purchase: Purchase): Promise<void> {
  const { buyer, product } = await namesOf(trx, purchase);
  const price = { amount: purchase.price_amount, currency: purchase.price_currency };
  const mail = composeMail({
    kind: "receipt",
    to: buyer.email,
    subject: `Your receipt for ${product.title}`,
    paragraphs: [
      `Thank you, ${buyer.name}. "${product.title}" by ${product.display_name} is in your library.`,
    ],
    facts: [
      ["Product", product.title],
      ["Paid", price.amount === 0 ? "Free" : formatMoney(price, "en-US")],
      ["Date", deps.clock.now().toISOString().slice(0, 10)],
      ["Order", purchase.id],
    ],
    action: { label: "Open your files", url: `${deps.config.BASE_URL}/library/${product.slug}` },
    footer:
      "Download links are made for you alone when you ask for one: open your library and sign in with this address.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: `receipt:${purchase.id}` });
}

/** Tells the buyer that money is on its way back, once for each refund. */
export async function mailRefund(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  refund: { id: string; amount: number; accessEnded: boolean },
): Promise<void> {
  const { buyer, product } = await namesOf(trx, purchase);
  const amount = formatMoney({ amount: refund.amount, currency: purchase.price_currency }, "en-US");
  const access = refund.accessEnded ? "The files are no longer in your library." : "You keep the files.";
  const mail = composeMail({
    kind: "refund",
    to: buyer.email,
    subject: `Refund for ${product.title}`,
    paragraphs: [
      `Hello ${buyer.name}, ${amount} for "${product.title}" is on its way back to you. ${access}`,
    ],
    facts: [["Order", purchase.id]],
    footer: "Banks take five to ten days to show a refund.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: `refund:${refund.id}` });
}

async function namesOf(trx: Database, purchase: Purchase) {
  const buyer = await trx
    .selectFrom("users")
    .select(["email", "name"])
    .where("id", "=", purchase.buyer_id)
    .executeTakeFirstOrThrow();
  const product = await trx
    .selectFrom("products as p")
    .innerJoin("creators as c", "c.id", "p.creator_id")
    .select(["p.title", "p.slug", "c.display_name"])
    .where("p.id", "=", purchase.product_id)
    .executeTakeFirstOrThrow();
  return { buyer, product };
}
