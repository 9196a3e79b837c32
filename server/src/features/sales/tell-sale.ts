import type { Deps } from "../../deps.ts";
import type { EventType } from "../../events/event-types.ts";
import { mailKeyOf } from "../checkout/index.ts";
import type { SaleRow } from "./sale-rows.ts";
import type { SaleDetail, TimelineEntry } from "./schemas.ts";

type Story = Pick<SaleDetail, "refunds" | "revoked" | "timeline">;
type Told = Partial<Omit<TimelineEntry, "at" | "type">>;

/** Everything that happened to an order, oldest first: from the rows that are its facts, the trail and the mail log. */
export async function tellSale(deps: Pick<Deps, "db">, sale: SaleRow): Promise<Story> {
  const ofSale = { refunds: refundsOf(deps, sale.id), disputes: disputesOf(deps, sale.id) };
  const [refunds, disputes, rulings, events] = await Promise.all([
    ofSale.refunds,
    ofSale.disputes,
    rulingsOf(deps, sale.id),
    eventsOf(deps, sale.id),
  ]);
  const mails = await mailsOf(deps, [
    mailKeyOf.receipt(sale.id),
    ...refunds.map(({ id }) => mailKeyOf.refund(id)),
    ...rulings.map(({ number }) => mailKeyOf.ruling(sale.id, number)),
  ]);

  const timeline: TimelineEntry[] = [];
  const tell = (at: Date | null, type: TimelineEntry["type"], told: Told = {}) => {
    if (at)
      timeline.push({
        at: at.toISOString(),
        type,
        by: null,
        amount: null,
        reason: null,
        mail: null,
        ...told,
      });
  };
  const sum = (amount: number) => ({ amount, currency: sale.price_currency });
  tell(sale.created_at, "ordered");
  if (sale.completed_at === null) {
    tell(sale.failed_at, "payment_failed", { reason: sale.failure_reason });
    tell(sale.expired_at, "expired");
  }
  tell(sale.completed_at, "paid", { amount: sum(sale.price_amount) });
  for (const { created_at, updated_at, amount, status, reason, by } of refunds) {
    tell(created_at, "refunded", { amount: sum(amount), reason, by });
    if (status === "failed") tell(updated_at, "refund_failed", { amount: sum(amount) });
  }
  for (const { created_at, updated_at, amount, status } of disputes) {
    tell(created_at, "disputed", { amount: sum(amount) });
    if (status !== "open") tell(updated_at, status === "won" ? "dispute_won" : "dispute_lost");
  }
  for (const { created_at, verdict, reason, by } of rulings) tell(created_at, verdict, { reason, by });
  for (const event of events) tell(event.at, EVENTS[event.type as keyof typeof EVENTS], { by: event.by });
  for (const { kind, sent_at, created_at } of mails)
    tell(sent_at ?? created_at, sent_at ? "mail_sent" : "mail_waiting", { mail: kind });

  return {
    refunds: refunds.map(({ id, amount, status, reason, by, created_at }) => ({
      id,
      amount: sum(amount),
      status,
      reason,
      by,
      createdAt: created_at.toISOString(),
    })),
    revoked: rulings.at(-1)?.verdict === "revoked",
    timeline: timeline.sort((a, b) => a.at.localeCompare(b.at)),
  };
}

const EVENTS = {
  "access.ended": "access_ended",
  "access.restored": "access_opened",
  "receipt.resent": "receipt_resent",
} as const satisfies Partial<Record<EventType, TimelineEntry["type"]>>;

function refundsOf(deps: Pick<Deps, "db">, purchaseId: string) {
  return deps.db
    .selectFrom("refunds as f")
    .leftJoin("users as u", "u.id", "f.requested_by")
    .select(["f.id", "f.amount", "f.status", "f.reason", "f.created_at", "f.updated_at", "u.name as by"])
    .where("f.purchase_id", "=", purchaseId)
    .orderBy("f.created_at")
    .execute();
}

function disputesOf(deps: Pick<Deps, "db">, purchaseId: string) {
  return deps.db
    .selectFrom("disputes")
    .select(["amount", "status", "created_at", "updated_at"])
    .where("purchase_id", "=", purchaseId)
    .orderBy("created_at")
    .execute();
}

function rulingsOf(deps: Pick<Deps, "db">, purchaseId: string) {
  return deps.db
    .selectFrom("access_rulings as g")
    .leftJoin("users as u", "u.id", "g.decided_by")
    .select(["g.number", "g.verdict", "g.reason", "g.created_at", "u.name as by"])
    .where("g.purchase_id", "=", purchaseId)
    .orderBy("g.number")
    .execute();
}

/** What money did to access, and receipts sent again; a ruling tells of its own effect. */
async function eventsOf(deps: Pick<Deps, "db">, purchaseId: string) {
  const rows = await deps.db
    .selectFrom("events as e")
    .leftJoin("users as u", "u.id", "e.actor_id")
    .select(["e.at", "e.type", "e.data", "u.name"])
    .where("e.subject_type", "=", "purchase")
    .where("e.subject_id", "=", purchaseId)
    .where("e.type", "in", Object.keys(EVENTS))
    .orderBy("e.id", "desc")
    .limit(100)
    .execute();
  return rows
    .filter(({ data }) => (data as { reason?: string }).reason !== "revoked")
    .map(({ at, type, name }) => ({ at, type, by: type === "receipt.resent" ? name : null }))
    .reverse();
}

function mailsOf(deps: Pick<Deps, "db">, keys: string[]) {
  return deps.db
    .selectFrom("mails")
    .select(["kind", "sent_at", "created_at"])
    .where("dedupe_key", "in", keys)
    .orderBy("created_at")
    .execute();
}
