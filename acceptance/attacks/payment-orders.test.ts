import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { deliver, eventOf, type Order, order, provider, sessionOf } from "../world/payments.ts";
import { type Person, signUp } from "../world/people.ts";
import { type ForSale, openShop, sell } from "../world/shop.ts";

// What the provider can tell of one payment of 1900, in any order. Each story has one end, whatever the order it is heard in.
const PRICE = 1900;
type Story = {
  name: string;
  told: Told[];
  end: { status: string; refunded: number; access: boolean };
};
type Told =
  | { kind: "session"; type: string; status: "complete" | "expired"; paid: boolean }
  | { kind: "refund"; type: string; id: string; amount: number; status: string; endsAccess?: boolean }
  | { kind: "dispute"; type: string; id: string; status: string };

const paid: Told = { kind: "session", type: "checkout.session.completed", status: "complete", paid: true };
const unpaid: Told = { kind: "session", type: "checkout.session.completed", status: "complete", paid: false };
const arrived: Told = {
  kind: "session",
  type: "checkout.session.async_payment_succeeded",
  status: "complete",
  paid: true,
};
const bounced: Told = {
  kind: "session",
  type: "checkout.session.async_payment_failed",
  status: "complete",
  paid: false,
};
const expired: Told = { kind: "session", type: "checkout.session.expired", status: "expired", paid: false };
const refund = (id: string, amount: number, status: string, endsAccess?: boolean): Told => ({
  kind: "refund",
  type: status === "failed" ? "refund.failed" : status === "pending" ? "refund.created" : "refund.updated",
  id,
  amount,
  status,
  endsAccess,
});
const dispute = (status: string): Told => ({
  kind: "dispute",
  id: "a",
  type: status === "needs_response" ? "charge.dispute.created" : "charge.dispute.closed",
  status,
});

const STORIES: Story[] = [
  {
    name: "paid, heard of twice, the page expiring late",
    told: [paid, paid, expired],
    end: { status: "completed", refunded: 0, access: true },
  },
  {
    name: "unpaid, then arrived",
    told: [unpaid, arrived, expired],
    end: { status: "completed", refunded: 0, access: true },
  },
  {
    name: "unpaid, then bounced",
    told: [unpaid, bounced, expired],
    end: { status: "failed", refunded: 0, access: false },
  },
  { name: "expired", told: [expired, expired], end: { status: "expired", refunded: 0, access: false } },
  {
    name: "refunded in full",
    told: [paid, refund("a", PRICE, "pending", true), refund("a", PRICE, "succeeded", true)],
    end: { status: "refunded", refunded: PRICE, access: false },
  },
  {
    name: "a refund that failed: the money never left, access is back",
    told: [
      paid,
      refund("a", PRICE, "pending", true),
      refund("a", PRICE, "succeeded", true),
      refund("a", PRICE, "failed", true),
    ],
    end: { status: "completed", refunded: 0, access: true },
  },
  {
    name: "refunded in part twice by the provider's own page, the second completing it",
    told: [paid, refund("a", 1000, "succeeded"), refund("b", 900, "succeeded")],
    end: { status: "refunded", refunded: PRICE, access: false },
  },
  {
    name: "refunded in part twice at the provider, the first failing",
    told: [paid, refund("a", 1000, "succeeded"), refund("a", 1000, "failed"), refund("b", 900, "succeeded")],
    end: { status: "partially_refunded", refunded: 900, access: true },
  },
  {
    name: "refunded in full with access kept",
    told: [paid, refund("a", PRICE, "pending", false), refund("a", PRICE, "succeeded", false)],
    end: { status: "refunded", refunded: PRICE, access: true },
  },
  {
    name: "disputed",
    told: [paid, dispute("needs_response"), paid],
    end: { status: "disputed", refunded: 0, access: false },
  },
  {
    name: "disputed and won",
    told: [paid, dispute("needs_response"), dispute("won")],
    end: { status: "completed", refunded: 0, access: true },
  },
  {
    name: "disputed and lost",
    told: [paid, dispute("needs_response"), dispute("lost")],
    end: { status: "dispute_lost", refunded: 0, access: false },
  },
  {
    name: "refunded in part, then disputed and won",
    told: [paid, refund("a", 400, "succeeded", false), dispute("needs_response"), dispute("won")],
    end: { status: "partially_refunded", refunded: 400, access: true },
  },
];

/** Every order of a short story; of a longer one a seeded choice that has each step in each place. */
function ordersOf<T>(steps: T[]): T[][] {
  if (steps.length > 3) {
    const turned = steps.map((_, turn) => [...steps.slice(turn), ...steps.slice(0, turn)]);
    return [...turned, ...turned.map((order) => [...order].reverse())];
  }
  return steps.flatMap((step, index) => {
    const rest = [...steps.slice(0, index), ...steps.slice(index + 1)];
    return rest.length === 0 ? [[step]] : ordersOf(rest).map((order) => [step, ...order]);
  });
}

describe.skipIf(!isOurs)(
  `what the provider tells of a payment arrives in any order (A18)${needsOurs}`,
  () => {
    let product: ForSale;

    beforeAll(async () => {
      product = await sell(await openShop());
    });

    it.each(STORIES)("$name", async ({ told, end }) => {
      const buyer = await signUp("Any Order");
      for (const steps of ordersOf(told)) {
        const seen = await play(buyer, await sell(product.shop), steps);
        const heard = steps.map(({ type }) => type).join(", ");
        expect({ ...seen, heard }).toEqual({ ...end, heard, books: 0 });
      }
    });
  },
);

async function play(buyer: Person, product: ForSale, steps: Told[]) {
  const made = await order(buyer, product);
  const intent = await (await provider()).paymentIntents.create({
    amount: PRICE,
    currency: "usd",
    metadata: { purchase_id: made.purchaseId },
  });
  const run = randomBytes(6).toString("hex");
  for (const step of steps) await deliver(toEvent(buyer, made, step, intent.id, run));
  const purchase = await buyer.json<{ status: string; refunded: { amount: number } }>(
    "GET",
    `/api/v1/purchases/${made.purchaseId}`,
  );
  const opens = await buyer.fetch(`/api/v1/files/${product.fileId}/downloads`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  await opens.arrayBuffer();
  const [books] = await sql<{ sum: number }>(
    `select coalesce(sum(e.amount), 0)::int as sum from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
     where t.purchase_id = $1`,
    [made.purchaseId],
  );
  return {
    status: purchase.status,
    refunded: purchase.refunded.amount,
    access: opens.status === 201,
    books: books!.sum,
  };
}

function toEvent(buyer: Person, made: Order, step: Told, payment_intent: string, run: string) {
  if (step.kind === "session") {
    const { status } = step;
    const payment_status = step.paid ? "paid" : "unpaid";
    return eventOf(step.type, sessionOf(buyer, made, { status, payment_status, payment_intent }));
  }
  const shared = { payment_intent, currency: "usd", status: step.status };
  if (step.kind === "dispute") {
    return eventOf(step.type, { ...shared, id: `du_${run}${step.id}`, object: "dispute", amount: PRICE });
  }
  const metadata = step.endsAccess === undefined ? {} : { ends_access: String(step.endsAccess) };
  return eventOf(step.type, {
    ...shared,
    id: `re_${run}${step.id}`,
    object: "refund",
    amount: step.amount,
    metadata,
  });
}
