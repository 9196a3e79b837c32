import { get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeFile, makeProduct, makeShop, type Shop, ticket } from "../../test/make.ts";

/** More than the buffers between here and there can hold. */
const LARGE = Buffer.alloc(32 * 1024 * 1024, 7);

describe("streams of one viewer (A57)", () => {
  let server: TestServer;
  let shop: Shop;
  let product: ForSale;
  let ann: Actor;
  beforeAll(async () => {
    server = await startTestServer({ environment: { STREAMS_PER_VIEWER: "4", STREAM_STALL_SECONDS: "60" } });
    shop = await makeShop(server);
    product = await makeProduct(server, shop, { bytes: LARGE });
    ann = await server.signUp("ann");
    await buy(ann, product.productId);
  });
  afterAll(() => server.close());

  it("are so many; one more is told to come back, and comes when another has ended", async () => {
    const { url } = await ticket(ann, product.fileId);
    const open = await Promise.all(Array.from({ length: 4 }, () => stalled(url, ann)));
    expect(open.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const refused = await ann.fetch(url);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await refused.json()).toMatchObject({ code: "rate_limited" });
    // Another person is not in their way.
    const bob = await server.signUp("bob");
    await buy(bob, product.productId);
    const other = await stalled((await ticket(bob, product.fileId)).url, bob);
    expect(other.statusCode).toBe(200);
    other.destroy();

    const waits = ann.fetch(url, { headers: { range: "bytes=0-9" } });
    open[0]!.destroy();
    expect((await waits).status).toBe(206);
    for (const answer of open) answer.destroy();
  });

  it("take turns when a page asks for all its files at once", async () => {
    const { url } = await ticket(ann, product.fileId);
    const answers = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const answer = await ann.fetch(url, { headers: { range: "bytes=0-99999" } });
        return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
      }),
    );
    expect(answers).toEqual(Array.from({ length: 30 }, () => ({ status: 206, bytes: 100_000 })));
  });

  it("are decided again after they waited", async () => {
    const cleo = await server.signUp("cleo");
    const purchaseId = await buy(cleo, product.productId);
    const { url } = await ticket(cleo, product.fileId);
    const open = await Promise.all(Array.from({ length: 4 }, () => stalled(url, cleo)));
    const decisions = async () => {
      const said = await server.deps.metrics.registry.getSingleMetricAsString("vaulture_decision_seconds");
      return Number(/_count (\d+)/.exec(said)?.[1] ?? 0);
    };
    const before = await decisions();
    const waits = cleo.fetch(url, { headers: { range: "bytes=0-9" } });
    // Allowed once, and waiting for its place by now: the others take nothing, and so are not decided again.
    await vi.waitFor(async () => expect(await decisions()).toBeGreaterThan(before), 20_000);
    // Cuts those that are open, and so lets in the one that waits.
    await server.deps.pool.query(
      "update purchases set access_ended_at = now(), access_ended_reason = 'refunded' where id = $1",
      [purchaseId],
    );
    expect((await waits).status).toBe(403);
    for (const answer of open) answer.destroy();
  });
});

describe("streams of visitors (A57)", () => {
  let server: TestServer;
  let url: string;
  beforeAll(async () => {
    const environment = { STREAMS_PER_VIEWER: "4", STREAM_STALL_SECONDS: "60", TRUSTED_PROXIES: "loopback" };
    server = await startTestServer({ environment });
    const shop = await makeShop(server);
    const sound = Buffer.concat([Buffer.from("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0000"), LARGE]);
    const mediaFileIds = [await makeFile(server, shop, sound, "sound.mp3")];
    const terms = { visibility: "free", isPublic: true, body: "Words", creatorId: shop.creatorId };
    const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", { ...terms, mediaFileIds });
    const post = await server.visitor.json<{ mediaFiles: { url: string }[] }>("GET", `/api/v1/posts/${id}`);
    url = post.mediaFiles[0]!.url;
  });
  afterAll(() => server.close());

  it.each([
    ["198.51.100.7", "198.51.100.8"],
    ["2001:db8:7:1::1", "2001:db8:7:2::1"],
  ])("of one address (%s) leave its network's other addresses (%s) theirs", async (hog, neighbour) => {
    const from = (address: string) => ({ "x-forwarded-for": address });
    const open = await Promise.all(Array.from({ length: 4 }, () => stalled(url, server.visitor, from(hog))));
    expect(open.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const refused = await server.visitor.fetch(url, { headers: from(hog) });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "5"]);
    const asked = await server.visitor.fetch(url, { headers: { ...from(neighbour), range: "bytes=0-9" } });
    expect(asked.status).toBe(206);
    for (const answer of open) answer.destroy();
  });
});

describe("a client that takes its time (A57)", () => {
  let server: TestServer;
  let ann: Actor;
  let url: string;
  beforeAll(async () => {
    server = await startTestServer({ environment: { STREAM_STALL_SECONDS: "1" } });
    const shop = await makeShop(server);
    const product = await makeProduct(server, shop, { bytes: LARGE });
    ann = await server.signUp("ann");
    await buy(ann, product.productId);
    url = (await ticket(ann, product.fileId)).url;
  });
  afterAll(() => server.close());

  const stalledCuts = async () => {
    const { values } = await server.deps.metrics.registry
      .getSingleMetric("vaulture_cut_streams_total")!
      .get();
    return values.find(({ labels }) => labels.cause === "stalled")?.value ?? 0;
  };

  it("is served as long as it takes something", async () => {
    const answer = await ann.fetch(url);
    expect((await answer.arrayBuffer()).byteLength).toBe(LARGE.length);
    expect(await stalledCuts()).toBe(0);
  });

  it.each([
    ["takes nothing any more", 0],
    ["takes a trickle", 16],
  ])("is cut when it %s", async (_, bytesAtOnce) => {
    const before = await stalledCuts();
    const socket = readRaw(url, ann, bytesAtOnce);
    await vi.waitFor(async () => expect(await stalledCuts()).toBe(before + 1), 15_000);
    socket.destroy();
    expect((await ann.fetch(url, { headers: { range: "bytes=0-9" } })).status).toBe(206);
  });

  it("is cut, too, while it holds back the very last bytes", async () => {
    const before = await stalledCuts();
    const tail = LARGE.length - 8 * 1024 * 1024;
    const socket = readRaw(url, ann, 0, `bytes=${tail}-`);
    await vi.waitFor(async () => expect(await stalledCuts()).toBe(before + 1), 15_000);
    socket.destroy();
  });
});

/** A client that has begun and then takes no more. */
function stalled(url: string, who: Actor, headers = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie: who.cookie, ...headers }, agent: false }, (answer) => {
      answer.on("error", () => undefined);
      resolve(answer);
    }).on("error", reject);
  });
}

/** A socket that asks, and then reads so few bytes ten times a second. */
function readRaw(url: string, who: Actor, bytesAtOnce: number, range?: string) {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), highWaterMark: 16 } as never);
  socket.on("error", () => undefined);
  socket.pause();
  const more = range ? `range: ${range}\r\n` : "";
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${who.cookie}\r\n${more}\r\n`,
  );
  const timer = setInterval(() => bytesAtOnce > 0 && socket.read(bytesAtOnce), 100);
  socket.on("close", () => clearInterval(timer));
  return socket;
}
