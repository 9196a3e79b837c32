import type Stripe from "stripe";
import { create } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { findWhere, getObject } from "../store/objects.ts";
import { type Endpoint, post } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import { required, shapeFor, text, webAddress } from "../wire/parameters.ts";

const shape = shapeFor<Stripe.BillingPortal.SessionCreateParams>()({
  configuration: text(),
  customer: required(text()),
  locale: text(),
  return_url: webAddress(),
});

/** https://docs.stripe.com/api/customer_portal/sessions: the id in the address is what lets its holder in, for an hour. */
export const billingPortal: Endpoint[] = [
  post("/v1/billing_portal/sessions", shape, async (call, input) => {
    const { customer, locale, return_url } = input;
    await getObject(call.db, "customer", customer, "customer");
    const configuration = await configurationOf(call, input.configuration);
    const id = newId("bps", 32);
    const session: Stripe.BillingPortal.Session & { object: "billing_portal.session" } = {
      id,
      object: "billing_portal.session",
      configuration: configuration.id,
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

/** The one that was asked for, or the default one, which is there from the start. */
async function configurationOf({ db }: Call, id: string | undefined) {
  const name = "billing_portal.configuration";
  if (id === undefined) return (await findWhere(db, name, { is_default: true }))!;
  const configuration = await getObject(db, name, id, "configuration");
  if (configuration.active) return configuration;
  throw invalidRequest(`The configuration ${id} is not active.`, { param: "configuration" });
}
