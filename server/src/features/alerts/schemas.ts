import { z } from "zod";
import { id, listOf, page, time } from "../../http/schemas.ts";
import { eventRow } from "../operations/index.ts";

export const alertsQuery = z.object({
  state: z
    .enum(["open", "acknowledged", "muted"])
    .optional()
    .describe("`muted` are those of which nobody is told for now; they are not among the acknowledged"),
  ...page,
});
export const alert = z
  .object({
    id,
    rule: z.string(),
    says: z.string().describe("One sentence"),
    state: z.enum(["open", "acknowledged"]),
    about: z.string(),
    user: z.object({ id, name: z.string(), email: z.string(), suspended: z.boolean() }).nullable(),
    amount: z.int(),
    detail: z.record(z.string(), z.unknown()),
    firstAt: time,
    lastAt: time,
    acknowledgedAt: time.nullable(),
    mutedUntil: time.nullable(),
  })
  .meta({ id: "Alert" });
export const alertPage = listOf(alert).extend({ open: z.int().describe("How many are open") });
export const alertDetail = alert
  .extend({
    events: z.array(eventRow).describe("What was counted, newest first, at most fifty"),
    eventCount: z.int(),
    networks: z.array(z.string()),
    countries: z.array(z.string()),
    devices: z.array(z.string()),
    files: z.array(z.object({ id, name: z.string() })),
    purchases: z
      .array(z.object({ id, title: z.string(), buyer: z.string(), open: z.boolean() }))
      .describe("By which the downloads were allowed"),
  })
  .meta({ id: "AlertDetail" });
export const mute = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(24 * 365),
});
