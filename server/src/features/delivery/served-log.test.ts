import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { buy, type ForSale, makeProduct, makeShop, ticket } from "../../test/make.ts";
import { type Begun, openServedLog } from "./served-log.ts";

type Told = { type: string; address: string | null; data: Record<string, unknown> };

describe("what the trail tells of a download", () => {
  let server: TestServer;
  let product: ForSale;
  let buyer: Actor;

  beforeAll(async () => {
    server = await startTestServer();
    const shop = await makeShop(server);
    product = await makeProduct(server, shop, { bytes: randomBytes(60_000_000) });
    buyer = await server.signUp("buyer");
    await buy(buyer, product.productId);
  });
  afterAll(() => server.close());

  const told = async (download: string) => {
    const { rows } = await server.deps.pool.query<Told>(
      "select type, address, data from events where data->>'download' = $1 order by id",
      [download],
    );
    return rows;
  };
  const until = async (download: string, types: string[]) => {
    await expect
      .poll(async () => (await told(download)).map(({ type }) => type), { timeout: 10_000 })
      .toEqual(types);
    return told(download);
  };
  const device = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

  it("one line for a request that is over at once, with device, network and bytes; a resume says so", async () => {
    const link = await ticket(buyer, product.fileId);
    const first = await buyer.fetch(link.url, { headers: { ...device, range: "bytes=0-99" } });
    await first.arrayBuffer();
    await until(link.id, ["download.created", "download.served"]);
    const second = await buyer.fetch(link.url, { headers: { range: "bytes=100-199" } });
    await second.arrayBuffer();
    const [, start, resume] = await until(link.id, [
      "download.created",
      "download.served",
      "download.served",
    ]);
    expect(start).toMatchObject({
      address: "127.0.0.0/24",
      data: {
        opened: "start",
        start: 0,
        bytes: 100,
        toEnd: false,
        because: "purchase",
        device: "Firefox on Linux",
      },
    });
    expect(resume).toMatchObject({ data: { opened: "resume", start: 100, bytes: 100 } });
  });

  it("a line at the start of a long one, and at its end why it was cut", async () => {
    const link = await ticket(buyer, product.fileId);
    const request = get(link.url, { headers: { ...device, cookie: buyer.cookie } });
    const [answer] = await once(request, "response");
    answer.pause();
    answer.on("error", () => undefined);
    await until(link.id, ["download.created", "download.started"]);
    await server.deps.db
      .updateTable("users")
      .set({ suspended_at: server.clock.now() })
      .where("id", "=", buyer.userId)
      .execute();
    const [, started, cut] = await until(link.id, ["download.created", "download.started", "download.cut"]);
    expect(started!.data).toMatchObject({ opened: "start", device: "Firefox on Linux" });
    expect(started!.data).not.toHaveProperty("bytes");
    expect(cut!.data).toMatchObject({ cause: "decision", reason: "sign_in_required", toEnd: false });
    expect(cut!.data.bytes).toBeGreaterThan(0);
    request.destroy();
    await server.deps.db
      .updateTable("users")
      .set({ suspended_at: null })
      .where("id", "=", buyer.userId)
      .execute();
  });

  it("loses no end that comes while its beginning is written, or while the database is away", async () => {
    let away = false;
    const paused: (() => void)[] = [];
    const { db } = server.deps;
    const slow = {
      transaction: () => ({
        execute: async (work: Parameters<ReturnType<typeof db.transaction>["execute"]>[0]) => {
          await new Promise<void>((resolve) => paused.push(resolve));
          if (away) throw new Error("the database is away");
          return db.transaction().execute(work);
        },
      }),
    } as unknown as typeof db;
    const log = openServedLog({ ...server.deps, db: slow });
    const link = await ticket(buyer, product.fileId);
    const begun: Begun = {
      kind: "download" as const,
      ticketId: link.id,
      userId: buyer.userId,
      fileId: product.fileId,
      creatorId: newId(),
      because: "purchase",
      opened: "start",
      start: 0,
      address: null,
      userAgent: null,
      counted: false,
    };
    const ended = log.begin(begun);
    await expect.poll(() => paused.length).toBe(1);
    ended({ bytes: 7, toEnd: true, cut: null });
    away = true;
    paused.shift()!();
    // It asks again after a pause.
    await expect.poll(() => paused.length, { timeout: 10_000 }).toBe(1);
    away = false;
    const closed = log.close();
    const drain = setInterval(() => paused.shift()?.(), 5);
    await closed;
    clearInterval(drain);
    const types = (await told(link.id)).map(({ type }) => type);
    expect(types.filter((type) => type === "download.served")).toEqual(["download.served"]);
    const row = await server.deps.db
      .selectFrom("downloads")
      .select(["bytes_sent", "request_count"])
      .where("id", "=", link.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ bytes_sent: 7, request_count: 1 });
  });

  it("a refusal with its reason and device; a flood is counted", async () => {
    const link = await ticket(buyer, product.fileId);
    const friend = await server.signUp("friend");
    expect((await friend.fetch(link.url, { headers: device })).status).toBe(403);
    const [, refusal] = await told(link.id);
    expect(refusal).toMatchObject({
      type: "access.denied",
      data: { reason: "wrong_viewer", at: "link", device: "Firefox on Linux" },
    });
    for (let n = 0; n < 130; n++) await friend.fetch(link.url);
    await expect
      .poll(async () => {
        const { rows } = await server.deps.pool.query(
          "select count(*)::int as lines, sum(coalesce((data->>'count')::int, 1))::int as refusals from events where type = 'access.denied' and actor_id = $1",
          [friend.userId],
        );
        return rows[0].lines < 130 ? rows[0].refusals : rows[0].lines;
      })
      .toBe(131);
  });
});
