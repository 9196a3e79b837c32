import { change } from "../events/change.ts";
import { at, type Call, inCall, type Sandbox } from "../sandbox.ts";
import type { Named } from "../store/types.ts";
import { runNext } from "../timers/run-due-timers.ts";

/**
 * Plays out what the clocks that are being advanced have ahead of them, one thing at a time in order of time, each in a
 * transaction of its own; then the clock is ready. A crash in between is taken up where it was.
 */
export async function advanceClocks(sandbox: Sandbox, stopped: () => boolean): Promise<void> {
  let found = true;
  while (found && !stopped()) found = await inCall(sandbox, step);
}

type Row = { data: Named<"test_helpers.test_clock">; internal: { target: number } };

async function step(call: Call): Promise<boolean> {
  const [row] = await call.db.query<Row>(
    `select data, internal from {objects}
     where type = 'test_helpers.test_clock' and type <> 'event' and data @> '{"status": "advancing"}'
     order by position limit 1 for update skip locked`,
  );
  if (!row) return false;
  const { data: clock, internal } = row;
  if (await runNext(call, clock.id, internal.target)) return true;
  await change<"test_helpers.test_clock">(
    at(call, internal.target),
    clock,
    { frozen_time: internal.target, status: "ready", status_details: {} },
    "test_helpers.test_clock.ready",
  );
  return true;
}
