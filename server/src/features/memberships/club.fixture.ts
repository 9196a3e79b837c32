import { decidePost, findPostFacts } from "../../access/index.ts";
import { addSeconds } from "../../lib/clock.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { makeShop, pay, type Shop } from "../../test/make.ts";
import type { Subscription, Tier } from "./schemas.ts";

export const DAY = 86_400;
export const HOUR = 3_600;
export const GOOD = "4242424242424242";
export const FAILS_LATER = "pm_card_chargeCustomerFail";

export type Club = Shop & { silver: string; gold: string; post: string; goldPost: string };

/** The real server with its worker, the sandbox and a session that outlives what the test does with the clock. */
export function startClubServer(environment: Record<string, string> = {}): Promise<TestServer> {
  return startTestServer({
    worker: true,
    environment: { RATE_LIMITS: "off", SESSION_DAYS: "390", ...environment },
  });
}

/** A creator with two tiers, 5 and 10 dollars a month, and a post for the members of each. */
export async function makeClub(server: TestServer, more: Record<string, object> = {}): Promise<Club> {
  const shop = await makeShop(server);
  const tier = async (name: string, amount: number) =>
    (
      await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
        creatorId: shop.creatorId,
        name,
        prices: [
          { interval: "month", amount, currency: "usd" },
          { interval: "year", amount: amount * 10, currency: "usd" },
        ],
        ...more[name],
      })
    ).id;
  const silver = await tier("Silver", 500);
  const gold = await tier("Gold", 1000);
  const post = async (terms: object) =>
    (
      await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: shop.creatorId,
        title: "For members",
        body: "The words that members read.",
        visibility: "subscribers",
        mediaFileIds: [],
        ...terms,
      })
    ).id;
  return { ...shop, silver, gold, post: await post({}), goldPost: await post({ tierId: gold }) };
}

/** Begins a membership and answers its payment page. */
export function begin(member: Actor, club: Club, tierId = club.silver, interval = "month") {
  return member.json<{ subscriptionId: string; checkoutUrl: string }>(
    "POST",
    `/api/v1/creators/${club.handle}/subscribe`,
    { tierId, interval },
  );
}

/** Somebody new who has joined and is heard of. */
export async function join(
  server: TestServer,
  club: Club,
  { name = `member ${++count}`, tierId = club.silver, interval = "month" } = {},
): Promise<{ member: Actor; id: string }> {
  const member = await server.signUp(name);
  const { subscriptionId, checkoutUrl } = await begin(member, club, tierId, interval);
  await pay(checkoutUrl, GOOD);
  await arrived(server);
  return { member, id: subscriptionId };
}
let count = 0;

export function stateOf(member: Actor, id: string): Promise<Subscription> {
  return member.json<Subscription>("GET", `/api/v1/subscriptions/${id}`);
}

/** A change as its member's page asks for it, with the price that the page shows. */
export async function wishOf(member: Actor, id: string, tierId: string, interval = "month") {
  const mine = await stateOf(member, id);
  if (mine.tier.id === tierId && mine.interval === interval) return { tierId, interval, price: mine.price };
  const { items } = await member.json<{ items: Tier[] }>(
    "GET",
    `/api/v1/creators/${mine.creator.handle}/tiers`,
  );
  const tier = items.find((one) => one.id === tierId)!;
  const { amount, currency } = tier.prices.find((one) => one.interval === interval)!;
  return { tierId, interval, price: { amount, currency } };
}

/** Asks for a change with the price that is shown at this moment. */
export async function change(member: Actor, id: string, tierId: string, interval = "month") {
  return member.fetch(`/api/v1/subscriptions/${id}/change`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(await wishOf(member, id, tierId, interval)),
  });
}

/** Whether the post is open to the member at this moment of the server's clock. */
export async function opens(server: TestServer, member: Actor, postId: string): Promise<boolean> {
  const at = server.clock.now();
  const facts = await findPostFacts(server.deps.pool, { userId: member.userId, at }, [postId]);
  return decidePost(facts.get(postId) ?? null, { signedIn: true }).allowed;
}

/** Moves time on, lets the provider do what is due by then, and waits until the server has taken in all that it said. */
export async function pass(server: TestServer, seconds: number): Promise<void> {
  // A webhook still on its way would be refused as too old, and sent again at a moment that does not come by itself.
  await arrived(server);
  server.clock.advance(seconds * 1000);
  await provider(server, "/test_helpers/tick");
  await arrived(server);
}

/** Moves time to that many seconds after (or, negative, before) a moment. */
export function passTo(server: TestServer, moment: string, seconds = 0): Promise<void> {
  return pass(server, (Date.parse(moment) - server.clock.now().getTime()) / 1000 + seconds);
}

/** Waits until no webhook is on its way and the worker has nothing left to do. */
export async function arrived(server: TestServer): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 2; tries++) {
    if (tries > 2000) throw new Error("the provider's webhooks did not arrive");
    const { rows } = await server.deps.pool.query<{ open: number }>(
      "select count(*)::int as open from stripe_sandbox.deliveries where status = 'pending' and due_at <= $1",
      // One under way is kept from others for some seconds.
      [addSeconds(server.clock.now(), 20)],
    );
    await server.settled();
    quiet = rows[0]!.open === 0 ? quiet + 1 : 0;
    if (quiet === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Asks the provider with the installation's key, as only it can. */
export async function provider<T>(
  server: TestServer,
  path: string,
  form: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(`${server.url}/v1${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${server.deps.secrets.sandboxSecretKey}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(form),
  });
  if (!answer.ok) throw new Error(`provider: ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The member's next payments are made with this card. */
export async function useCard(server: TestServer, member: Actor, card: string): Promise<void> {
  const { customer_id: customer } = await server.deps.db
    .selectFrom("payment_customers")
    .select("customer_id")
    .where("user_id", "=", member.userId)
    .executeTakeFirstOrThrow();
  const { id } = await provider<{ id: string }>(server, `/payment_methods/${card}/attach`, { customer });
  await server.deps.payments.setDefaultCard(customer, id);
}

/** What a membership has left in the books: its payments, their entries and the mails about it. */
export async function booksOf(server: TestServer, id: string) {
  const payments = await server.deps.db
    .selectFrom("purchases")
    .select(["id", "status", "price_amount", "tier_id", "period_ends_at", "invoice_id"])
    .where("subscription_id", "=", id)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const sales = await server.deps.db
    .selectFrom("ledger_transactions")
    .select(["kind", "purchase_id"])
    .where("purchase_id", "in", ["00000000-0000-0000-0000-000000000000", ...payments.map((row) => row.id)])
    .execute();
  const mails = await server.deps.db
    .selectFrom("mails")
    .select(["kind", "dedupe_key"])
    .where((eb) =>
      eb.or([
        eb("dedupe_key", "like", `membership%`),
        eb("dedupe_key", "in", ["", ...payments.map((row) => `receipt:${row.id}`)]),
      ]),
    )
    .execute();
  return { payments, sales, mails };
}

export async function mailsTo(server: TestServer, member: Actor): Promise<string[]> {
  const rows = await server.deps.db
    .selectFrom("mails")
    .select("kind")
    .where("user_id", "=", member.userId)
    .where("kind", "<>", "verify_email")
    .orderBy("created_at")
    .execute();
  return rows.map(({ kind }) => kind);
}
