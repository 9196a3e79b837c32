import type { Sandbox } from "../sandbox.ts";
import { runDueTimers } from "../timers/run-due-timers.ts";
import { deliverDue } from "./deliver.ts";

/** The longest and the shortest pause between two looks for work that another process, or time, has made due. */
const longestMs = 1_000;
const shortestMs = 10;

/**
 * Keeps deliveries and timers going. `wake` makes it look at once; `stop` lets it look no more, cuts a delivery
 * under way (it is sent again later) and resolves when nothing runs.
 */
export function startDispatcher(sandbox: Sandbox, retryDelaysMs: readonly number[]) {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  let running: Promise<void> | undefined;
  let again = false;
  let alarm: NodeJS.Timeout | undefined;

  const round = async () => {
    let pause = longestMs;
    do {
      again = false;
      await runDueTimers(sandbox, stopped);
      await deliverDue(sandbox, retryDelaysMs, stopping.signal);
      pause = await pauseUntilDue(sandbox);
    } while (again && !stopped());
    return pause;
  };
  const wake = () => {
    again = true;
    if (stopped() || running) return;
    clearTimeout(alarm);
    running = round()
      .catch((error) => {
        sandbox.log.error({ err: error }, "the Stripe sandbox could not dispatch; it will try again");
        return longestMs;
      })
      .then((pause) => {
        running = undefined;
        if (!stopped()) alarm = setTimeout(wake, again ? 0 : pause);
      });
  };
  wake();

  return {
    wake,
    async stop(): Promise<void> {
      clearTimeout(alarm);
      stopping.abort();
      await running;
    },
  };
}

async function pauseUntilDue({ database, now }: Sandbox): Promise<number> {
  const [row] = await database.query<{ due_at: Date | null }>(
    `select least(
       (select min(due_at) from {deliveries} where status = 'pending'),
       (select min(due_at) from {timers})
     ) as due_at`,
  );
  const untilDue = (row?.due_at?.getTime() ?? Number.POSITIVE_INFINITY) - now().getTime();
  return Math.max(shortestMs, Math.min(longestMs, untilDue));
}
