import { expireSession } from "../checkout/session-state.ts";
import { failRefund, succeedRefund } from "../payments/refunds.ts";
import { failPayment, settlePayment } from "../payments/settle.ts";
import { type Call, inCall, type Sandbox } from "../sandbox.ts";
import { getObject } from "../store/objects.ts";
import type { TimerAction } from "./set-timer.ts";

/** Things that happen by themselves, later. Each does nothing when it comes too late. */
const actions: Record<TimerAction, (call: Call, id: string) => Promise<unknown>> = {
  "payment.fail": ifProcessing(failPayment),
  "payment.settle": ifProcessing(settlePayment),
  "refund.fail": failRefund,
  "refund.succeed": succeedRefund,
  "session.expire": expireSession,
};

/**
 * Runs what is due, each in a transaction of its own that takes the timer away, so that of several processes
 * one does it and a crash undoes nothing halfway.
 */
export async function runDueTimers(sandbox: Sandbox, stopped: () => boolean): Promise<void> {
  let found = true;
  while (found && !stopped()) found = await inCall(sandbox, runNext);
}

async function runNext(call: Call): Promise<boolean> {
  const [timer] = await call.db.query<{ object_id: string; action: TimerAction }>(
    `delete from {timers} where (object_id, action) in (
       select object_id, action from {timers} where due_at <= $1 order by due_at limit 1 for update skip locked
     ) returning object_id, action`,
    [call.sandbox.now()],
  );
  if (timer) await attempt(call, timer.object_id, timer.action);
  return timer !== undefined;
}

/** An action that fails is undone and not tried again: it must not stand in the way of all the others. */
async function attempt(call: Call, id: string, action: TimerAction): Promise<void> {
  await call.db.query("savepoint before_action");
  try {
    await actions[action](call, id);
  } catch (error) {
    await call.db.query("rollback to savepoint before_action");
    call.sandbox.log.error({ err: error, id, action }, "a timer of the Stripe sandbox failed");
  }
}

/** An operator may have decided before. */
function ifProcessing(action: (call: Call, id: string) => Promise<unknown>) {
  return async (call: Call, id: string) => {
    const { status } = await getObject(call.db, "payment_intent", id);
    if (status === "processing") await action(call, id);
  };
}
