import { z } from "zod";
import { id, listOf, price, time } from "../../http/schemas.ts";
import { KINDS } from "./kinds.ts";

const kind = z.enum(KINDS);

export const notification = z
  .object({
    id,
    kind,
    createdAt: time,
    readAt: time.nullable(),
    creator: z.object({ handle: z.string(), displayName: z.string(), avatarUrl: z.string().nullable() }),
    person: z.string().nullable().describe("Who replied, commented, bought or became a member"),
    post: z
      .object({ id, title: z.string(), locked: z.boolean() })
      .nullable()
      .describe("What it is about, as its reader may see it now; null where they may not know of it"),
    commentId: id.nullable(),
    excerpt: z.string().nullable().describe("The beginning of what was said, to who may read it"),
    tier: z.string().nullable(),
    sale: z
      .object({ purchaseId: id, title: z.string().describe("Empty where it has none"), price })
      .nullable()
      .describe("What was bought; its amount is 0 where it was free"),
    trial: z.boolean().describe("It is the free days that end; the membership goes on"),
    until: time.nullable().describe("Of what ends: when; null once it goes on"),
  })
  .meta({ id: "Notification" });
export type NotificationItem = z.input<typeof notification>;
export const notificationPage = listOf(notification);

export const markRead = z
  .strictObject({
    ids: z.array(id).min(1).max(100),
    all: z.union([z.literal(true), z.literal("true")]),
  })
  .partial()
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), "needs either ids or all");
export const unread = z.object({ unread: z.int() }).meta({ id: "UnreadNotifications" });

export const settings = z
  .object({
    items: z.array(
      z.object({
        kind,
        inPage: z.boolean(),
        byMail: z.boolean().nullable().describe("null: its mail is a receipt, which is always sent"),
      }),
    ),
  })
  .meta({ id: "NotificationSettings" });
export const settingsChange = z
  .strictObject({ kind, inPage: z.boolean().optional(), byMail: z.boolean().optional() })
  .describe("What is not named stays as it is");

/** Of a form, one box alone is no list yet. */
const ticked = z.preprocess(
  (given) => (typeof given === "string" ? [given] : given),
  z.array(kind).max(KINDS.length).default([]),
);
export const settingsForm = z
  .strictObject({ kinds: ticked, inPage: ticked, byMail: ticked })
  .describe("For the kinds that are named: where each is wanted");

export const unsubscribeQuery = z.object({ token: z.string().max(200) });
export const unsubscribing = z
  .object({ kind, byMail: z.boolean().describe("Whether such mails are sent now") })
  .meta({ id: "Unsubscribing" });
