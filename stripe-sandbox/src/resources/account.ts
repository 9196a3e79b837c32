import type Stripe from "stripe";
import { type Endpoint, get } from "../wire/endpoint.ts";

/** https://docs.stripe.com/api/accounts/retrieve: the one account everything here belongs to. */
export const account: Endpoint[] = [
  get("/v1/account", {}, async () => sandboxAccount()),
  get("/v1/accounts/:id", {}, async () => sandboxAccount()),
];

function sandboxAccount(): Partial<Stripe.Account> & { id: string } {
  return {
    id: "acct_1Sandbox000000000",
    object: "account",
    business_profile: null,
    business_type: null,
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: "sandbox@example.com",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  };
}
