import type { Endpoint } from "../wire/endpoint.ts";
import { account } from "./account.ts";
import { balanceTransactions } from "./balance-transactions.ts";
import { charges } from "./charges.ts";
import { checkoutSessions } from "./checkout-sessions.ts";
import { customers } from "./customers.ts";
import { disputes } from "./disputes.ts";
import { events } from "./events.ts";
import { paymentIntents } from "./payment-intents.ts";
import { paymentMethods } from "./payment-methods.ts";
import { prices } from "./prices.ts";
import { products } from "./products.ts";
import { refunds } from "./refunds.ts";
import { testHelpers } from "./test-helpers.ts";
import { webhookEndpoints } from "./webhook-endpoints.ts";

/** The whole API. */
export const endpoints: Endpoint[] = [
  ...account,
  ...balanceTransactions,
  ...charges,
  ...checkoutSessions,
  ...customers,
  ...disputes,
  ...events,
  ...paymentIntents,
  ...paymentMethods,
  ...prices,
  ...products,
  ...refunds,
  ...testHelpers,
  ...webhookEndpoints,
];
