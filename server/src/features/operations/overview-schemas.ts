import { z } from "zod";

const check = z.object({
  name: z.enum(["database", "storage", "worker", "mail", "payments", "scanner"]),
  state: z.enum(["good", "off", "warning", "bad"]),
  says: z.string().describe("What is so, in one plain sentence"),
  advice: z.string().nullable().describe("What to do about it; null when there is nothing to do"),
});
export const health = z
  .object({
    checks: z.array(check),
    version: z.string(),
    node: z.string(),
    uptimeSeconds: z.int(),
    pool: z.object({ max: z.int(), open: z.int(), idle: z.int(), waiting: z.int() }),
  })
  .meta({ id: "OperationsHealth" });
export type Health = z.input<typeof health>;

export const overview = z
  .object({
    checks: z.array(check),
    attention: z.object({
      openAlerts: z.int(),
      failedJobs: z.int(),
      unsentMails: z.int().describe("Not taken by the mail server so far"),
      openDisputes: z.int(),
      suspendedUsers: z.int(),
      suspendedCreators: z.int(),
      removedProducts: z.int(),
      openReports: z.int(),
    }),
    totals: z.object({
      users: z.int(),
      creators: z.int(),
      publishedProducts: z.int(),
      purchases: z.int(),
      storedBytes: z.int(),
      lastThirtyDays: z
        .array(z.object({ currency: z.string(), count: z.int(), gross: z.int(), refunded: z.int() }))
        .describe("Paid orders, a row for each currency, in minor units"),
    }),
  })
  .meta({ id: "OperationsOverview" });
