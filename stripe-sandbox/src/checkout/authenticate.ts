import type { FastifyInstance, FastifyReply } from "fastify";
import type Stripe from "stripe";
import { concludeInvoice, lockInvoiceOf } from "../billing/collect.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { html } from "../pages/html.ts";
import { money } from "../pages/money.ts";
import { sendPage } from "../pages/send-page.ts";
import { afterPayment, attemptPayment, markFailed } from "../payments/confirm.ts";
import { type Means, resolvePaymentMethod } from "../payments/payment-methods.ts";
import { attemptSetup, failSetup } from "../payments/setup-intents.ts";
import { type Call, inCall, type Sandbox } from "../sandbox.ts";
import { findObject, lockObject } from "../store/objects.ts";
import { sameSecret } from "../wire/authenticate.ts";
import type { Form } from "../wire/form.ts";
import { successAddress, unknownPage } from "./page.ts";
import { concludeAttempt, concludeSetup } from "./pay-session.ts";
import { sessionIdOf, sessionOfIntent } from "./session-state.ts";

/** The page that stands for the buyer's bank. Its address carries the intent's client secret. */
export function authenticateRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const url = `${sandbox.hostedPath}/authenticate/:id`;
  type Request = { Params: { id: string }; Querystring: { secret?: string }; Body: Form };

  app.get<Request>(url, async (request, reply) => {
    const intent = await intentFor(sandbox, request.params.id, request.query.secret);
    if (!intent) return sendPage(reply, { title: "No such page", body: unknownPage(), status: 404 });
    if (intent.status !== "requires_action") return leave(sandbox, reply, intent.id);
    const leadsTo = await targetsOf(sandbox, intent.id);
    const body = html`
<h1>Your bank asks: is this you?</h1>
${intent.object === "payment_intent" && html`<p class="total">${money(intent.amount, intent.currency)}</p>`}
<p class="soft">This page stands for the buyer's bank. Complete says yes to the payment, Fail says no.</p>
<form method="post">
<button class="main" name="action" value="complete">Complete</button>
<button class="quiet" name="action" value="fail">Fail</button>
</form>`;
    return sendPage(reply, { title: "Authentication", body, leadsTo });
  });

  app.post<Request>(url, async (request, reply) => {
    const intent = await intentFor(sandbox, request.params.id, request.query.secret);
    if (!intent) return sendPage(reply, { title: "No such page", body: unknownPage(), status: 404 });
    await inCall(sandbox, (call) => answer(call, intent.id, request.body.action === "complete"));
    return leave(sandbox, reply, intent.id);
  });
}

/** Goes on with the payment, or gives it up. An intent that does not wait any more is left as it is. */
async function answer(call: Call, id: string, authenticated: boolean): Promise<void> {
  const session = await sessionOfIntent(call, id);
  if (id.startsWith("seti_")) return answerSetup(call, session, id, authenticated);
  const invoice = await lockInvoiceOf(call, id);
  const { object: intent } = await lockObject(call.db, "payment_intent", id);
  if (intent.status !== "requires_action") return;
  const means = await resolvePaymentMethod(call, String(intent.payment_method));
  if (!authenticated) {
    await markFailed(call, intent, notConfirmed(means));
    return;
  }
  const attempt = await attemptPayment(call, intent, means, { authenticated });
  if (session?.status === "open") await concludeAttempt(call, session, attempt, means);
  else if (invoice) await concludeInvoice(await byClockOf(call, invoice), invoice, attempt, { extra: true });
  else await afterPayment(call, attempt, means.instrument);
}

async function answerSetup(
  call: Call,
  session: Stripe.Checkout.Session | undefined,
  id: string,
  authenticated: boolean,
): Promise<void> {
  const { object: setup } = await lockObject(call.db, "setup_intent", id);
  if (setup.status !== "requires_action") return;
  const means = await resolvePaymentMethod(call, String(setup.payment_method));
  if (!authenticated) {
    await failSetup(call, setup, notConfirmed(means));
    return;
  }
  const attempt = await attemptSetup(call, setup, means, { authenticated });
  if (session?.status === "open") await concludeSetup(call, session, attempt, means);
}

function notConfirmed({ method }: Means) {
  return {
    code: "payment_intent_authentication_failure" as const,
    message:
      "Your bank could not confirm that it was you. Nothing was charged. Try again or choose another card.",
    payment_method: method,
    type: "invalid_request_error" as const,
  };
}

/** Back to where the buyer came from: the shop, the payment page, or the address the request named. */
async function leave(sandbox: Sandbox, reply: FastifyReply, intentId: string): Promise<FastifyReply> {
  const session = await sessionFor(sandbox, intentId);
  if (session?.status === "complete") return reply.redirect(successAddress(session), 303);
  if (session) return reply.redirect(checkoutAddress(sandbox, session), 303);
  const { object: intent, internal } = (await findIntent(sandbox, intentId))!;
  if (!internal.returnUrl) {
    return sendPage(reply, { title: "Done", body: html`<h1>Thank you</h1><p>You can close this page.</p>` });
  }
  const address = new URL(internal.returnUrl);
  if (intent.object === "payment_intent") address.searchParams.set("payment_intent", intentId);
  address.searchParams.set("redirect_status", intent.status === "succeeded" ? "succeeded" : "failed");
  return reply.redirect(address.href, 303);
}

/** All places `leave` may lead to. */
async function targetsOf(sandbox: Sandbox, intentId: string): Promise<(string | null)[]> {
  const session = await sessionFor(sandbox, intentId);
  const intent = await findIntent(sandbox, intentId);
  return [sandbox.baseUrl(), session?.success_url ?? null, intent?.internal.returnUrl ?? null];
}

function checkoutAddress(sandbox: Sandbox, { id }: Stripe.Checkout.Session): string {
  return `${sandbox.baseUrl()}${sandbox.hostedPath}/checkout/${id}`;
}

async function intentFor(sandbox: Sandbox, id: string, secret: string | undefined) {
  const intent = (await findIntent(sandbox, id))?.object;
  return intent && sameSecret(secret ?? "", intent.client_secret ?? "") ? intent : undefined;
}

function findIntent({ database }: Sandbox, id: string) {
  return id.startsWith("seti_")
    ? findObject(database, "setup_intent", id)
    : findObject(database, "payment_intent", id);
}

async function sessionFor(
  { database }: Sandbox,
  intentId: string,
): Promise<Stripe.Checkout.Session | undefined> {
  const id = await sessionIdOf(database, intentId);
  return id === undefined ? undefined : (await findObject(database, "checkout.session", id))?.object;
}
