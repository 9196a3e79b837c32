import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, makeProduct, makeShop, type Shop } from "../../test/make.ts";

describe("mails that nobody has asked for", () => {
  let server: TestServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer();
    shop = await makeShop(server);
  });
  afterAll(() => server.close());

  const claim = async (who: Actor) => {
    const { productId } = await makeProduct(server, shop, { amount: 0, title: "Your account is locked" });
    const body = { productId };
    return (await who.json<{ purchaseId: string }>("POST", "/api/v1/checkout", body)).purchaseId;
  };
  const rule = (id: string, verdict: "revoke" | "restore") =>
    shop.owner.fetch(`/api/v1/purchases/${id}/${verdict}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ reason: "Again" }),
    });
  const mailsTo = async ({ email }: Actor) =>
    (
      await server.deps.db
        .selectFrom("mails")
        .select("kind")
        .where("to_address", "=", email)
        .where("kind", "<>", "verify_email")
        .orderBy("created_at")
        .orderBy("id")
        .execute()
    ).map(({ kind }) => kind);

  it("about what is free and about rulings go to proved addresses alone", async () => {
    const [proved, victim] = [await server.signUpProved("proved"), await server.signUp("victim")];
    for (const who of [proved, victim]) {
      const id = await claim(who);
      expect((await rule(id, "revoke")).status).toBe(200);
      expect((await rule(id, "restore")).status).toBe(200);
    }
    expect(await mailsTo(proved)).toEqual(["receipt", "access_revoked", "access_restored"]);
    expect(await mailsTo(victim)).toEqual([]);
  });

  it("the receipt of what is free is not sent again either, but that of a payment is", async () => {
    const [proved, victim] = [await server.signUpProved("proved again"), await server.signUp("victim again")];
    const again = (id: string, status: number) =>
      shop.owner.json<{ code: string }>("POST", `/api/v1/purchases/${id}/receipt`, {}, status);
    await again(await claim(proved), 204);
    expect((await again(await claim(victim), 409)).code).toBe("wrong_state");
    expect(await mailsTo(victim)).toEqual([]);
    const paid = await buy(victim, (await makeProduct(server, shop)).productId);
    await again(paid, 204);
    expect(await mailsTo(victim)).toEqual(["receipt", "receipt"]);
  });

  it("tell of the first rulings of a day, and rulings back and forth are refused", async () => {
    const buyer = await server.signUpProved("ruled about");
    const id = await claim(buyer);
    const statuses = [];
    for (let round = 0; round < 11; round++)
      statuses.push((await rule(id, round % 2 === 0 ? "revoke" : "restore")).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    expect(await mailsTo(buyer)).toHaveLength(1 + 4);

    server.clock.advance(86_400_000);
    expect((await rule(id, "revoke")).status).toBe(200);
    expect(await mailsTo(buyer)).toHaveLength(1 + 5);
  });
});
