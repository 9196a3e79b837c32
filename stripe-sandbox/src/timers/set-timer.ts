import type { Call } from "../sandbox.ts";

export type TimerAction =
  | "payment.fail"
  | "payment.settle"
  | "refund.fail"
  | "refund.succeed"
  | "session.expire";

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
