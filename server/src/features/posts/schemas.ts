import { z } from "zod";
import { POST_DENY_REASONS } from "../../access/index.ts";
import { id, listOf, page, price, time, typed } from "../../http/schemas.ts";
import { paidPrice } from "../catalog/index.ts";
import { lineField, textField } from "../creators/index.ts";

export const VISIBILITIES = ["free", "subscribers", "ppv"] as const;
const visibility = z.enum(VISIBILITIES);
/** `scheduled` is published for later. */
const status = z.enum(["draft", "scheduled", "published", "archived", "removed"]);
export type PostStatus = z.output<typeof status>;

const tags = z
  .array(lineField(30).overwrite((tag) => tag.normalize("NFC").toLowerCase().replace(/\s+/g, " ")))
  .max(10)
  .overwrite((list) => [...new Set(list)]);

/** Media of one post. */
export const MOST_MEDIA = 60;

const fields = {
  title: z.union([z.literal(""), lineField(120)]),
  body: textField(50_000).describe("Markdown; only those who may read the post get it"),
  teaser: textField(500).describe("For everybody, also where the post is locked"),
  visibility,
  isPublic: z.boolean().describe("A free post that may be read without signing in"),
  tierId: id.nullable().describe("Of a post for members: the lowest tier that opens it; null: any"),
  price: paidPrice.nullable().describe("Of a pay-per-view post"),
  tags,
  mediaFileIds: z.array(id).max(MOST_MEDIA).describe("The creator's own files, in order"),
  mediaAlt: z
    .record(id, z.union([z.literal(""), lineField(300)]))
    .describe("Texts for those who do not see the pictures, by file id"),
  commentsOpen: z.boolean(),
  offersOriginals: z.boolean().describe("Whether those who may see it may also download its media"),
  pinned: z.boolean(),
};

export const newPost = z
  .strictObject({
    creatorId: id,
    ...fields,
    draft: z.boolean().describe("Keep it to the creator's members for now"),
    publishAt: time.nullable().describe("Later than now: scheduled. Default: at once"),
  })
  .partial()
  .required({ creatorId: true, body: true, visibility: true });
export type NewPost = z.output<typeof newPost>;

export const postChanges = z
  .strictObject({
    ...fields,
    status: z
      .enum(["draft", "published", "archived"])
      .describe("`archived`: out of sight, but for those who bought it"),
    publishAt: time.nullable(),
  })
  .partial();
export type PostChanges = z.output<typeof postChanges>;

const tier = z.object({ id, name: z.string(), level: z.int() });

export const offer = z
  .object({
    kind: z.enum(["sign_in", "subscribe", "upgrade", "unlock"]).describe("What opens it"),
    price: price.nullable().describe("Of an unlock; of a membership: what its cheapest fitting tier costs"),
    interval: z.enum(["month", "year"]).nullable(),
    tier: tier.nullable().describe("The lowest tier that opens it"),
  })
  .meta({ id: "PostOffer" });

const mediaFile = z
  .object({
    id,
    name: z.string(),
    kind: z.enum(["image", "video", "audio", "file"]),
    url: z
      .string()
      .nullable()
      .describe("For this viewer only, until expiresAt; null for what can only be downloaded"),
    posterUrl: z
      .string()
      .nullable()
      .describe("A frame of a film, for this viewer only; null where there is none"),
    contentType: z.string(),
    sizeBytes: z.int(),
    width: z.int().optional(),
    height: z.int().optional(),
    durationSeconds: z.number().optional(),
    alt: z.string(),
    placeholder: z.string().nullable().describe("A data: URL of a few pixels"),
    canDownload: z.boolean(),
    expiresAt: time.nullable(),
  })
  .meta({ id: "PostMediaFile" });
export type MediaFile = z.input<typeof mediaFile>;

export const post = z
  .object({
    id,
    title: z.string(),
    teaser: z.string(),
    visibility,
    isPublic: z.boolean(),
    status,
    locked: z.boolean(),
    reason: z.enum(POST_DENY_REASONS).nullable().describe("Why it is locked, as a code"),
    because: z.string().nullable().describe("What opens it: `owner`, `free`, `subscription`, `purchase`"),
    body: z.string().nullable().describe("Markdown; null where it is locked"),
    media_url: z.string().nullable().describe("The first of mediaFiles"),
    mediaFiles: z.array(mediaFile),
    media: z
      .array(
        z.object({
          kind: z.enum(["image", "video", "audio", "file"]),
          width: z.int().nullable(),
          height: z.int().nullable(),
          durationSeconds: z.number().nullable(),
          placeholder: z.string().nullable(),
        }),
      )
      .describe("What there is to see, for everybody"),
    mediaCount: z.int(),
    offer: offer.nullable(),
    tier: tier.nullable(),
    price: price.nullable(),
    tags: z.array(z.string()),
    pinned: z.boolean(),
    creator: z.object({
      id,
      handle: z.string(),
      displayName: z.string(),
      avatarUrl: z.string().nullable(),
      followed: z.boolean().describe("Whether the viewer follows them"),
      adult: z.boolean().describe("What they show is for adults"),
    }),
    likes: z.int(),
    liked: z.boolean(),
    comments: z.int(),
    commentsOpen: z.boolean(),
    publishedAt: time.nullable(),
    canEdit: z.boolean(),
  })
  .meta({ id: "Post" });
export type Post = z.input<typeof post>;
export const postPage = listOf(post);

/** A post as its editor sees it. */
export const studioPost = z
  .object({
    post,
    body: z.string(),
    mediaFileIds: z.array(id),
    mediaAlt: z.record(id, z.string()),
    mediaFailures: z
      .record(id, z.enum(["damaged", "too_large", "gave_up"]))
      .describe(
        "What could not be read, by file id. Readers are not shown such pictures; films and sounds play without a length and a frame. `gave_up`: not the file's fault",
      ),
    offersOriginals: z.boolean(),
    publishAt: time.nullable(),
    buyers: z.int(),
    audience: z
      .object({ followers: z.int(), heard: z.int() })
      .describe("Who follows, and how many hear of it when it comes out: followers and members, each once"),
    announcedAt: time.nullable().describe("When all of them had been told"),
    removal: z
      .object({ at: time, reason: z.string(), endsAccess: z.boolean() })
      .nullable()
      .describe("What operators took it down for"),
  })
  .meta({ id: "StudioPost" });
export const madePost = z.object({ id, status }).meta({ id: "MadePost" });
export const postMedia = z.object({ mediaFiles: z.array(mediaFile) }).meta({ id: "PostMedia" });

export const creatorPostsQuery = z.object({
  visibility: visibility.optional(),
  tag: typed(30).optional(),
  ...page,
});
export const studioPostsQuery = z.object({ status: status.optional(), ...page });
export const feedQuery = z.object(page);
export const unlock = z.strictObject({
  postId: id,
  price: price
    .optional()
    .describe(
      "What the buyer was shown. Send it: `price_changed` when it is another by now. Without it, whatever it costs is charged",
    ),
});
export const unlocked = z
  .object({
    purchaseId: id,
    status: z.enum(["pending", "completed"]),
    checkoutUrl: z.string().nullable().describe("The payment page, where the saved card was not enough"),
  })
  .meta({ id: "Unlocked" });
