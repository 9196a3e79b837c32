import { type JobHelpers, Logger, run, runMigrations, type TaskList } from "graphile-worker";
import type { Deps } from "../deps.ts";
import { cronItems, isByTheClock } from "./cron.ts";
import type { JobName, JobPayloads } from "./jobs.ts";

/** `isLast`: should it fail now, it is not tried again by itself. */
export type JobTry = { isLast: boolean };
/** What each kind of job does. */
export type JobHandlers = {
  [N in JobName]: (deps: Deps, payload: JobPayloads[N], attempt: JobTry) => Promise<void>;
};

type Handler = (deps: Deps, payload: unknown, attempt: JobTry) => Promise<void>;

/** The queue's own tables; safe to run at every start. */
export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, maxPoolSize: 1, logger: silent });
}

/** A job that takes longer is left to be run again: every job may be. */
const JOB_GRACE_MS = 15_000;

export type Worker = {
  /** Takes no further jobs and gives the running ones a moment to end. */
  stop(): Promise<void>;
};

/**
 * Works through the queue until stopped. Failed jobs are tried again with growing pauses (graphile-worker's exponential backoff). What runs
 * by the clock is left out for as long as `pauses` says so.
 */
export async function startWorker(
  deps: Deps,
  handlers: JobHandlers,
  pauses: () => boolean = () => false,
): Promise<Worker> {
  const names = Object.keys(handlers) as JobName[];
  const taskList: TaskList = Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        if (isByTheClock(name) && pauses()) return;
        const isLast = job.attempts >= job.max_attempts;
        try {
          await (handlers[name] as Handler)(deps, payload, { isLast });
        } catch (error) {
          deps.log.warn(
            { err: error, job: name },
            `job failed and will ${isLast ? "not " : ""}be tried again`,
          );
          throw error;
        }
      },
    ]),
  );
  const runner = await run({
    pgPool: deps.pool,
    taskList,
    parsedCronItems: cronItems(),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: silent,
  });
  // The runner's promise rejects when the database goes away for good; the process is told by its own connections.
  runner.promise.catch((error) => deps.log.error({ err: error }, "the worker stopped"));
  return {
    async stop() {
      const stopped = runner.stop().catch(() => undefined);
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, JOB_GRACE_MS).unref())]);
    },
  };
}

const silent = new Logger(() => () => undefined);
