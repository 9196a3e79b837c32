import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PaymentProviderError, PaymentUnsureError } from "../../ports/payments/port.ts";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import * as club from "../memberships/club.fixture.ts";

describe("a post that is paid with a saved card", { timeout: 120_000 }, () => {
  let server: TestServer;
  let place: club.Club;
  let postId: string;
  beforeAll(async () => {
    server = await club.startClubServer();
    place = await club.makeClub(server);
    const post = await place.owner.json<{ id: string }>("POST", "/api/v1/posts", {
      creatorId: place.creatorId,
      body: "Sold by itself.",
      visibility: "ppv",
      price: { amount: 300, currency: "usd" },
    });
    postId = post.id;
  });
  afterAll(() => server.close());

  async function cardHolder(): Promise<Actor> {
    const { member } = await club.join(server, place);
    await club.useCard(server, member, "pm_card_visa");
    return member;
  }
  const unlock = (member: Actor) =>
    member.fetch("/api/v1/unlock", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ postId }),
    });
  const ordersOf = ({ userId }: Actor) =>
    server.deps.db
      .selectFrom("purchases")
      .select(["id", "status", "payment_intent_id"])
      .where("post_id", "=", postId)
      .where("buyer_id", "=", userId)
      .execute();

  it("is told of by its brand and last digits, to whoever keeps it, and by nothing else", async () => {
    const asked = (who: Actor) => who.json("GET", "/api/v1/saved-card");
    expect(await asked(await cardHolder())).toEqual({ card: { brand: "visa", last4: "4242" } });
    expect(await asked(await server.signUp("without a card"))).toEqual({ card: null });
    await server.visitor.json("GET", "/api/v1/saved-card", undefined, 401);
  });

  it("opens at once", async () => {
    const member = await cardHolder();
    expect((await unlock(member)).status).toBeLessThan(300);
    expect(await club.opens(server, member, postId)).toBe(true);
    await club.arrived(server);
    expect(await ordersOf(member)).toMatchObject([{ status: "completed" }]);
  });

  it("opens although the answer to the charge was lost, and is charged once", async () => {
    const member = await cardHolder();
    const { payments } = server.deps;
    const real = payments.chargeSavedCard;
    payments.chargeSavedCard = async (charge) => {
      payments.chargeSavedCard = real;
      expect((await real(charge)).outcome).toBe("succeeded");
      throw new PaymentUnsureError("the answer took too long");
    };
    const lost = await unlock(member);
    expect(lost.status).toBe(502);
    expect(await lost.json()).toMatchObject({ code: "payment_unsure" });
    await club.arrived(server);
    expect(await ordersOf(member)).toMatchObject([{ status: "completed" }]);
    expect(await club.opens(server, member, postId)).toBe(true);
    expect((await unlock(member)).status).toBe(409);
  });

  it("is not opened by a charge for less, or in another currency", async () => {
    const member = await cardHolder();
    const { payments } = server.deps;
    const real = payments.chargeSavedCard;
    payments.chargeSavedCard = () => Promise.reject(new PaymentProviderError("it is away"));
    await unlock(member).finally(() => {
      payments.chargeSavedCard = real;
    });
    const [order] = await ordersOf(member);
    expect(order).toMatchObject({ status: "pending" });
    const { customer_id: customer } = await server.deps.db
      .selectFrom("payment_customers")
      .select("customer_id")
      .where("user_id", "=", member.userId)
      .executeTakeFirstOrThrow();
    const [card] = await payments.listSavedCards(customer);
    for (const [amount, currency] of [
      ["299", "usd"],
      ["300", "eur"],
    ] as const)
      await club.provider(server, "/payment_intents", {
        amount,
        currency,
        customer,
        payment_method: card!.id,
        off_session: "true",
        confirm: "true",
        "metadata[purchase_id]": order!.id,
        "metadata[saved_card]": "true",
      });
    await club.arrived(server);
    expect(await ordersOf(member)).toMatchObject([{ status: "pending", payment_intent_id: null }]);
    expect(await club.opens(server, member, postId)).toBe(false);
    const { rows } = await server.deps.pool.query(
      "select count(*)::int as told from events where type = 'payment.mismatch' and subject_id = $1",
      [order!.id],
    );
    expect(rows[0]).toEqual({ told: 2 });
  });
});
