import { finalizeAndCollect, retryCollecting } from "../billing/collect.ts";
import { announceTrialEnd, endPeriod, expireIncomplete } from "../billing/renew.ts";
import { expireSession } from "../checkout/session-state.ts";
import { failRefund, succeedRefund } from "../payments/refunds.ts";
import { failPayment, settlePayment } from "../payments/settle.ts";
import { at, type Call, inCall, type Sandbox } from "../sandbox.ts";
import { getObject } from "../store/objects.ts";
import type { TimerAction } from "./set-timer.ts";

/** Things that happen by themselves, later. Each does nothing when it comes too late. */
const actions: Record<TimerAction, (call: Call, id: string) => Promise<unknown>> = {
  "invoice.finalize": finalizeAndCollect,
  "invoice.retry": retryCollecting,
  "payment.fail": ifProcessing(failPayment),
  "payment.settle": ifProcessing(settlePayment),
  "refund.fail": failRefund,
  "refund.succeed": succeedRefund,
  "session.expire": expireSession,
  "subscription.give_up": expireIncomplete,
  "subscription.period_end": endPeriod,
  "subscription.trial_will_end": announceTrialEnd,
};

/**
 * Runs what is due, each in a transaction of its own that takes the timer away, so that of several processes
 * one does it and a crash undoes nothing halfway.
 */
export async function runDueTimers(sandbox: Sandbox, stopped: () => boolean): Promise<void> {
  let found = true;
  while (found && !stopped()) found = await inCall(sandbox, (call) => runNext(call));
}

/**
 * Runs the timer that is due first, of those that go by `testClock` or, without one, by the sandbox's own time. What belongs
 * to a subscription happens as of the moment it was planned for: a clock that jumps over two renewals leaves the same history
 * as one that was watched. Answers whether there was one.
 */
export async function runNext(call: Call, testClock: string | null = null, until?: number): Promise<boolean> {
  const [timer] = await call.db.query<{ object_id: string; action: TimerAction; due_at: Date }>(
    `delete from {timers} where (object_id, action) in (
       select object_id, action from {timers}
       where due_at <= $1 and test_clock is not distinct from $2
       order by due_at, action limit 1 for update skip locked
     ) returning object_id, action, due_at`,
    [until === undefined ? call.sandbox.now() : new Date(until * 1000), testClock],
  );
  if (!timer) return false;
  const planned = /^(invoice|subscription)\./.test(timer.action);
  const moment = planned ? at(call, Math.floor(timer.due_at.getTime() / 1000)) : call;
  await attempt(moment, timer.object_id, timer.action);
  return true;
}

/**
 * An action that fails is undone and not tried again: it must not stand in the way of all the others. One that only came into
 * another's way is left to the next look.
 */
async function attempt(call: Call, id: string, action: TimerAction): Promise<void> {
  await call.db.query("savepoint before_action");
  try {
    await actions[action](call, id);
  } catch (error) {
    if (collided.has((error as { code?: string }).code ?? "")) throw error;
    await call.db.query("rollback to savepoint before_action");
    call.sandbox.log.error({ err: error, id, action }, "a timer of the Stripe sandbox failed");
  }
}

/** PostgreSQL's codes for a deadlock and for a serialization failure. */
const collided = new Set(["40P01", "40001"]);

/** An operator may have decided before. */
function ifProcessing(action: (call: Call, id: string) => Promise<unknown>) {
  return async (call: Call, id: string) => {
    const { status } = await getObject(call.db, "payment_intent", id);
    if (status === "processing") await action(call, id);
  };
}
