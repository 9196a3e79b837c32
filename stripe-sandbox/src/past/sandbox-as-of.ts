import type Stripe from "stripe";
import type { SandboxOptions } from "../index.ts";
import { attemptPayment } from "../payments/confirm.ts";
import { loseDispute, openDispute } from "../payments/disputes.ts";
import { instrumentNamed } from "../payments/instruments.ts";
import { createIntent } from "../payments/intents.ts";
import { createPaymentMethod } from "../payments/payment-methods.ts";
import { refundCharge } from "../payments/refunds.ts";
import { type Call, usualDunning } from "../sandbox.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { findObject, findWhere } from "../store/objects.ts";
import {
  arrive,
  cancelAtPeriodEnd,
  ensureCustomer,
  type PastCheckout,
  type PastCustomer,
  passNext,
  subscribe,
  useFailingCard,
} from "./memberships.ts";

type PastPayment = {
  /** `pi_` and 24 letters or digits; the same id is the same payment. */
  id: string;
  amount: number;
  currency: string;
  description: string;
  payer: { name: string; email: string };
  metadata: Stripe.Metadata;
};
type Options = Pick<SandboxOptions, "pool" | "secretKey" | "schema" | "baseUrl" | "hostedPath">;
type PastRefund = { paymentIntentId: string; amount: number; metadata: Stripe.Metadata };
type PastDispute = { paymentIntentId: string; reason: string };

/**
 * The sandbox as it was at a moment of the past, for a host that brings a history along: what is done here carries that moment's
 * time, leaves the same objects and events as a request would have, and sends no webhooks. Each of these may be repeated. The
 * sandbox must have been opened once, which makes its tables.
 */
export function sandboxAsOf(options: Options, at: Date) {
  const database = openDatabase(options.pool, options.schema ?? "stripe_sandbox");
  const inPast = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
    database.transaction((db) => work(callAt({ database, options, db, at })));

  return {
    /** A card payment that succeeded. */
    pay: (payment: PastPayment): Promise<Stripe.PaymentIntent> =>
      inPast(async (call) => {
        const known = await findObject(call.db, "payment_intent", payment.id);
        return known?.object ?? pay(call, payment);
      }),
    /** A refund of a payment; one for each payment and amount. */
    refund: ({ paymentIntentId, amount, metadata }: PastRefund): Promise<Stripe.Refund> =>
      inPast(async (call) => {
        const known = await findWhere(call.db, "refund", { payment_intent: paymentIntentId, amount });
        return (
          known ?? refundCharge(call, { charge: await chargeOf(call, paymentIntentId), amount, metadata })
        );
      }),
    /** The payer's bank takes the payment back; one for each payment. */
    dispute: ({ paymentIntentId, reason }: PastDispute): Promise<Stripe.Dispute> =>
      inPast(async (call) => {
        const known = await findWhere(call.db, "dispute", { payment_intent: paymentIntentId });
        return known ?? openDispute(call, await chargeOf(call, paymentIntentId), { reason });
      }),
    /** The bank decides for the payer. */
    loseDispute: (paymentIntentId: string): Promise<Stripe.Dispute> =>
      inPast(async (call) => {
        const known = await findWhere(call.db, "dispute", { payment_intent: paymentIntentId });
        if (!known) throw new Error(`${paymentIntentId} is not disputed`);
        return known.status === "lost" ? known : loseDispute(call, known.id);
      }),
    ensureCustomer: (customer: PastCustomer) => inPast((call) => ensureCustomer(call, customer)),
    /** A subscription that was bought with a good card; one for each `client_reference_id`. */
    subscribe: (checkout: PastCheckout) => inPast((call) => subscribe(call, checkout)),
    useFailingCard: (subscription: string) => inPast((call) => useFailingCard(call, subscription)),
    cancelAtPeriodEnd: (subscription: string) => inPast((call) => cancelAtPeriodEnd(call, subscription)),
    /** Renewals and tries that were due by that moment, each at its time. */
    async passTime(): Promise<void> {
      while (await inPast(passNext));
    },
    /** The past is over: what it has planned happens by the sandbox's own time from now on. */
    arrive: () => inPast(arrive),
  };
}

async function pay(call: Call, { id, payer, ...payment }: PastPayment): Promise<Stripe.PaymentIntent> {
  const instrument = instrumentNamed("visa")!;
  const method = await createPaymentMethod(call, instrument, { billing: payer });
  const unpaid = await createIntent(call, {
    ...payment,
    id,
    client_secret: `${id}_secret_${id.slice(3)}`,
    payment_method_types: ["card"],
  });
  const attempt = await attemptPayment(call, unpaid, { method, instrument });
  return attempt.intent;
}

async function chargeOf(call: Call, paymentIntentId: string): Promise<string> {
  const intent = await findObject(call.db, "payment_intent", paymentIntentId);
  if (!intent?.object.latest_charge) throw new Error(`${paymentIntentId} was not paid`);
  return String(intent.object.latest_charge);
}

type Moment = { database: Database; options: Options; db: Call["db"]; at: Date };

function callAt({ database, options, db, at }: Moment): Call {
  const { secretKey, baseUrl, hostedPath = "/sandbox" } = options;
  const quiet = () => undefined;
  return {
    db,
    now: Math.floor(at.getTime() / 1000),
    requestId: null,
    idempotencyKey: null,
    queued: 0,
    untold: true,
    sandbox: {
      database,
      secretKey,
      baseUrl: () => (typeof baseUrl === "string" ? baseUrl : baseUrl()).replace(/\/+$/, ""),
      hostedPath,
      now: () => at,
      wake: quiet,
      dunning: usualDunning,
      log: { info: quiet, warn: quiet, error: quiet },
    },
  };
}
