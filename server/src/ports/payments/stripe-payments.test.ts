import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { stripeSandbox } from "@vaulture/stripe-sandbox";
import { validateRequest } from "@vaulture/stripe-sandbox/openapi";
import Fastify from "fastify";
import pg from "pg";
import type Stripe from "stripe";
import { afterAll, expect, inject, it } from "vitest";
import { manualClock } from "../../lib/clock.ts";
import { paymentsContract } from "./contract.ts";
import { stripePayments } from "./stripe-payments.ts";

const CARDS = {
  good: "pm_card_visa",
  fails_later: "pm_card_chargeCustomerFail",
  authenticates: "pm_card_authenticationRequired",
};
const NUMBERS = { good: "4242424242424242", declined: "4000000000000002", delayed: "4242424242424242" };
/** Every request that the adapter made, with what is wrong with it by Stripe's own API description. */
const requests: { request: string; problems: string[] }[] = [];

paymentsContract("Stripe, on the sandbox", async () => {
  const secretKey = "sk_test_contract_suite";
  const database = await emptyDatabase();
  const pool = new pg.Pool({ connectionString: database });
  const app = Fastify();
  app.addHook("preHandler", async (request) => {
    if (!request.url.startsWith("/v1/") || request.url.startsWith("/v1/test_helpers/")) return;
    const [path, query] = request.url.split("?") as [string, string | undefined];
    const form = request.method === "GET" ? (query ?? "") : (request.body as string);
    requests.push({
      request: `${request.method} ${path}`,
      problems: validateRequest(request.method, path, form),
    });
  });
  let url = "";
  const clock = manualClock(new Date());
  await app.register(stripeSandbox, { pool, secretKey, baseUrl: () => url, clock });
  await app.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const again = () => stripePayments({ secretKey, webhookSecrets: ["whsec_contract"], apiUrl: () => url });
  const payments = again();
  const stored = async <T>(type: string): Promise<T[]> =>
    (
      await pool.query("select data from stripe_sandbox.objects where type = $1 order by position", [type])
    ).rows.map(({ data }) => data as T);
  const ourPages = async () =>
    (await stored<Stripe.BillingPortal.Configuration>("billing_portal.configuration")).filter(
      ({ is_default }) => !is_default,
    );
  const ask = async <T>(path: string, form: Record<string, string> = {}): Promise<T> => {
    const answer = await fetch(`${url}/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  return {
    now: clock.now,
    async passDays(days) {
      clock.advance(days * 86_400_000);
      await ask("/test_helpers/tick");
    },
    async useCard(customer, card) {
      const { id } = await ask<{ id: string }>(`/payment_methods/${CARDS[card]}/attach`, { customer });
      await payments.setDefaultCard(customer, id);
      return id;
    },
    again,
    async allowedOnPage(page) {
      const [session] = (await stored<Stripe.BillingPortal.Session>("billing_portal.session")).filter(
        (one) => one.url === page,
      );
      const { id, active, features } = (
        await stored<Stripe.BillingPortal.Configuration>("billing_portal.configuration")
      ).find((one) => one.id === session!.configuration)!;
      expect({ id, active }).toEqual({ id, active: true });
      return Object.entries(features)
        .flatMap(([name, { enabled }]) => (enabled ? [name] : []))
        .sort();
    },
    async spoilPage(how) {
      const [{ id }] = (await ourPages()) as [Stripe.BillingPortal.Configuration];
      const all = ["customer_update", "subscription_cancel", "subscription_pause", "subscription_update"];
      await ask(
        `/billing_portal/configurations/${id}`,
        how === "deactivated"
          ? { active: "false" }
          : Object.fromEntries(all.map((name) => [`features[${name}][enabled]`, "true"])),
      );
    },
    pagesMade: async () => (await ourPages()).length,
    payments,
    async pay(page, card) {
      await fetch(page, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/x-www-form-urlencoded", origin: url },
        body: new URLSearchParams({
          number: NUMBERS[card],
          exp: "12/34",
          cvc: "123",
          method: card === "delayed" ? "bank" : "card",
        }),
      });
    },
    async close() {
      await app.close();
      await pool.end();
    },
  };
});

afterAll(() => {
  expect(requests.length).toBeGreaterThan(20);
  expect(requests.filter(({ problems }) => problems.length > 0)).toEqual([]);
});

it("has requests to check against Stripe's API description", () => {
  expect(validateRequest("POST", "/v1/checkout/sessions", "mode=payment&no_such_parameter=1")).not.toEqual(
    [],
  );
});

async function emptyDatabase(): Promise<string> {
  const url = new URL(inject("postgresUrl"));
  const name = `payments_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  url.pathname = `/${name}`;
  return url.href;
}
