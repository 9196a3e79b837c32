import type { Page } from "playwright-core";
import { sql, until } from "../../../acceptance/world/database.ts";
import { baseUrl } from "../../../acceptance/world/installation.ts";
import { provider } from "../../../acceptance/world/payments.ts";
import type { Person } from "../../../acceptance/world/people.ts";
import type { Shop } from "../../../acceptance/world/shop.ts";
import { CARDS } from "./paying.ts";

/** A tier of the shop, made as a program does. */
export async function makeTier(shop: Shop, name: string, amount: number, more: object = {}): Promise<string> {
  const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
    creatorId: shop.creatorId,
    name,
    prices: [
      { interval: "month", amount, currency: "usd" },
      { interval: "year", amount: amount * 10, currency: "usd" },
    ],
    ...more,
  });
  return id;
}

/** Fills in the payment page of a membership and waits until the return page says so by itself. */
export async function subscribeByCard(page: Page): Promise<void> {
  await page.getByLabel("Card number").fill(CARDS.pays);
  await page.getByLabel("Valid until").fill("12/34");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^(Subscribe|Pay|Start)/ }).click();
  await page.getByRole("heading", { name: "You are a member" }).waitFor({ timeout: 30_000 });
}

/** Somebody becomes a member without a browser. */
export async function joinTier(person: Person, shop: Shop, tierId: string): Promise<string> {
  const { subscriptionId, checkoutUrl } = await person.json<{ subscriptionId: string; checkoutUrl: string }>(
    "POST",
    `/api/v1/creators/${shop.handle}/subscribe`,
    { tierId, interval: "month" },
  );
  await fetch(checkoutUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(checkoutUrl).origin },
    body: new URLSearchParams({ number: "4242424242424242", exp: "12/34", cvc: "123" }),
  });
  await person.json("GET", `/api/v1/subscriptions/${subscriptionId}?confirm=1`);
  return subscriptionId;
}

/** Lets the running period of a membership end this moment, as if its days had gone by, and the provider notice it. */
export async function endPeriod(person: Person): Promise<void> {
  const [row] = await sql<{ id: string; provider_id: string }>(
    "select id, provider_id from subscriptions where user_id = $1 and status = 'cancelled'",
    [person.userId],
  );
  const { id, provider_id } = row!;
  const now = Math.floor(Date.now() / 1000);
  await sql(
    `update stripe_sandbox.objects set data = regexp_replace(data::text,
       '"(current_period_end|cancel_at)": [0-9]+', '"\\1": ${now}', 'g')::jsonb where id = $1`,
    [provider_id],
  );
  await sql(
    "update stripe_sandbox.timers set due_at = now() where object_id = $1 and action = 'subscription.period_end'",
    [provider_id],
  );
  const stripe = await provider();
  await stripe.rawRequest("POST", "/v1/test_helpers/tick");
  await until(
    () => sql<{ status: string }>("select status from subscriptions where id = $1", [id]),
    ([found]) => found?.status === "expired",
  );
}

export const tiersPage = (shop: Shop) => `${baseUrl}/@${shop.handle}/membership`;
