import { z } from "zod";
import { id, time } from "../../http/schemas.ts";

export const trailResult = z.object({
  sealed: z.int().describe("Events in the chain"),
  checkpoints: z.int().describe("Signed ones"),
  erased: z.int().describe("Events whose details were erased for somebody's sake"),
  end: z.object({ position: z.int(), hash: z.string() }),
  findings: z
    .array(z.string())
    .describe("What was changed, removed, reordered or put in, in plain words; the first hundred"),
});

export const trailCheck = z
  .object({
    id,
    askedAt: time,
    progress: z.number().min(0).max(1),
    finishedAt: time.nullable(),
    result: trailResult.nullable().describe("Null until it is finished"),
  })
  .meta({ id: "TrailCheck" });
