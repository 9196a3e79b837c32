import { sandboxAsOf } from "@vaulture/stripe-sandbox";
import type { Deps } from "../deps.ts";
import { getSellableProduct } from "../features/catalog/index.ts";
import { recordPaidPurchase, refundPurchase, settleChange } from "../features/checkout/index.ts";
import { recordServedDownload } from "../features/delivery/index.ts";
import { payInSandbox } from "./as-of.ts";
import type { PastOrder } from "./content/index.ts";
import type { Person } from "./fill-people.ts";
import type { Step } from "./step.ts";

type Content = typeof import("./content/index.ts");
type Everything = { people: Map<string, Person>; productIds: Map<string, string>; content: Content };
type Orders = {
  buy(then: Deps, order: PastOrder): Promise<void>;
  giveBack(then: Deps, order: PastOrder): Promise<void>;
  dispute(then: Deps, order: PastOrder): Promise<void>;
  loseDispute(then: Deps, order: PastOrder): Promise<void>;
  download(then: Deps, order: PastOrder, which: PastOrder["downloads"][number]): Promise<void>;
};

/** What becomes of the orders, each at its time. */
export function orderSteps(orders: PastOrder[], does: Orders): Step[] {
  return orders.flatMap((order) => {
    const { refund, dispute } = order;
    return [
      { daysAgo: order.daysAgo, happen: (then: Deps) => does.buy(then, order) },
      ...order.downloads.map((which) => ({
        daysAgo: which.daysAgo,
        happen: (then: Deps) => does.download(then, order, which),
      })),
      ...(refund ? [{ daysAgo: refund.daysAgo, happen: (then: Deps) => does.giveBack(then, order) }] : []),
      ...(dispute ? [{ daysAgo: dispute.daysAgo, happen: (then: Deps) => does.dispute(then, order) }] : []),
      ...(dispute?.lostDaysAgo
        ? [{ daysAgo: dispute.lostDaysAgo, happen: (then: Deps) => does.loseDispute(then, order) }]
        : []),
    ];
  });
}

/** How orders are filled in: each step once, as the rows show that were there before. */
export async function fillOrders(deps: Deps, { people, productIds, content }: Everything): Promise<Orders> {
  const before = await rowsBefore(deps);
  const purchaseIds = new Map<string, string>();
  const filesOf = new Map<string, string[]>();
  const purchaseIdOf = ({ buyerKey, productKey }: PastOrder) => purchaseIds.get(`${buyerKey} ${productKey}`)!;
  const paymentOf = async (then: Deps, order: PastOrder) =>
    then.db
      .selectFrom("purchases")
      .select(["id", "payment_intent_id", "price_amount"])
      .where("id", "=", purchaseIdOf(order))
      .executeTakeFirstOrThrow();

  return {
    async buy(then, order) {
      const buyer = people.get(order.buyerKey)!;
      const productId = productIds.get(order.productKey)!;
      let id = before.purchases.get(`${buyer.userId} ${productId}`);
      if (!id) {
        const product = await getSellableProduct(then, productId);
        const paymentIntentId = await payInSandbox(then, { buyer, product, price: product.price });
        id = await recordPaidPurchase(then, { buyerId: buyer.userId, product, paymentIntentId });
      }
      purchaseIds.set(`${order.buyerKey} ${order.productKey}`, id);
    },

    async giveBack(then, order) {
      const purchase = await paymentOf(then, order);
      if (before.refunded.has(purchase.id)) return;
      const { creatorKey } = content.demoProducts.find(({ key }) => key === order.productKey)!;
      const { share, reason } = order.refund!;
      await refundPurchase(then, people.get(creatorKey)!, {
        purchaseId: purchase.id,
        ...(share === "half" && { amount: Math.floor(purchase.price_amount / 2) }),
        reason,
      });
    },

    async dispute(then, order) {
      const { payment_intent_id: paymentIntentId } = await paymentOf(then, order);
      const dispute = await sandboxAsOf(then.sandbox!, then.clock.now()).dispute({
        paymentIntentId: paymentIntentId!,
        reason: "product_not_received",
      });
      const { id, amount } = dispute;
      await settleChange(then, { kind: "dispute", dispute: { id, paymentIntentId, amount, status: "open" } });
    },

    async loseDispute(then, order) {
      const { payment_intent_id: paymentIntentId } = await paymentOf(then, order);
      const { id, amount } = await sandboxAsOf(then.sandbox!, then.clock.now()).loseDispute(paymentIntentId!);
      await settleChange(then, { kind: "dispute", dispute: { id, paymentIntentId, amount, status: "lost" } });
    },

    async download(then, order, which) {
      const buyer = people.get(order.buyerKey)!;
      const productId = productIds.get(order.productKey)!;
      if (!filesOf.has(productId)) filesOf.set(productId, await listFileIds(then, productId));
      const fileId = filesOf.get(productId)![which.file];
      const at = then.clock.now();
      if (!fileId || before.downloads.has(`${buyer.userId} ${at.getTime()}`)) return;
      const { userAgent, network } = content.deviceOf(buyer.index, which.device);
      await recordServedDownload(then, buyer, { fileId, address: network, userAgent });
    },
  };
}

/** What an interrupted filling has left, to be left alone. */
async function rowsBefore({ db }: Deps) {
  // One that was left between order and payment is not done yet.
  const purchases = await db
    .selectFrom("purchases")
    .select(["id", "buyer_id", "product_id"])
    .where("completed_at", "is not", null)
    .execute();
  const refunds = await db.selectFrom("refunds").select("purchase_id").execute();
  const downloads = await db.selectFrom("downloads").select(["user_id", "created_at"]).execute();
  return {
    purchases: new Map(purchases.map((row) => [`${row.buyer_id} ${row.product_id}`, row.id])),
    refunded: new Set(refunds.map((row) => row.purchase_id)),
    downloads: new Set(downloads.map((row) => `${row.user_id} ${row.created_at.getTime()}`)),
  };
}

async function listFileIds({ db }: Deps, productId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("product_files")
    .select("file_id")
    .where("product_id", "=", productId)
    .orderBy("position")
    .execute();
  return rows.map((row) => row.file_id);
}
