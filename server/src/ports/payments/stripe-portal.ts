import Stripe from "stripe";
import type { CardsPort } from "./cards-port.ts";
import { PaymentProviderError } from "./port.ts";
import type { Asking } from "./stripe-client.ts";

type Configuration = Stripe.BillingPortal.Configuration;
type Request = Parameters<CardsPort["createPortalSession"]>[0];

const MADE_BY = "vaulture";
/** The rest is done here, where seats are counted and nobody is left with credit. */
const OFFERED = ["payment_method_update", "invoice_history"];

/**
 * Stripe's customer portal with a configuration of our own, found or made once by each process. The one saved in the dashboard
 * may let members cancel and switch there, past our rules. Each session tells what it allows: if ours was changed or switched off
 * at Stripe it is put right, and nobody is sent to a page that allows more.
 */
export function stripePortal(ask: Asking): Pick<CardsPort, "createPortalSession"> {
  let known: string | undefined;
  return {
    createPortalSession: (request) =>
      ask(async (stripe) => {
        const opened = known && (await openSession(stripe, known, request).catch(unlessRefused));
        if (opened && excess(opened.configuration).length === 0) return { url: opened.url };
        known = await ensureConfiguration(stripe);
        const session = await openSession(stripe, known, request);
        if (excess(session.configuration).length > 0)
          throw new PaymentProviderError("The customer portal allows what it must not");
        return { url: session.url };
      }),
  };
}

async function openSession(stripe: Stripe, id: string, { customerId, returnUrl }: Request) {
  const { url, configuration } = await stripe.billingPortal.sessions.create({
    customer: customerId,
    configuration: id,
    return_url: returnUrl,
    expand: ["configuration"],
  });
  return { url, configuration: configuration as Configuration };
}

/** Such as that the configuration is not active; if it was another reason, the second attempt tells. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
}

async function ensureConfiguration(stripe: Stripe): Promise<string> {
  for await (const found of stripe.billingPortal.configurations.list({ limit: 100 })) {
    if (found.metadata?.made_by !== MADE_BY) continue;
    const features = Object.fromEntries(excess(found).map((name) => [name, { enabled: false }]));
    const isRight = found.active && Object.keys(features).length === 0;
    if (!isRight) await stripe.billingPortal.configurations.update(found.id, { active: true, features });
    return found.id;
  }
  const made = await stripe.billingPortal.configurations.create(
    {
      name: "Vaulture",
      metadata: { made_by: MADE_BY },
      features: { payment_method_update: { enabled: true }, invoice_history: { enabled: true } },
    },
    // Of two processes that find none, both get the same.
    { idempotencyKey: "vaulture-portal-configuration" },
  );
  return made.id;
}

/** What a configuration lets customers do beside what we offer there. */
function excess({ features }: Pick<Configuration, "features">): string[] {
  return Object.entries(features).flatMap(([name, { enabled }]) =>
    enabled && !OFFERED.includes(name) ? [name] : [],
  );
}
