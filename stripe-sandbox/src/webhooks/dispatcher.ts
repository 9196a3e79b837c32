import { advanceClocks } from "../clocks/advance.ts";
import type { Sandbox } from "../sandbox.ts";
import { runDueTimers } from "../timers/run-due-timers.ts";
import { claimDeliveries, deliver } from "./deliver.ts";

/** The longest and the shortest pause between two looks for work that another process, or time, has made due. */
const longestMs = 1_000;
const shortestMs = 10;
/** Deliveries under way at once: a receiver that hangs holds up the others only when it hangs so often. */
const atOnce = 16;

/**
 * Keeps deliveries and timers going. `wake` makes it look at once; `stop` lets it look no more, cuts deliveries
 * under way (they are sent again later) and resolves when nothing runs.
 */
export function startDispatcher(sandbox: Sandbox, retryDelaysMs: readonly number[]) {
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;
  const underWay = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let alarm: NodeJS.Timeout | undefined;

  const look = async (): Promise<number> => {
    await runDueTimers(sandbox, stopped);
    await advanceClocks(sandbox, stopped);
    const free = atOnce - underWay.size;
    for (const delivery of stopped() || free === 0 ? [] : await claimDeliveries(sandbox, free)) {
      const attempt = deliver(sandbox, delivery, retryDelaysMs, stopping.signal)
        .catch(complain)
        .finally(() => {
          underWay.delete(attempt);
          wake();
        });
      underWay.add(attempt);
    }
    return underWay.size < atOnce ? pauseUntilDue(sandbox) : longestMs;
  };
  const wake = () => {
    again = true;
    if (stopped() || looking) return;
    again = false;
    clearTimeout(alarm);
    looking = look()
      .catch((error) => {
        complain(error);
        return longestMs;
      })
      .then((pause) => {
        looking = undefined;
        if (!stopped()) alarm = setTimeout(wake, again ? 0 : pause);
      });
  };
  const complain = (error: unknown) => {
    sandbox.log.error({ err: error }, "the Stripe sandbox could not dispatch; it will try again");
  };
  wake();

  return {
    wake,
    async stop(): Promise<void> {
      clearTimeout(alarm);
      stopping.abort();
      await looking;
      await Promise.all(underWay);
    },
  };
}

/** Milliseconds until something is due, within the bounds. */
async function pauseUntilDue({ database, now }: Sandbox): Promise<number> {
  const [row] = await database.query<{ due_at: Date | null }>(
    `select least(
       (select min(due_at) from {deliveries} where status = 'pending'),
       (select min(due_at) from {timers} where test_clock is null)
     ) as due_at`,
  );
  const untilDue = (row?.due_at?.getTime() ?? Number.POSITIVE_INFINITY) - now().getTime();
  return Math.max(shortestMs, Math.min(longestMs, untilDue));
}
