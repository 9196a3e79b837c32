#!/usr/bin/env node
import { parseArgs } from "node:util";
import Fastify from "fastify";
import pg from "pg";
import { stripeSandbox } from "./index.ts";

const usage = `A small stateful Stripe on this machine.

  stripe-sandbox --database-url postgres://… [--port 12111] [--host 127.0.0.1] [--secret-key sk_test_…]
                 [--base-url http://…]

The database may be shared: everything is kept in the schema stripe_sandbox.
`;

const { values } = parseArgs({
  options: {
    "base-url": { type: "string" },
    "database-url": { type: "string", default: process.env.DATABASE_URL },
    help: { type: "boolean", short: "h" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "12111" },
    "secret-key": { type: "string", default: "sk_test_sandbox0000" },
  },
});
if (values.help || !values["database-url"]) {
  console.log(usage);
  process.exit(values.help ? 0 : 1);
}

const pool = new pg.Pool({ connectionString: values["database-url"] });
// A connection that dies while idle is replaced by the pool; without a listener it would end the process.
pool.on("error", (error) => console.error(`database: ${error.message}`));
const app = Fastify({ logger: { level: "warn" }, forceCloseConnections: true });
let address = "";
await app.register(stripeSandbox, {
  pool,
  secretKey: values["secret-key"],
  baseUrl: () => values["base-url"] ?? address,
});
address = await app.listen({ host: values.host, port: Number(values.port) });
console.log(
  `Stripe sandbox: ${address}\nSecret key:     ${values["secret-key"]}\nPayments:       ${values["base-url"] ?? address}/sandbox`,
);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await app.close();
    await pool.end();
  });
}
