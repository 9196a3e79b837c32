import { z } from "zod";
import { id, listOf, page, time } from "../../http/schemas.ts";

export const alertsQuery = z.object({ state: z.enum(["open", "acknowledged"]).optional(), ...page });
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
export const alertPage = listOf(alert);
export const mute = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(24 * 365),
});
