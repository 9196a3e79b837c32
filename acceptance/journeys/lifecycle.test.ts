import { createServer, request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { sql, until } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { signUp } from "../world/people.ts";
import { postmasterOf } from "../world/postmaster.ts";
import {
  freePort,
  freshDirectory,
  launch,
  removeInstallation,
  runServer,
  type ServerProcess,
  startServer,
} from "../world/server-process.ts";
import { buy, download, metadata, openShop, paidBytes, pay, sell, sha256, ticket } from "../world/shop.ts";

const directories: string[] = [];
let running: ServerProcess | null = null;

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<ServerProcess> {
  running = await startServer(options);
  if (!directories.includes(running.dataDir)) directories.push(running.dataDir);
  return running;
}
const again = (server: ServerProcess) => start({ dataDir: server.dataDir, port: server.port });

afterEach(async () => {
  await running?.stop();
  running = null;
  for (const directory of directories.splice(0)) await removeInstallation(directory);
});

describe.skipIf(!isOurs)(`an installation's life${needsOurs}`, () => {
  it("starts, stops on SIGTERM with nothing left running, and is ready within ten seconds the next time", async () => {
    const server = await start();
    const postmaster = (await postmasterOf(server.dataDir))!;
    expect(postmaster.alive()).toBe(true);
    const owner = await openShop(server.url);

    expect(await server.stop()).toBe(0);
    expect(postmaster.alive()).toBe(false);
    expect(await postmasterOf(server.dataDir)).toBeNull();
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();

    const second = await again(server);
    expect(second.readyMs).toBeLessThan(10_000);
    const me = await owner.owner.json<{ isCreator: boolean }>("GET", "/api/v1/me");
    expect(me.isCreator).toBe(true);
  });

  it("refuses a second start on the same data, with a reason, and harms nothing", async () => {
    const server = await start();
    const { code, output } = await runServer({ dataDir: server.dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/already runs on/);
    expect(output).toContain(server.dataDir);
    expect(output).not.toMatch(/at .*\.ts:\d+/);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect((await postmasterOf(server.dataDir))!.alive()).toBe(true);
  });

  it("says so when the port is taken, and leaves no database behind", async () => {
    const other = createServer((_, response) => response.end("somebody else"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const dataDir = await freshDirectory();
    directories.push(dataDir);
    const { code, output } = await runServer({ dataDir, port });
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    expect(output).toMatch(/PORT=\d+/);
    expect(output).not.toMatch(/at .*\.ts:\d+/);
    expect(await postmasterOf(dataDir)).toBeNull();
  });

  it("refuses to run production on the payment sandbox, and names every problem at once", async () => {
    const { code, output } = await runServer({
      env: { NODE_ENV: "production", DOWNLOAD_START_SECONDS: "0", PLATFORM_FEE_PERCENT: "many" },
    });
    expect(code).toBe(1);
    expect(output).toContain("DOWNLOAD_START_SECONDS");
    expect(output).toContain("PLATFORM_FEE_PERCENT");

    const unset = await runServer({ env: { NODE_ENV: "production", BASE_URL: "http://shop.example" } });
    expect(unset.code).toBe(1);
    for (const name of ["JWT_SECRET", "TICKET_SECRETS", "STRIPE_SECRET_KEY", "SMTP_URL", "BASE_URL"]) {
      expect(unset.output).toContain(name);
    }
    expect(unset.output).toMatch(/sandbox/);
    expect(unset.output).not.toMatch(/at .*\.ts:\d+/);
  });

  it("lost nothing it acknowledged when it was killed during an upload", async () => {
    const server = await start();
    const shop = await openShop(server.url);
    const bytes = paidBytes(12 * 1024 * 1024 + 5);
    const created = await shop.owner.fetch("/api/v1/uploads", {
      method: "POST",
      headers: {
        "tus-resumable": "1.0.0",
        "upload-length": String(bytes.length),
        "upload-metadata": metadata({ filename: "big.bin", creatorId: shop.creatorId }),
      },
    });
    const path = new URL(created.headers.get("location")!, server.url).pathname;
    const patch = (offset: number, part: Buffer) =>
      shop.owner.fetch(path, {
        method: "PATCH",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-offset": String(offset),
          "content-type": "application/offset+octet-stream",
        },
        body: new Uint8Array(part),
      });
    const acknowledged = 5 * 1024 * 1024;
    expect((await patch(0, bytes.subarray(0, acknowledged))).status).toBe(204);
    // More is on its way, unacknowledged, when the power goes.
    const cut = sendPart(
      shop.owner.cookie,
      server,
      path,
      acknowledged,
      bytes.subarray(acknowledged, acknowledged * 2),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.kill();
    await cut;

    await again(server);
    const head = await shop.owner.fetch(path, { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
    expect(head.status).toBe(200);
    const offset = Number(head.headers.get("upload-offset"));
    expect(offset).toBeGreaterThanOrEqual(acknowledged);
    expect((await patch(offset, bytes.subarray(offset))).status).toBe(204);
    const file = await shop.owner.json("GET", `/api/v1/files/${path.split("/").at(-1)}`);
    expect(file).toMatchObject({ status: "ready", sha256: sha256(bytes) });
  });

  it("lost nothing it acknowledged when it was killed during a purchase and a download", async () => {
    const server = await start();
    const shop = await openShop(server.url);
    const product = await sell(shop);
    const early = await signUp("Early Bird", server.url);
    const late = await signUp("Late Bird", server.url);
    const purchaseId = await buy(early, product);
    const link = await ticket(early, product.fileId);
    await download(early, link.url, { range: "bytes=0-99" });

    // The other one's money is taken, and the server dies before anybody could tell of it.
    const order = await late.json<{ purchaseId: string; checkoutUrl: string }>("POST", "/api/v1/checkout", {
      productId: product.productId,
    });
    const paying = pay(order.checkoutUrl).then(
      ({ status }) => status,
      () => 0,
    );
    const status = await paying;
    await server.kill();
    expect(status).toBe(303);

    await again(server);
    expect(await early.json("GET", `/api/v1/purchases/${purchaseId}`)).toMatchObject({ status: "completed" });
    const rest = await download(early, link.url, { range: "bytes=100-" });
    expect(sha256(Buffer.concat([product.bytes.subarray(0, 100), rest]))).toBe(product.sha256);
    // Nobody opens the return page: the webhook is delivered again by itself.
    const purchase = await until(
      () => late.json<{ status: string }>("GET", `/api/v1/purchases/${order.purchaseId}`),
      (found) => found.status === "completed",
      20_000,
    );
    expect(purchase.status).toBe("completed");
    expect(sha256(await download(late, (await ticket(late, product.fileId)).url))).toBe(product.sha256);
    const sales = await sql(
      "select count(*)::int as count from ledger_transactions where purchase_id = $1 and kind = 'sale'",
      [order.purchaseId],
      server.dataDir,
    );
    expect(sales).toEqual([{ count: 1 }]);
  });

  it("is killed at any moment of its start and starts again", async () => {
    const dataDir = await freshDirectory();
    directories.push(dataDir);
    for (const wait of [150, 600, 1200]) {
      const { child, exited } = launch({ dataDir, port: await freePort() });
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill("SIGKILL");
      await exited;
    }
    const server = await start({ dataDir });
    expect((await openShop(server.url)).creatorId).not.toBe("");
  });

  it("cuts a slow download when it stops, and does not wait for it forever", async () => {
    const server = await start();
    const product = await sell(await openShop(server.url), { bytes: paidBytes(30 * 1024 * 1024) });
    const buyer = await signUp("Slow Reader", server.url);
    await buy(buyer, product);
    const link = await ticket(buyer, product.fileId);
    // Takes the first bytes and then nothing more.
    const { ended, received } = stuckDownload(link.url, buyer.cookie);
    await until(
      async () => received(),
      (count) => count > 0,
    );
    const stopping = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - stopping).toBeLessThan(10_000);
    expect(await ended).toBe("cut");
  });
});

/** PATCHes a part and does not mind how that ends. */
function sendPart(
  cookie: string,
  server: ServerProcess,
  path: string,
  offset: number,
  part: Buffer,
): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = request(`${server.url}${path}`, {
      method: "PATCH",
      headers: {
        cookie,
        origin: server.url,
        "tus-resumable": "1.0.0",
        "upload-offset": offset,
        "content-type": "application/offset+octet-stream",
        "content-length": part.length + 1,
      },
    });
    outgoing.once("error", () => resolve());
    outgoing.once("close", () => resolve());
    outgoing.write(part);
  });
}

function stuckDownload(url: string, cookie: string) {
  let bytes = 0;
  const ended = new Promise<"cut" | "whole">((resolve) => {
    request(url, { headers: { cookie } }, (response) => {
      response.once("data", (chunk: Buffer) => {
        bytes += chunk.length;
        response.pause();
        // Paused, it would not notice its end; from then on it only drains.
        setTimeout(() => response.resume(), 5000);
      });
      response.on("end", () => resolve("whole"));
      response.on("error", () => resolve("cut"));
    })
      .on("error", () => resolve("cut"))
      .end();
  });
  return { ended, received: () => bytes };
}
