import { createHmac } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "../child.ts";
import { type Installation, openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import type { Measurement } from "../measurement.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, idOf, type World } from "../world.ts";

export const webhooks: Measurement = {
  name: "webhooks",
  about:
    "signed events of paid orders: taken in, and settled (status, ledger, receipt), against one bare insert",
  async run({ machine, quick }) {
    const count = quick ? 400 : 1500;
    const times = quick ? 3 : 4;
    const orders = count * (times + 1);
    const world: World = {
      buyers: orders,
      products: 50,
      purchases: orders,
      status: "pending",
      leases: 0,
      fileBytes: 16_384,
    };
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, world));
    const bareDatabase = await machine.createDatabase();
    const bare = startChild("./reference/raw-insert.ts", machine.nodeOptions);
    const barePort = await bare.ask<number>("start", { databaseUrl: bareDatabase });
    const load = startChild("./load/requests.ts");
    let next = 0;
    const ours = async () => {
      const requests = Array.from({ length: count }, () => paidEvent(installation, next++));
      const begun = performance.now();
      const outcome = await run({ port: installation.port, requests, status: 200 });
      await settled(installation);
      return { ...outcome, settledPerSecond: count / ((performance.now() - begun) / 1000) };
    };
    const theirs = async () => {
      const requests = Array.from({ length: count }, (_, order) =>
        requestText("POST", "/", {}, sessionEvent(order)),
      );
      const outcome = await run({ port: barePort, requests, status: 201 });
      return { ...outcome, settledPerSecond: outcome.perSecond };
    };
    const run = (job: Pick<RequestJob, "port" | "requests" | "status">) =>
      load.ask<RequestOutcome>("run", { ...job, connections: 16, seconds: "once" } satisfies RequestJob);
    try {
      await ours();
      await theirs();
      const rounds = await inTurns(times, { ours, theirs });
      await checkAllPaid(installation, next);
      const against = "raw Node, one insert";
      return [
        {
          name: "webhook events taken in",
          value: median(rounds.ours.map((outcome) => outcome.perSecond)),
          unit: "/s",
          against,
          ratio: ratioOf(rounds.ours, rounds.theirs, (outcome) => outcome.perSecond),
        },
        {
          name: "webhook events settled",
          value: median(rounds.ours.map((outcome) => outcome.settledPerSecond)),
          unit: "/s",
          against,
          ratio: ratioOf(rounds.ours, rounds.theirs, (outcome) => outcome.settledPerSecond),
        },
      ];
    } finally {
      await load.stop();
      await bare.stop();
      await machine.dropDatabase(bareDatabase);
      await installation.close();
    }
  },
};

/** A signed request as Stripe makes it (https://docs.stripe.com/webhooks#verify-manually). */
function paidEvent({ secrets }: Installation, order: number): string {
  const body = sessionEvent(order);
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", secrets.sandboxWebhookSecret).update(`${at}.${body}`).digest("hex");
  return requestText(
    "POST",
    "/api/v1/webhooks/stripe",
    { "content-type": "application/json", "stripe-signature": `t=${at},v1=${signature}` },
    body,
  );
}

function sessionEvent(order: number): string {
  const created = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    id: `evt_bench_${order}`,
    object: "event",
    type: "checkout.session.completed",
    api_version: "2026-10-28.endive",
    created,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    data: {
      object: {
        id: `cs_test_bench${order}`,
        object: "checkout.session",
        mode: "payment",
        status: "complete",
        payment_status: "paid",
        amount_subtotal: 1900,
        amount_total: 1900,
        currency: "usd",
        payment_intent: `pi_bench_${order}`,
        metadata: { purchase_id: idOf("purchase", order) },
        url: null,
        created,
        livemode: false,
      },
    },
  });
}

async function settled({ pool }: Installation): Promise<void> {
  const open = "select count(*) as open from webhook_events where processed_at is null";
  while ((await pool.query<{ open: number }>(open)).rows[0]!.open > 0) await delay(20);
}

async function checkAllPaid({ pool }: Installation, orders: number): Promise<void> {
  const { rows } = await pool.query<{ paid: number }>(
    "select count(*) as paid from purchases where status = 'completed'",
  );
  if (rows[0]!.paid !== orders) throw new Error(`${rows[0]!.paid} of ${orders} orders were completed`);
}
