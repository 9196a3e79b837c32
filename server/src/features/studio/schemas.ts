import { z } from "zod";
import { id, time } from "../../http/schemas.ts";
import { item } from "../checkout/index.ts";
import { salesTotals } from "../sales/index.ts";

export const RANGES = ["7d", "30d", "90d", "12m"] as const;
export const homeQuery = z.object({
  range: z.enum(RANGES).default("30d"),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional()
    .describe("Default: the one that sells most; money of different currencies is never added up"),
});

const minorUnits = z.int().describe("Minor units of the chosen currency");
const sums = salesTotals.omit({ currency: true }).meta({ id: "PeriodSums" });

export const setupStep = z.enum(["picture", "bio", "product", "file", "publish", "email"]);
export const activityType = z.enum([
  "sale",
  "refund",
  "partial_refund",
  "dispute",
  "dispute_lost",
  "revoked",
  "restored",
  "download",
]);

export const home = z
  .object({
    period: z.object({
      from: z.iso.date(),
      to: z.iso.date().describe("Today, in UTC"),
      comparedFrom: z.iso.date(),
      comparedTo: z.iso.date(),
    }),
    currency: z.string().nullable().describe("Null before the first sale"),
    currencies: z.array(z.object({ currency: z.string(), balance: minorUnits })),
    now: sums.describe("What the ledger booked in the period"),
    before: sums.describe("The same of the period before"),
    series: z.array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        count: z.int(),
        gross: minorUnits,
        before: minorUnits.describe("Gross of the same stretch one period earlier"),
      }),
    ),
    bestSellers: z.array(z.object({ item, count: z.int(), gross: minorUnits })),
    activity: z.array(
      z.object({
        id: z.int(),
        at: time,
        type: activityType,
        who: z.string(),
        what: z.string().describe("What was sold, or a file"),
        saleId: id.nullable(),
        amount: z.object({ amount: z.int(), currency: z.string() }).nullable(),
      }),
    ),
    setup: z
      .array(z.object({ step: setupStep, done: z.boolean() }))
      .nullable()
      .describe("Null once everything is done"),
    alerts: z.object({
      suspended: z.boolean(),
      emailUnconfirmed: z.boolean(),
      failedUploads: z.int().describe("Within the last seven days"),
      openDisputes: z.int(),
    }),
  })
  .meta({ id: "StudioHome" });
export type Home = z.input<typeof home>;
