import type { Selectable } from "kysely";
import type { Database } from "../../db/client.ts";
import type { Purchases } from "../../db/tables.ts";
import type { Deps } from "../../deps.ts";
import { addSeconds } from "../../lib/clock.ts";
import { formatMoney } from "../../lib/money.ts";
import { composeMail, queueMail } from "../mail/index.ts";
import { toItem } from "./items.ts";
import type { PurchaseState } from "./purchase-state.ts";

type Purchase = Selectable<Purchases>;

/** What each mail about an order is sent once by, and found again. */
export const mailKeyOf = {
  receipt: (purchaseId: string) => `receipt:${purchaseId}`,
  refund: (refundId: string) => `refund:${refundId}`,
  ruling: (purchaseId: string, number: number) => `ruling:${purchaseId}:${number}`,
};

/** Its words are the seller's, and whoever rules back and forth would have us write each time. */
const RULING_MAILS_A_DAY = 4;

/**
 * Whether a receipt goes out: to an address that nobody has proved only for money. Anybody may sign up with somebody else's and claim
 * what is free, under a title of their own making.
 */
export async function mailsReceipt(db: Database, purchase: Purchase): Promise<boolean> {
  if (purchase.price_amount > 0) return true;
  return (await buyerOf(db, purchase)).email_verified;
}

/** Tells the buyer that the purchase is theirs, once; `again` names a further time it was asked for. */
export async function mailReceipt(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  again?: string,
): Promise<void> {
  if (!(await mailsReceipt(trx, purchase))) return;
  const { buyer, item } = await namesOf(trx, purchase);
  const paid = amountOf(purchase.price_amount, purchase);
  const mail = composeMail({
    kind: "receipt",
    to: buyer.email,
    userId: purchase.buyer_id,
    subject: `Your receipt for ${item.title}`,
    preview: item.ready,
    paragraphs: [`Thank you, ${buyer.name}. ${item.where}`],
    items: [{ title: item.title, note: `by ${item.display_name}`, amount: paid }],
    totals: [["Total paid", paid]],
    facts: [
      ["Order", purchase.id],
      ["Date", dateOf(purchase.completed_at ?? deps.clock.now())],
    ],
    action: { label: item.open, url: `${deps.config.BASE_URL}${item.contentPath}` },
    after: [
      "Links are made for you alone: sign in with this address to open it.",
      ...refundPromise(purchase),
    ],
    footer: "You get this mail because you bought this. Keep it as your receipt.",
  });
  await queueMail(
    { ...deps, db: trx },
    { ...mail, dedupeKey: `${mailKeyOf.receipt(purchase.id)}${again ? `:${again}` : ""}` },
  );
}

/** Tells the buyer that money is on its way back, once for each refund. */
export async function mailRefund(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  refund: { id: string; amount: number; accessEnded: boolean },
): Promise<void> {
  const { buyer, item } = await namesOf(trx, purchase);
  const amount = amountOf(refund.amount, purchase);
  const part = refund.amount < purchase.price_amount ? "a part of what you paid" : "all that you paid";
  const mail = composeMail({
    kind: "refund",
    to: buyer.email,
    userId: purchase.buyer_id,
    subject: `Refund for ${item.title}`,
    preview: `${amount} is on its way back to you.`,
    paragraphs: [
      `Hello ${buyer.name},`,
      `${amount} is on its way back to you, ${part}, by the way you paid it.`,
      refund.accessEnded ? "Your access to it has ended." : "You keep access to it.",
    ],
    items: [
      {
        title: item.title,
        note: `by ${item.display_name}`,
        amount: amountOf(purchase.price_amount, purchase),
      },
    ],
    totals: [["Refunded now", amount]],
    facts: [
      ["Order", purchase.id],
      ["Date", dateOf(deps.clock.now())],
    ],
    footer: "Banks take five to ten days to show a refund.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: mailKeyOf.refund(refund.id) });
}

/**
 * Tells the buyer that access was taken away, or given back, by hand; nothing when it was closed before and after. An address that nobody
 * has proved hears nothing, and the others only of the first rulings of a day: their page says how it stands.
 */
export async function mailRuling(
  deps: Deps,
  trx: Database,
  purchase: Purchase,
  ruling: { number: number; was: PurchaseState; is: PurchaseState },
): Promise<void> {
  const closed = ruling.is.accessEnded !== null;
  if (closed === (ruling.was.accessEnded !== null)) return;
  const { buyer, item } = await namesOf(trx, purchase);
  if (!buyer.email_verified || (await rulingsToday(deps, trx, purchase)) > RULING_MAILS_A_DAY) return;
  const mail = composeMail({
    kind: closed ? "access_revoked" : "access_restored",
    to: buyer.email,
    userId: purchase.buyer_id,
    preview: closed ? "It can no longer be opened." : item.where,
    subject: closed ? `Your access to ${item.title} was ended` : `${item.title} is open to you again`,
    paragraphs: closed
      ? [
          `Hello ${buyer.name},`,
          `${item.display_name} has ended your access to "${item.title}". It can no longer be opened.`,
          "No money has moved. If you think this is a mistake, write to the seller: their page says how to reach them.",
        ]
      : [`Hello ${buyer.name},`, `${item.display_name} has opened "${item.title}" to you again.`],
    facts: [["Order", purchase.id]],
    action: closed
      ? { label: "See the seller's page", url: `${deps.config.BASE_URL}/@${item.handle}` }
      : { label: item.open, url: `${deps.config.BASE_URL}${item.contentPath}` },
    footer: "You get this mail because it concerns something you bought.",
  });
  await queueMail({ ...deps, db: trx }, { ...mail, dedupeKey: mailKeyOf.ruling(purchase.id, ruling.number) });
}

/** What was promised when it was ordered; nothing where it is decided case by case. */
function refundPromise({ refund_days: days, price_amount: price }: Purchase): string[] {
  if (price === 0 || days === null) return [];
  if (days === 0) return ["The seller gives no refunds, but for what the law says."];
  return [`The seller gives your money back within ${days} ${days === 1 ? "day" : "days"} of buying.`];
}

function amountOf(amount: number, purchase: Purchase): string {
  return amount === 0 ? "Free" : formatMoney({ amount, currency: purchase.price_currency }, "en-US");
}

function dateOf(at: Date): string {
  return at.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

/** What was bought, in words: files are downloaded, posts are read. */
const CONTENT = {
  product: {
    ready: "Your files are ready.",
    where: "Your files are in your library, ready to download.",
    open: "Open your files",
  },
  post: { ready: "The post is open to you.", where: "The post is open to you.", open: "Open the post" },
  tier: {
    ready: "Your membership is paid.",
    where: "Your membership is paid.",
    open: "See your memberships",
  },
};

async function rulingsToday({ clock }: Deps, trx: Database, purchase: Purchase): Promise<number> {
  const { rulings } = await trx
    .selectFrom("access_rulings")
    .select((eb) => eb.fn.countAll<number>().as("rulings"))
    .where("purchase_id", "=", purchase.id)
    .where("created_at", ">", addSeconds(clock.now(), -86_400))
    .executeTakeFirstOrThrow();
  return rulings;
}

async function buyerOf(db: Database, purchase: Purchase) {
  return db
    .selectFrom("users")
    .select(["email", "name", "email_verified"])
    .where("id", "=", purchase.buyer_id)
    .executeTakeFirstOrThrow();
}

async function namesOf(trx: Database, purchase: Purchase) {
  const buyer = await buyerOf(trx, purchase);
  const row = await trx
    .selectFrom("items as i")
    .innerJoin("creators as c", "c.id", "i.creator_id")
    .select(["i.kind as item_kind", "i.title", "i.slug", "c.display_name", "c.handle"])
    .where("i.id", "=", purchase.item_id)
    .executeTakeFirstOrThrow();
  const { kind, title, path } = toItem({ ...row, item_id: purchase.item_id });
  const contentPath = kind === "product" ? `/library/${row.slug}` : path;
  const { display_name, handle } = row;
  return { buyer, item: { title, display_name, handle, contentPath, ...CONTENT[kind] } };
}
