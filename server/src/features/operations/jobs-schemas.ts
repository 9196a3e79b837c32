import { z } from "zod";
import { listOf, page, time } from "../../http/schemas.ts";

const state = z
  .enum(["failed", "retrying", "running", "waiting", "scheduled"])
  .describe("`failed` was tried as often as it may be; `retrying` failed and will be tried again by itself");
const kind = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const jobsQuery = z.object({ kind: kind.optional(), state: state.optional(), ...page });
export type JobsQuery = z.output<typeof jobsQuery>;

export const jobRow = z
  .object({
    id: z.int(),
    kind: z.string(),
    state,
    payload: z.record(z.string(), z.unknown()),
    attempts: z.int(),
    maxAttempts: z.int(),
    lastError: z.string().nullable(),
    runAt: time,
    createdAt: time,
  })
  .meta({ id: "Job" });
export const jobsPage = listOf(jobRow).extend({
  depth: z.array(
    z.object({
      kind: z.string(),
      failed: z.int(),
      retrying: z.int(),
      running: z.int(),
      waiting: z.int(),
      scheduled: z.int(),
    }),
  ),
});
export const jobParams = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
