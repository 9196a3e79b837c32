import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  makeDatabase,
  oneItem,
  type RunningSandbox,
  secretKey,
  startReceiver,
  startSandbox,
} from "./test/harness.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const officialCli = join(require.resolve("@stripe/cli/package.json"), "../../../.bin/stripe");

let sandbox: RunningSandbox;
let database: Awaited<ReturnType<typeof makeDatabase>>;
let home: string;
beforeAll(async () => {
  database = await makeDatabase();
  sandbox = await startSandbox(database.url);
  home = await mkdtemp(join(tmpdir(), "stripe-cli-"));
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

/** Runs Stripe's own command line against the sandbox; it finds nobody else to talk to. */
async function stripe(...args: string[]): Promise<string> {
  const nowhere = "http://127.0.0.1:9";
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
    STRIPE_CLI_TELEMETRY_OPTOUT: "1",
  };
  const { stdout } = await run(
    officialCli,
    [...args, "--api-base", sandbox.baseUrl, "--api-key", secretKey],
    { env },
  );
  return stdout;
}

describe("Stripe's command line", () => {
  it("reads objects and lists", async () => {
    const customer = await sandbox.stripe.customers.create({ name: "Ann" });
    const session = await sandbox.stripe.checkout.sessions.create(oneItem());
    expect(JSON.parse(await stripe("get", customer.id))).toMatchObject({ id: customer.id, name: "Ann" });
    expect(JSON.parse(await stripe("get", "/v1/checkout/sessions", "--limit", "1")).data[0].id).toBe(
      session.id,
    );
    expect(JSON.parse(await stripe("customers", "list", "--limit", "1")).data[0].id).toBe(customer.id);
    expect(
      JSON.parse(await stripe("events", "list", "--type", "customer.created")).data[0].data.object.id,
    ).toBe(customer.id);
    const expanded = await stripe("checkout", "sessions", "retrieve", session.id, "--expand", "line_items");
    expect(JSON.parse(expanded).line_items.data).toHaveLength(1);
  });

  it("writes, and shows Stripe's errors", async () => {
    const customer = JSON.parse(await stripe("customers", "create", "--name", "Bob", "-d", "metadata[a]=b"));
    expect(await sandbox.stripe.customers.retrieve(customer.id)).toMatchObject({
      name: "Bob",
      metadata: { a: "b" },
    });
    expect(
      await stripe("charges", "retrieve", "ch_none").catch(({ stdout, stderr }) => stdout + stderr),
    ).toContain("No such charge");
  });

  it("resends an event", async () => {
    const receiver = await startReceiver();
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["customer.deleted"],
    });
    const { id } = await sandbox.stripe.customers.create();
    await sandbox.stripe.customers.del(id);
    await receiver.until((all) => all.length === 1);
    const event = JSON.parse(receiver.received[0]!.body) as Stripe.Event;
    await stripe("events", "resend", event.id, "--webhook-endpoint", endpoint.id);
    await receiver.until((all) => all.length === 2);
    await sandbox.stripe.webhookEndpoints.del(endpoint.id);
    await receiver.stop();
  });

  it.each([
    "charge.captured",
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.failed",
    "charge.refund.updated",
    "charge.refunded",
    "charge.succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.created",
    "customer.deleted",
    "customer.updated",
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "payment_intent.created",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.succeeded",
    "payment_method.attached",
    "payment_method.detached",
    "price.created",
    "price.updated",
    "product.created",
    "product.deleted",
    "product.updated",
  ])("triggers %s", async (type) => {
    const count = async () => (await sandbox.stripe.events.list({ type, limit: 100 })).data.length;
    const before = await count();
    expect(await stripe("trigger", type)).toContain("Trigger succeeded");
    await eventually(async () => (await count()) > before);
  });
});

describe("the stand-alone command", () => {
  it("serves a sandbox until it is told to stop", async () => {
    const cli = join(import.meta.dirname, "cli.ts");
    const child: ChildProcess = spawn(process.execPath, [
      cli,
      "--port",
      "0",
      "--database-url",
      database.url,
      "--secret-key",
      secretKey,
    ]);
    const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
    const printed = await new Promise<string>((resolve) =>
      child.stdout!.once("data", (data) => resolve(String(data))),
    );
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)!;
    const answer = await fetch(`${url}/v1/customers`, { headers: { authorization: `Bearer ${secretKey}` } });
    expect(answer.status).toBe(200);
    expect((await fetch(`${url}/sandbox`)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
  });

  it("explains itself when it lacks a database", async () => {
    const cli = join(import.meta.dirname, "cli.ts");
    const failure = await run(process.execPath, [cli], { env: {} }).catch((error) => error);
    expect(failure.code).toBe(1);
    expect(failure.stdout).toContain("--database-url");
  });
});
