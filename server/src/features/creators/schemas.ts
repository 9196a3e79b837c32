import { z } from "zod";
import { id, time } from "../../http/schemas.ts";
import { isSafeHttpUrl } from "../../lib/safe-url.ts";
import { isHandle } from "../../lib/slug.ts";
import { banner } from "./pictures.ts";
import { lineField, textField } from "./text-fields.ts";

const httpUrl = z
  .string()
  .trim()
  .max(200)
  .refine(isSafeHttpUrl, "must be an http or https address without spaces or credentials");
const socialLinks = z.array(z.strictObject({ label: lineField(30), url: httpUrl })).max(8);

const profile = {
  displayName: lineField(50),
  bio: textField(2000),
  website: httpUrl.nullable(),
  socialLinks,
};
const refundDays = z
  .int()
  .min(0)
  .max(365)
  .nullable()
  .describe("Days after buying in which buyers may ask for their money back; null: decided case by case");

const deviceLimit = z
  .int()
  .min(1)
  .max(100)
  .nullable()
  .describe("Devices from which one buyer may download what the creator sells, within 30 days; null: any");

const watermark = z
  .enum(["off", "paid", "all"])
  .describe(
    "Which pictures of posts are shown with a mark of whoever looks: none, those that are paid for, or all",
  );

const adult = z
  .boolean()
  .describe("What they show is for adults: pages ask visitors first, and listings leave them out until then");

export const newCreator = z.strictObject({
  handle: z
    .string()
    .refine(isHandle, "must be 3 to 30 of a-z, 0-9 and _, start with a letter, and not be a reserved word"),
  displayName: profile.displayName,
  bio: profile.bio.optional(),
  website: profile.website.optional(),
  socialLinks: profile.socialLinks.optional(),
});
export const creatorChanges = z
  .strictObject({ ...profile, refundDays, deviceLimit, watermark, adult })
  .partial();

/** A creator's handle; the API also takes the id. */
export const creatorParams = z.object({ handle: z.string().max(40).describe("Handle or id") });

export const creator = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    bio: z.string(),
    website: z.string().nullable(),
    socialLinks: z.array(z.object({ label: z.string(), url: z.string() })),
    avatarUrl: z.string().nullable(),
    refundDays,
    deviceLimit,
    watermark,
    adult,
    banner: banner.nullable(),
    createdAt: time,
    productCount: z.int(),
    hasPosts: z.boolean(),
    hasTiers: z.boolean().describe("Whether it takes members"),
    followers: z.int(),
    viewer: z
      .object({ follows: z.boolean(), isMember: z.boolean().describe("Of the people who run it") })
      .describe("What it is to whoever asks"),
  })
  .meta({ id: "Creator" });

export type NewCreator = z.output<typeof newCreator>;
export type CreatorChanges = z.output<typeof creatorChanges>;
