import type { FastifyInstance, FastifyReply } from "fastify";
import type Stripe from "stripe";
import { type FormErrors, readCard } from "../checkout/payment-form.ts";
import { html } from "../pages/html.ts";
import { sendPage } from "../pages/send-page.ts";
import { inCall, type Sandbox } from "../sandbox.ts";
import { findMany, findObject, getObject } from "../store/objects.ts";
import type { Form } from "../wire/form.ts";
import { addCard, chooseCard, forgetCard, setCancelling } from "./actions.ts";
import { cardsOf } from "./cards-of.ts";
import { cardFrom, typed } from "./invoice-routes.ts";
import { portalPage } from "./page.ts";

const validSeconds = 3600;

type Session = Stripe.BillingPortal.Session;
type Features = Stripe.BillingPortal.Configuration["features"];
type Request = { Params: { id: string }; Body: Form };

/** The customer's own pages: what the configuration lets them see and change. Each button posts one action; the page is shown again. */
export function portalRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  const url = `${sandbox.hostedPath}/portal/:id`;

  app.get<Request>(url, async (request, reply) => {
    const session = await sessionFor(sandbox, request.params.id);
    return session ? show(sandbox, reply, session) : over(reply);
  });
  app.post<Request>(url, async (request, reply) => {
    const session = await sessionFor(sandbox, request.params.id);
    if (!session) return over(reply);
    const [action = "", id = ""] = typed(request.body, "action").split(" ");
    if (!offers(await featuresOf(sandbox, session), action)) return notOffered(reply);
    if (action === "add") return add(sandbox, reply, session, request.body);
    await inCall(sandbox, async (call) => {
      if (action === "cancel" || action === "resume")
        await setCancelling(call, session.customer, id, action === "cancel");
      if (action === "use") await chooseCard(call, session.customer, id);
      if (action === "remove") await forgetCard(call, session.customer, id);
    });
    return reply.redirect(session.url, 303);
  });
}

async function featuresOf({ database }: Sandbox, { configuration }: Session): Promise<Features> {
  const { features } = await getObject(database, "billing_portal.configuration", String(configuration));
  return features;
}

function offers({ subscription_cancel, payment_method_update }: Features, action: string): boolean {
  const feature = action === "cancel" || action === "resume" ? subscription_cancel : payment_method_update;
  return feature.enabled;
}

async function add(sandbox: Sandbox, reply: FastifyReply, session: Session, form: Form) {
  const card = readCard(cardFrom(form), sandbox.now());
  if ("errors" in card) return show(sandbox, reply, session, { errors: card.errors, status: 422 });
  const attempt = await inCall(sandbox, async (call) => {
    const kept = await addCard(call, session.customer, card, session.url);
    if (kept.result === "succeeded")
      await chooseCard(call, session.customer, String(kept.setup.payment_method));
    return kept;
  });
  if (attempt.result === "requires_action") return reply.redirect(attempt.url, 303);
  if (attempt.result === "succeeded") return reply.redirect(session.url, 303);
  const { message = "Your card was declined." } = attempt.error;
  return show(sandbox, reply, session, { errors: { number: message, form: message }, status: 402 });
}

async function show(
  sandbox: Sandbox,
  reply: FastifyReply,
  session: Session,
  { errors = {}, status = 200 }: { errors?: FormErrors; status?: number } = {},
) {
  const { database } = sandbox;
  const customer = await findObject(database, "customer", session.customer);
  if (!customer) return over(reply);
  const subscriptions = [];
  for (const subscription of await findMany(database, "subscription", "customer", [session.customer])) {
    const ids = subscription.items.data.map(({ price }) => String(price.product));
    const products = await findMany(database, "product", "id", ids);
    subscriptions.push({ subscription, names: products.map(({ name }) => name) });
  }
  const features = await featuresOf(sandbox, session);
  const invoices = await findMany(database, "invoice", "customer", [session.customer]);
  const running = subscriptions.map(({ subscription }) => subscription.default_payment_method);
  const body = portalPage({
    subscriptions: subscriptions.sort((a, b) => b.subscription.created - a.subscription.created),
    cards: await cardsOf(database, session.customer),
    chosen: (customer.object.invoice_settings.default_payment_method ??
      running.find((id) => id !== null) ??
      null) as string | null,
    invoices: invoices
      .filter((invoice) => invoice.status !== "draft")
      .sort((a, b) => b.created - a.created)
      .slice(0, 24),
    returnUrl: session.return_url,
    features,
    errors,
  });
  return sendPage(reply, { title: "Your payments", body, status, leadsTo: [sandbox.baseUrl()] });
}

async function sessionFor({ database, now }: Sandbox, id: string): Promise<Session | undefined> {
  const session = (await findObject(database, "billing_portal.session", id))?.object;
  return session && session.created + validSeconds > now().getTime() / 1000 ? session : undefined;
}

function over(reply: FastifyReply) {
  const body = html`<h1>This page is over</h1><p>Go back to the shop and open it again.</p>`;
  return sendPage(reply, { title: "Page is over", body, status: 404 });
}

function notOffered(reply: FastifyReply) {
  const body = html`<h1>This is not offered here</h1><p>Go back to the shop and do it there.</p>`;
  return sendPage(reply, { title: "Not offered", body, status: 403 });
}
