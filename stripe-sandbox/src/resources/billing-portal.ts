import type Stripe from "stripe";
import { create } from "../events/change.ts";
import { newId } from "../store/ids.ts";
import { getObject } from "../store/objects.ts";
import { type Endpoint, post } from "../wire/endpoint.ts";
import { required, shapeFor, text, webAddress } from "../wire/parameters.ts";

const shape = shapeFor<Stripe.BillingPortal.SessionCreateParams>()({
  customer: required(text()),
  locale: text(),
  return_url: webAddress(),
});

/** https://docs.stripe.com/api/customer_portal/sessions: the id in the address is what lets its holder in, for an hour. */
export const billingPortal: Endpoint[] = [
  post("/v1/billing_portal/sessions", shape, async (call, { customer, locale, return_url }) => {
    await getObject(call.db, "customer", customer, "customer");
    const id = newId("bps", 32);
    const session: Stripe.BillingPortal.Session & { object: "billing_portal.session" } = {
      id,
      object: "billing_portal.session",
      configuration: "bpc_1Sandbox000000000",
      created: call.now,
      customer,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: (locale ?? null) as Stripe.BillingPortal.Session.Locale | null,
      on_behalf_of: null,
      return_url: return_url ?? null,
      url: `${call.sandbox.baseUrl()}${call.sandbox.hostedPath}/portal/${id}`,
    };
    return create<"billing_portal.session">(call, session, { events: ["billing_portal.session.created"] });
  }),
];
