import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSeconds } from "../../lib/clock.ts";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import { makeProduct, pay } from "../../test/make.ts";
import { arrived, begin, type Club, join, makeClub, startClubServer } from "../memberships/club.fixture.ts";

type Unlocked = { purchaseId: string; checkoutUrl: string };

describe("a creator whose only owner has left", () => {
  let server: TestServer;
  let club: Club;
  beforeAll(async () => {
    server = await startClubServer();
    club = await makeClub(server);
  });
  afterAll(() => server.close());

  const write = async (terms: object) =>
    (
      await club.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: club.creatorId,
        body: "What was written",
        ...terms,
      })
    ).id;
  const read = (who: Actor, id: string, expected = 200) =>
    who.json<{ body: string | null }>("GET", `/api/v1/posts/${id}`, undefined, expected);
  const unlock = (who: Actor, postId: string, expected = 201) =>
    who.json<Unlocked>("POST", "/api/v1/unlock", { postId }, expected);
  const feedOf = async (who: Actor) =>
    (await who.json<{ items: { id: string }[] }>("GET", "/api/v1/feed")).items.map(({ id }) => id);
  const sitemaps = async () => {
    const index = await (await server.visitor.fetch("/sitemap.xml")).text();
    const maps = [...index.matchAll(/<loc>[^<]*?(\/sitemaps\/[^<]+)<\/loc>/g)].map(([, path]) => path!);
    return Promise.all(maps.map(async (path) => (await server.visitor.fetch(path)).text()));
  };

  it("publishes and sells no more; who paid keeps what they paid for", async () => {
    await makeProduct(server, club);
    const later = addSeconds(server.clock.now(), 3600).toISOString();
    const price = { amount: 900, currency: "usd" };
    const open = await write({ visibility: "free", isPublic: true });
    const free = await write({ visibility: "free" });
    const sold = await write({ visibility: "ppv", price });
    const draft = await write({ visibility: "free", isPublic: true, draft: true });
    const scheduled = await write({ visibility: "free", isPublic: true, publishAt: later });
    const forMembers = await write({ visibility: "subscribers", publishAt: later });
    const { member } = await join(server, club);
    const [buyer, slow, fan] = [
      await server.signUp("buyer"),
      await server.signUp("slow"),
      await server.signUp("fan"),
    ];
    const order = await unlock(buyer, sold);
    await pay(order.checkoutUrl);
    await buyer.json("GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
    const unpaid = await unlock(slow, sold);
    const joining = await begin(slow, club);
    await fan.json("PUT", `/api/v1/creators/${club.handle}/follow`);
    expect(await feedOf(fan)).toContain(free);
    expect(await read(server.visitor, open)).toMatchObject({ body: "What was written" });
    expect((await sitemaps()).join()).toContain(`/@${club.handle}<`);

    await club.owner.json("POST", "/api/v1/me/delete", { password: PASSWORD, confirm: "delete" }, 204);
    await server.settled();
    await arrived(server);

    for (const id of [open, free, sold, draft, scheduled, forMembers]) await read(fan, id, 404);
    for (const path of ["", "/card", "/media"])
      await server.visitor.json("GET", `/api/v1/posts/${open}${path}`, undefined, 404);
    await unlock(fan, sold, 404);
    await fan.json(
      "POST",
      `/api/v1/creators/${club.handle}/subscribe`,
      { tierId: club.silver, interval: "month" },
      404,
    );
    expect(await feedOf(fan)).toEqual([]);
    expect((await sitemaps()).join()).not.toContain(club.handle);
    await pay(unpaid.checkoutUrl);
    await pay(joining.checkoutUrl);
    await arrived(server);
    expect(await slow.json("GET", `/api/v1/purchases/${unpaid.purchaseId}`)).toMatchObject({
      status: "expired",
    });
    await read(slow, club.post, 404);

    expect(await read(buyer, sold)).toMatchObject({ body: "What was written" });
    expect(await read(member, club.post)).toMatchObject({ body: "The words that members read." });
    await read(member, club.goldPost, 404);
    await read(member, free, 404);
    server.clock.advance(2 * 3600_000);
    for (const id of [scheduled, forMembers]) await read(member, id, 404);
    await read(server.visitor, scheduled, 404);
  });
});
