// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what stands in the sources is quoted here.
import type { Twin } from "./types.ts";

const WEBHOOKS = "server/src/features/billing/webhooks.test.ts";
const CHECKOUT = "server/src/features/checkout/checkout.test.ts";
const SOLD_POSTS = "server/src/features/posts/sold-posts.test.ts";
const STATES = "server/src/features/checkout/purchase-state.test.ts";

/** Orders, payments, refunds, and what they mail and ask. */
export const moneyTwins: Twin[] = [
  {
    name: "orders: what is offered may change between the look and the order",
    file: "server/src/features/checkout/place-order.ts",
    find: "readOffer(trx, { held: true })",
    replace: "readOffer(deps.db, { held: false })",
    caughtBy: [SOLD_POSTS],
  },
  {
    name: "orders: a kept card pays whatever it costs by now",
    file: "server/src/features/checkout/place-order.ts",
    find: "shown.amount !== price.amount",
    replace: "shown.amount < 0",
    caughtBy: [SOLD_POSTS],
  },
  {
    name: "posts: what was paid for is made a draft",
    file: "server/src/features/posts/update-post.ts",
    find: 'if (orders.paid > 0) throw new AppError("wrong_state", why);',
    replace: 'if (orders.paid > 1_000_000_000) throw new AppError("wrong_state", why);',
    caughtBy: [SOLD_POSTS],
  },
  {
    name: "webhooks of the future count",
    file: "server/src/ports/payments/stripe-payments.ts",
    find: "if (Math.abs(age) > WEBHOOK_TOLERANCE_SECONDS) return null;",
    replace: "if (age > WEBHOOK_TOLERANCE_SECONDS) return null;",
    caughtBy: [WEBHOOKS],
  },
  {
    name: "webhooks of the other mode count",
    file: "server/src/features/billing/receive-webhook.ts",
    find: "if (!event || event.livemode !== deps.payments.livemode) {",
    replace: "if (!event) {",
    caughtBy: [WEBHOOKS],
  },
  {
    name: "a payment of another amount fulfils",
    file: "server/src/features/checkout/settle-session.ts",
    find: "session.price.amount === purchase.price_amount && ",
    replace: "",
    caughtBy: [WEBHOOKS],
  },
  {
    name: "a payment of another currency fulfils",
    file: "server/src/features/checkout/settle-session.ts",
    find: " && session.price.currency === purchase.price_currency;",
    replace: ";",
    caughtBy: [WEBHOOKS],
  },
  {
    name: "another order's session fulfils",
    file: "server/src/features/checkout/settle-session.ts",
    find: "if (!sameSession || !samePrice) {",
    replace: "if (!samePrice) {",
    caughtBy: [WEBHOOKS],
  },
  {
    name: "complete but unpaid fulfils",
    file: "server/src/features/checkout/settle-session.ts",
    find: 'if (session.status === "complete" && session.paid) {',
    replace: 'if (session.status === "complete") {',
    caughtBy: [WEBHOOKS],
  },
  {
    name: "a purchase is changed without being locked",
    file: "server/src/features/checkout/apply-change.ts",
    find: '      .where("id", "=", purchaseId)\n      .forUpdate()\n',
    replace: '      .where("id", "=", purchaseId)\n',
    caughtBy: [WEBHOOKS, CHECKOUT],
  },
  {
    name: "more is given back than was paid",
    file: "server/src/features/checkout/refund-purchase.ts",
    find: "if (amount > left)",
    replace: "if (amount > purchase.price_amount * 2)",
    caughtBy: [CHECKOUT],
  },
  {
    name: "anybody gives money back",
    file: "server/src/features/checkout/require-sold.ts",
    find: 'if (!user.isOperator) await requireMember(deps, user, purchase.creator_id, "editor");',
    replace: "",
    caughtBy: [CHECKOUT],
  },
  {
    name: "a purchase is shown to whoever asks",
    file: "server/src/features/checkout/get-purchase.ts",
    find: "if (!purchase || !(await maySee(deps, user, purchase)))",
    replace: "if (!purchase)",
    caughtBy: [CHECKOUT],
  },
  {
    name: "a lost dispute leaves access open",
    file: "server/src/features/checkout/purchase-state.ts",
    find: 'if (disputes.some(({ status }) => status !== "won")) return "disputed";',
    replace: 'if (disputes.some(({ status }) => status === "open")) return "disputed";',
    caughtBy: [STATES],
  },
  {
    name: "a refund leaves access open",
    file: "server/src/features/checkout/purchase-state.ts",
    find: 'if (refunds.some(({ endsAccess }) => endsAccess ?? everything)) return "refunded";',
    replace: "",
    caughtBy: [STATES],
  },
  {
    name: "a saved card pays any price",
    file: "server/src/features/checkout/settle-saved-card.ts",
    find: "if (samePrice && !paidOtherwise) {",
    replace: "if (!paidOtherwise) {",
    caughtBy: ["server/src/features/checkout/saved-card.test.ts"],
  },
  {
    name: "whoever claims what is free has its receipt mailed to anybody",
    file: "server/src/features/checkout/mails.ts",
    find: "return (await buyerOf(db, purchase)).email_verified;",
    replace: "return true;",
    caughtBy: ["server/src/features/checkout/unasked-mails.test.ts"],
  },
  {
    name: "each ruling back and forth is a mail",
    file: "server/src/features/checkout/mails.ts",
    find: "if (!buyer.email_verified || (await rulingsToday(deps, trx, purchase)) > RULING_MAILS_A_DAY) return;",
    replace: "if (!buyer.email_verified) return;",
    caughtBy: ["server/src/features/checkout/unasked-mails.test.ts"],
  },
  {
    name: "one account spends all questions to the provider",
    file: "server/src/features/checkout/may-ask.ts",
    find: "return (await isWithinRate(deps, ABOUT_ONE, orderId)) && isWithinRate(deps, BY_ONE, user.userId);",
    replace: "return isWithinRate(deps, ABOUT_ONE, `${orderId}:${user.userId}`);",
    caughtBy: ["server/src/features/checkout/may-ask.test.ts"],
  },
];
