import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type Stripe from "stripe";
import { sendPage } from "../pages/send-page.ts";
import { createPaymentMethod, resolvePaymentMethod } from "../payments/payment-methods.ts";
import { type Call, inCall, type Sandbox } from "../sandbox.ts";
import { findMany, findObject, getObject } from "../store/objects.ts";
import { resourceMissing } from "../wire/errors.ts";
import type { Form } from "../wire/form.ts";
import { checkoutPage, closedPage, successAddress, unknownPage } from "./page.ts";
import { paySession } from "./pay-session.ts";
import {
  type FormErrors,
  type FormState,
  fieldOf,
  type Payment,
  readFormState,
  readPayment,
} from "./payment-form.ts";
import { lockCurrentSession } from "./session-state.ts";

/** The hosted payment page: `GET` shows it, `POST` of its own form pays or cancels. */
export function checkoutRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const url = `${sandbox.hostedPath}/checkout/:id`;
  const idOf = (request: FastifyRequest) => (request.params as { id: string }).id;

  app.get(url, (request, reply) => show(sandbox, reply, idOf(request), { state: emptyForm, errors: {} }));
  app.post(url, async (request, reply) => {
    const id = idOf(request);
    const form = request.body as Form;
    if (form.action === "cancel") return cancel(sandbox, reply, id);
    return pay(sandbox, reply, id, readFormState(form));
  });
}

type Shown = { state: FormState; errors: FormErrors; status?: number };

async function show(
  sandbox: Sandbox,
  reply: FastifyReply,
  id: string,
  { state, errors, status = 200 }: Shown,
) {
  if (!(await findObject(sandbox.database, "checkout.session", id))) {
    return sendPage(reply, { title: "No such payment page", body: unknownPage(), status: 404 });
  }
  const { session, internal, earlier, saved } = await inCall(sandbox, async (call) => {
    const current = await lockCurrentSession(call, id);
    const { session, internal } = current;
    const begun = internal.intent ?? (session.payment_intent as string | null);
    return { ...current, earlier: await earlierAttempt(call, begun), saved: await savedFor(call, session) };
  });
  if (session.status !== "open") {
    const expired = session.status === "expired";
    return sendPage(reply, {
      title: expired ? "Payment page expired" : "Paid",
      body: closedPage(session),
      status: expired ? 410 : 200,
    });
  }
  const body = checkoutPage({
    session,
    lineItems: internal.lineItems,
    saved,
    trialDays: internal.sells?.trialDays ?? null,
    state: { ...state, email: state.email ?? earlier?.email ?? undefined },
    errors: status === 200 ? { form: earlier?.why } : errors,
  });
  return sendPage(reply, {
    title: "Checkout",
    body,
    status,
    leadsTo: [session.success_url, session.cancel_url, sandbox.baseUrl()],
  });
}

async function cancel(sandbox: Sandbox, reply: FastifyReply, id: string) {
  const found = await findObject(sandbox.database, "checkout.session", id);
  if (found?.object.cancel_url) return reply.redirect(new URL(found.object.cancel_url).href, 303);
  return show(sandbox, reply, id, { state: emptyForm, errors: {} });
}

async function pay(sandbox: Sandbox, reply: FastifyReply, id: string, state: FormState) {
  const found = await findObject(sandbox.database, "checkout.session", id);
  if (found?.object.status !== "open") return conclude(sandbox, reply, id, found?.object);
  const read = readPayment(found.object, state, sandbox.now());
  if ("errors" in read) return show(sandbox, reply, id, { state, errors: read.errors, status: 422 });

  const payment = await inCall(sandbox, (call) =>
    paySession(call, id, (session) => meansOf(call, session, read), { email: read.email, keep: state.keep }),
  );
  if (payment.result === "declined") {
    const { code, message = "Your card was declined." } = payment.error;
    const errors = { [fieldOf(code)]: message, form: `${message} Nothing was charged. Try another card.` };
    return show(sandbox, reply, id, { state, errors, status: 402 });
  }
  if (payment.result === "requires_action") return reply.redirect(payment.url, 303);
  return conclude(sandbox, reply, id, payment.session);
}

/** A second click on Pay ends where the first one did. */
function conclude(
  sandbox: Sandbox,
  reply: FastifyReply,
  id: string,
  session: Stripe.Checkout.Session | undefined,
) {
  if (session?.status === "complete" && session.success_url)
    return reply.redirect(successAddress(session), 303);
  return show(sandbox, reply, id, { state: emptyForm, errors: {} });
}

async function meansOf(call: Call, session: Stripe.Checkout.Session, payment: Payment) {
  const { instrument, expiry, email, saved } = payment;
  if (saved) {
    const cards = await savedFor(call, session);
    if (!cards.some(({ id }) => id === saved)) throw resourceMissing("payment_method", saved);
    return resolvePaymentMethod(call, saved);
  }
  return (
    instrument && {
      instrument,
      method: await createPaymentMethod(call, instrument, { expiry, billing: { email } }),
    }
  );
}

/** The cards of the session's customer that the session may show. */
async function savedFor(call: Call, session: Stripe.Checkout.Session): Promise<Stripe.PaymentMethod[]> {
  const filters = session.saved_payment_method_options?.allow_redisplay_filters ?? [];
  if (!session.customer || session.mode === "setup") return [];
  const cards = await findMany(call.db, "payment_method", "customer", [String(session.customer)]);
  return cards
    .filter(
      ({ type, allow_redisplay = "unspecified" }) => type === "card" && filters.includes(allow_redisplay),
    )
    .sort((a, b) => b.created - a.created);
}

/** Why the attempt before this one failed and what e-mail was given, for a buyer who comes back from the bank's page. */
async function earlierAttempt(call: Call, intentId: string | null) {
  if (intentId === null) return undefined;
  const { last_payment_error } = await getObject(call.db, "payment_intent", intentId);
  return (
    last_payment_error && {
      why: last_payment_error.message,
      email: last_payment_error.payment_method?.billing_details.email,
    }
  );
}

const emptyForm: FormState = {
  number: "",
  exp: "",
  cvc: "",
  email: undefined,
  method: "card",
  saved: "",
  keep: false,
};
