export { closeOpenOrders } from "./close-open-orders.ts";
export { findOwnPurchase } from "./find-own-purchase.ts";
export { getPurchase } from "./get-purchase.ts";
export { reconcilePurchases } from "./reconcile-purchases.ts";
export { recordPaidPurchase } from "./record-paid-purchase.ts";
export { refundPurchase } from "./refund-purchase.ts";
export { checkoutRoutes } from "./routes.ts";
export { purchase, refundStatus } from "./schemas.ts";
export { settleChange } from "./settle-change.ts";
