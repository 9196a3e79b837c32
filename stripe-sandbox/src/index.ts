import type { FastifyBaseLogger, FastifyPluginAsync } from "fastify";
import type pg from "pg";
import { isLocal } from "./operator/authorize.ts";
import type { AuthorizeOperator } from "./operator/routes.ts";
import { registerPages } from "./pages/register-pages.ts";
import { endpoints } from "./resources/index.ts";
import { type Dunning, type Sandbox, usualDunning } from "./sandbox.ts";
import { openDatabase } from "./store/database.ts";
import { migrate } from "./store/migrate.ts";
import { startDispatcher } from "./webhooks/dispatcher.ts";
import { ensureEndpoint, type HostEndpoint } from "./webhooks/ensure-endpoint.ts";
import { registerApi } from "./wire/api.ts";

export { sandboxAsOf } from "./past/sandbox-as-of.ts";
export { signatureHeader } from "./webhooks/sign.ts";

export type SandboxOptions = {
  /** Connections to a PostgreSQL that may be shared; the sandbox keeps to its own schema. */
  pool: pg.Pool;
  /** The one key that opens the API. It has to look like Stripe's test keys: `sk_test_…`. */
  secretKey: string;
  /** Origin under which browsers reach the hosted pages; a function if it is known only after listening. */
  baseUrl: string | (() => string);
  /** The time, for everything the sandbox does. */
  clock?: { now(): Date };
  /** Default `stripe_sandbox`. */
  schema?: string;
  /** Where the hosted pages live. Default `/sandbox`. */
  hostedPath?: string;
  /** Pauses before each further attempt to deliver a webhook; when they are used up, it has failed. */
  webhookRetryDelaysMs?: number[];
  /** Retries of unpaid renewals. Default: after 3, 5 and 7 more days, then the subscription is cancelled. */
  dunning?: Partial<Dunning>;
  /** The host's own webhook endpoint; read when the app listens, so that a port chosen by the system is known. */
  endpoint?: () => HostEndpoint;
  /** Who may see the operator page and press its buttons. Default: programs on this machine, see `isLocal`. */
  authorizeOperator?: AuthorizeOperator;
  /** Default: the logger of the app. */
  log?: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
};

/**
 * A small stateful Stripe: the API under `/v1`, the hosted pages under `hostedPath`, webhooks by itself. It is
 * ready when the app is, and stops with it. Refuses a secret key that is not a test key.
 */
export const stripeSandbox: FastifyPluginAsync<SandboxOptions> = async (app, options) => {
  const { pool, secretKey, baseUrl, schema = "stripe_sandbox", hostedPath = "/sandbox" } = options;
  if (!/^sk_test_\w{8,}$/.test(secretKey))
    throw new Error("The sandbox's secret key must look like sk_test_…");

  const database = openDatabase(pool, schema);
  let dispatcher: ReturnType<typeof startDispatcher> | undefined;
  const sandbox: Sandbox = {
    database,
    secretKey,
    baseUrl: () => (typeof baseUrl === "string" ? baseUrl : baseUrl()).replace(/\/+$/, ""),
    hostedPath,
    now: () => options.clock?.now() ?? new Date(),
    wake: () => dispatcher?.wake(),
    dunning: { ...usualDunning, ...options.dunning },
    log: options.log ?? app.log,
  };

  // Listening does not wait for its hooks: the first requests do, lest the host miss what they bring about.
  let endpointStands = Promise.resolve();
  app.addHook("onRequest", () => endpointStands);

  registerApi(app, sandbox, endpoints);
  registerPages(app, sandbox, options.authorizeOperator ?? isLocal);
  app.addHook("onReady", async () => {
    await migrate(database, schema);
    dispatcher = startDispatcher(sandbox, options.webhookRetryDelaysMs ?? defaultRetryDelaysMs);
  });
  app.addHook("onListen", async () => {
    if (options.endpoint) endpointStands = ensureEndpoint(sandbox, options.endpoint());
    await endpointStands;
  });
  app.addHook("onClose", async () => dispatcher?.stop());
};

const seconds = 1_000;
const minutes = 60 * seconds;
const defaultRetryDelaysMs = [
  seconds,
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  30 * minutes,
  60 * minutes,
];
