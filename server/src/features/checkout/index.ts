export { askProvider } from "./ask-provider.ts";
export { closeOpenOrders } from "./close-open-orders.ts";
export {
  changeCustomerEmail,
  customerOf,
  deleteCustomer,
  findCustomer,
  forgetCustomer,
  forgetLeftCustomers,
} from "./customer-of.ts";
export { findOwnPurchase } from "./find-own-purchase.ts";
export { getPurchase } from "./get-purchase.ts";
export { type ItemRow, item, toItem } from "./items.ts";
export { mailKeyOf } from "./mails.ts";
export { mayAsk } from "./may-ask.ts";
export { type Offer, placeOrder } from "./place-order.ts";
export { reconcilePurchases } from "./reconcile-purchases.ts";
export { recordMembershipPayment } from "./record-membership-payment.ts";
export { recordMismatch } from "./record-mismatch.ts";
export { recordPaidPurchase } from "./record-paid-purchase.ts";
export { refundPurchase } from "./refund-purchase.ts";
export { refuseRevoked } from "./refuse-revoked.ts";
export { removeUnpaidOrders } from "./remove-unpaid-orders.ts";
export { requireSold } from "./require-sold.ts";
export { checkoutRoutes } from "./routes.ts";
export { purchase, refundStatus } from "./schemas.ts";
export { settleChange } from "./settle-change.ts";
