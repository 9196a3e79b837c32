import { type Endpoint, listing, retrieving } from "../wire/endpoint.ts";
import { currency, moments, text } from "../wire/parameters.ts";

/** https://docs.stripe.com/api/balance_transactions */
export const balanceTransactions: Endpoint[] = [
  retrieving("balance_transaction", "/v1/balance_transactions/:id"),
  listing("balance_transaction", "/v1/balance_transactions", {
    created: moments(),
    currency: currency(),
    source: text(),
    type: text(),
  }),
];
