import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import pg from "pg";
import Stripe from "stripe";
import { inject } from "vitest";
import { type SandboxOptions, stripeSandbox } from "../index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser URL of a PostgreSQL that lives as long as this test run. */
    postgresUrl: string;
  }
}

export const secretKey = "sk_test_sandboxtests0001";

/** A database of its own; `drop` removes it. */
export async function makeDatabase() {
  const name = `sandbox_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropUnused(name) };
}

/** One request to the API and what it was answered. */
export type Exchange = {
  method: string;
  url: string;
  sent: string;
  status: number;
  answer: { object?: string; error?: object };
};

export type RunningSandbox = {
  app: FastifyInstance;
  pool: pg.Pool;
  baseUrl: string;
  stripe: Stripe;
  /** Everything the API was asked so far. */
  exchanges: Exchange[];
  /** Like the library of a second server that shares nothing with the first. */
  client(options?: Partial<Stripe.StripeConfig> & { key?: string }): Stripe;
  stop(): Promise<void>;
};

/** A sandbox in an app of its own, listening on a free port. */
export async function startSandbox(
  databaseUrl: string,
  options: Partial<SandboxOptions> = {},
): Promise<RunningSandbox> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  const app = Fastify({ forceCloseConnections: true, logger: { level: "error" } });
  const exchanges: Exchange[] = [];
  app.addHook("onSend", async ({ method, url, body }, reply, payload) => {
    if (!url.startsWith("/v1/")) return;
    exchanges.push({
      method,
      url,
      sent: String(body ?? ""),
      status: reply.statusCode,
      answer: JSON.parse(String(payload)),
    });
  });
  let baseUrl = "";
  await app.register(stripeSandbox, {
    pool,
    secretKey,
    baseUrl: () => baseUrl,
    webhookRetryDelaysMs: [50, 100, 200],
    ...options,
  });
  baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const client: RunningSandbox["client"] = ({ key = secretKey, ...config } = {}) =>
    new Stripe(key, {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
      ...config,
    });
  return {
    app,
    pool,
    baseUrl,
    stripe: client(),
    exchanges,
    client,
    async stop() {
      await app.close();
      await pool.end();
    },
  };
}

/** A session for one thing, by default of 19.00 dollars. */
export function oneItem(
  overrides: Partial<Stripe.Checkout.SessionCreateParams> = {},
  { unit_amount = 1900, currency = "usd" } = {},
): Stripe.Checkout.SessionCreateParams {
  const price_data = { currency, product_data: { name: "A field guide" }, unit_amount };
  return {
    mode: "payment",
    line_items: [{ price_data, quantity: 1 }],
    success_url: "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://shop.example/cart",
    ...overrides,
  };
}

/** Sends the hosted page's form as a browser would; redirects are answered, not followed. */
export function submit(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", headers });
}

export const goodCard = { number: "4242 4242 4242 4242", exp: "12/34", cvc: "123" };

/** What a webhook receiver got: the raw body and its signature. */
export type Received = { body: string; signature: string };

/** A receiver that remembers what it got and answers as told. */
export async function startReceiver(answer: (received: Received) => number | Promise<number> = () => 200) {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      body: Buffer.concat(chunks).toString(),
      signature: String(request.headers["stripe-signature"]),
    };
    response.statusCode = await answer(one);
    response.end("noted");
    received.push(one);
    for (const wake of waiting) wake();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Resolves once what was received satisfies the condition. */
    async until(condition: (all: Received[]) => boolean): Promise<void> {
      while (!condition(received)) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Resolves once `probe` answers something, asking again after each short pause; for what other processes do. */
export async function eventually<T>(probe: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await probe();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A pool says it has ended a moment before its connections are gone: dropped by force, they would raise errors. */
async function dropUnused(name: string): Promise<void> {
  const inUse = "55006";
  await eventually(async () => {
    const error = await asAdmin(`drop database ${name}`).catch((reason: { code?: string }) => reason);
    if (error && error.code !== inUse) throw error;
    return !error;
  });
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
