import type { Call } from "../sandbox.ts";

export type TimerAction =
  | "invoice.finalize"
  | "invoice.retry"
  | "payment.fail"
  | "payment.settle"
  | "refund.fail"
  | "refund.succeed"
  | "session.expire"
  | "subscription.give_up"
  | "subscription.period_end"
  | "subscription.trial_will_end";

/** Plans an action on an object for a moment in Unix seconds, in the caller's transaction. */
export async function setTimer(
  call: Call,
  objectId: string,
  action: TimerAction,
  dueAt: number,
): Promise<void> {
  await call.db.query(
    "insert into {timers} (object_id, action, due_at) values ($1, $2, to_timestamp($3)) on conflict do nothing",
    [objectId, action, dueAt],
  );
}

/** Stands for a clock: what is planned by calls of the past waits until they have come to it. */
export const PAST = "past";

/** As `setTimer`, in place of the one there may be, and by a test clock's time if one is named. */
export async function moveTimer(
  call: Call,
  objectId: string,
  action: TimerAction,
  dueAt: number,
  testClock: unknown,
): Promise<void> {
  await call.db.query(
    `insert into {timers} (object_id, action, due_at, test_clock) values ($1, $2, to_timestamp($3), $4)
     on conflict (object_id, action) do update set due_at = excluded.due_at, test_clock = excluded.test_clock`,
    [objectId, action, dueAt, testClock ?? (call.untold ? PAST : null)],
  );
}

/** Takes a plan back. */
export async function clearTimer(call: Call, objectId: string, action: TimerAction): Promise<void> {
  await call.db.query("delete from {timers} where object_id = $1 and action = $2", [objectId, action]);
}
