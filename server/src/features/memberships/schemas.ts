import { z } from "zod";
import { id, listOf, page, price, time, typed } from "../../http/schemas.ts";
import { MAXIMUM_CHARGE } from "../../lib/money.ts";
import { refuseUnchargeable } from "../catalog/index.ts";
import { creatorParams, lineField, textField } from "../creators/index.ts";

const interval = z.enum(["month", "year"]);

const tierPrice = z
  .strictObject({
    interval,
    amount: z.int().positive().max(MAXIMUM_CHARGE),
    currency: z.string().max(3),
  })
  .superRefine((price, context) => refuseUnchargeable(price, context));
const prices = z
  .array(tierPrice)
  .min(1)
  .max(2)
  .refine((list) => new Set(list.map((one) => one.interval)).size === list.length, "has an interval twice")
  .refine((list) => new Set(list.map((one) => one.currency)).size === 1, "must be in one currency");

const fields = {
  name: lineField(50),
  description: textField(2000).describe("What it opens, in the creator's words; Markdown"),
  prices,
  trialDays: z.int().min(1).max(90).nullable().describe("Free days for those who were never a member here"),
  seats: z.int().positive().max(1_000_000).nullable().describe("How many members it takes; null: any number"),
};
export const newTier = z
  .strictObject({ creatorId: id, ...fields })
  .partial({ description: true, trialDays: true, seats: true });
export type NewTier = z.output<typeof newTier>;
export const tierChanges = z.strictObject(fields).partial();
export type TierChanges = z.output<typeof tierChanges>;
export const madeTier = z.object({ id }).meta({ id: "MadeTier" });
export const tierOrder = z.strictObject({ tierIds: z.array(id).min(1).max(20).describe("The lowest first") });

export const tier = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    level: z.int().describe("A higher one opens what the lower ones open"),
    prices: z.array(z.object({ interval, amount: z.int(), currency: z.string() })),
    trialDays: z.int().nullable(),
    seats: z.int().nullable(),
    seatsLeft: z.int().nullable(),
    archived: z.boolean(),
    posts: z.int().describe("Posts that it opens now"),
    members: z.int().optional().describe("For the creator's members alone"),
  })
  .meta({ id: "Tier" });
export type Tier = z.input<typeof tier>;
export const tierList = z.object({ items: z.array(tier) }).meta({ id: "TierList" });

export const newMembership = z.strictObject({ tierId: id, interval });
export const startedMembership = z
  .object({ subscriptionId: id, checkoutUrl: z.string() })
  .meta({ id: "StartedMembership" });

const status = z.enum(["incomplete", "trialing", "active", "past_due", "cancelled", "expired"]);
export const subscription = z
  .object({
    id,
    status,
    creator: z.object({ id, handle: z.string(), displayName: z.string(), avatarUrl: z.string().nullable() }),
    tier: z.object({ id, name: z.string(), level: z.int() }),
    interval,
    price,
    paidUntil: time.nullable().describe("The end of the last period that was paid, or of the trial"),
    openUntil: time.nullable().describe("Until when it opens what its tier opens"),
    open: z.boolean().describe("Whether it opens that now"),
    canResume: z.boolean().describe("Whether its cancellation can be taken back"),
    next: z
      .object({ tier: z.object({ id, name: z.string() }), interval })
      .nullable()
      .describe("From paidUntil on"),
    startedAt: time.nullable(),
    endedAt: time.nullable(),
  })
  .meta({ id: "Subscription" });
export type Subscription = z.input<typeof subscription>;
export const subscriptionList = z.object({ items: z.array(subscription) }).meta({ id: "SubscriptionList" });
export const membershipChange = z.strictObject({
  tierId: id,
  interval,
  price: price.describe(
    "What it cost when the caller looked; refused with price_changed when it is another one",
  ),
});
export const changeQuery = z.object({
  handle: creatorParams.shape.handle
    .optional()
    .describe("The creator, to whose tiers a page's form leads back when the price has changed"),
});
export const providerPage = z.object({ url: z.string() }).meta({ id: "ProviderPage" });

export const membersQuery = z.object({
  query: typed(200).optional().describe("Name or e-mail"),
  status: status.optional(),
  tier: id.optional(),
  ...page,
});
export type MembersQuery = z.output<typeof membersQuery>;
export const member = z
  .object({
    id,
    userId: id,
    name: z.string(),
    email: z.string(),
    status,
    tier: z.object({ id, name: z.string() }),
    price,
    interval,
    since: time.nullable(),
    paidUntil: time.nullable(),
    endedAt: time.nullable(),
    paid: z.object({ amount: z.int(), currency: z.string() }).describe("All payments less what went back"),
  })
  .meta({ id: "Member" });
export type Member = z.input<typeof member>;
export const memberPage = listOf(member);
