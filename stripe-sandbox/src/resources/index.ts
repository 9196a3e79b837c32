import type { Endpoint } from "../wire/endpoint.ts";
import { account } from "./account.ts";
import { balanceTransactions } from "./balance-transactions.ts";
import { billingPortal } from "./billing-portal.ts";
import { charges } from "./charges.ts";
import { checkoutSessions } from "./checkout-sessions.ts";
import { customers } from "./customers.ts";
import { disputes } from "./disputes.ts";
import { events } from "./events.ts";
import { invoiceItems, invoicePayments, invoices } from "./invoices.ts";
import { paymentIntents } from "./payment-intents.ts";
import { paymentMethods } from "./payment-methods.ts";
import { portalConfigurations } from "./portal-configurations.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { refunds } from "./refunds.ts";
import { setupIntents } from "./setup-intents.ts";
import { subscriptionSchedules } from "./subscription-schedules.ts";
import { subscriptionItems, subscriptions } from "./subscriptions.ts";
import { testClocks } from "./test-clocks.ts";
import { testHelpers } from "./test-helpers.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

/** The whole API. */
export const endpoints: Endpoint[] = [
  ...account,
  ...balanceTransactions,
  ...billingPortal,
  ...charges,
  ...checkoutSessions,
  ...customers,
  ...disputes,
  ...events,
  ...invoiceItems,
  ...invoicePayments,
  ...invoices,
  ...paymentIntents,
  ...paymentMethods,
  ...portalConfigurations,
  ...prices,
  ...products,
  ...refunds,
  ...setupIntents,
  ...subscriptionItems,
  ...subscriptionSchedules,
  ...subscriptions,
  ...testClocks,
  ...testHelpers,
  ...webhookEndpoints,
];
