import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { formatMoney } from "../../lib/money.ts";
import { composeMail, queueMail } from "../mail/index.ts";
import type { PurchaseState } from "./purchase-state.ts";

type Purchase = Selectable<Purchases>;

/** Tells the buyer that the purchase is theirs, once; `again` names a further time it was asked for. */
export async function mailReceipt(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  again?: string,
): Promise<void> {
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
      ["Date", (purchase.completed_at ?? deps.clock.now()).toISOString().slice(0, 10)],
      ["Order", purchase.id],
    ],
    action: { label: "Open your files", url: `${deps.config.BASE_URL}/library/${product.slug}` },
    footer:
      "Download links are made for you alone when you ask for one: open your library and sign in with this address.",
  });
  await queueMail(
    { ...deps, db: trx },
    { ...mail, dedupeKey: `receipt:${purchase.id}${again ? `:${again}` : ""}` },
  );
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

/** Tells the buyer that access was taken away, or given back, by hand; nothing when it was closed before and after. */
export async function mailRuling(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  ruling: { number: number; was: PurchaseState; is: PurchaseState },
): Promise<void> {
  const closed = ruling.is.accessEnded !== null;
  if (closed === (ruling.was.accessEnded !== null)) return;
  const { buyer, product } = await namesOf(trx, purchase);
  const mail = composeMail({
    kind: closed ? "access_revoked" : "access_restored",
    to: buyer.email,
    subject: closed ? `Your access to ${product.title} was ended` : `${product.title} is open to you again`,
    paragraphs: closed
      ? [
          `Hello ${buyer.name}, ${product.display_name} has ended your access to "${product.title}". Its files can no longer be downloaded.`,
          "No money has moved. If you think this is a mistake, write to the seller: their page says how to reach them.",
        ]
      : [`Hello ${buyer.name}, ${product.display_name} has opened "${product.title}" to you again.`],
    facts: [["Order", purchase.id]],
    action: closed
      ? { label: "See the seller's page", url: `${deps.config.BASE_URL}/@${product.handle}` }
      : { label: "Open your files", url: `${deps.config.BASE_URL}/library/${product.slug}` },
    footer: "You get this mail because it concerns something you bought.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: `ruling:${purchase.id}:${ruling.number}` });
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
    .select(["p.title", "p.slug", "c.display_name", "c.handle"])
    .where("p.id", "=", purchase.product_id)
    .executeTakeFirstOrThrow();
  return { buyer, product };
}
