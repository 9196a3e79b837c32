import { z } from "zod";
import { id, listOf, page, time } from "../../http/schemas.ts";
import { isLocalPath } from "../../lib/safe-url.ts";
import { textField } from "../creators/index.ts";

export const followed = z.object({ follows: z.boolean() }).meta({ id: "Followed" });

/** Where a page's form leads back to; in the query, which is there before the body is read. */
export const back = z.object({
  next: z
    .string()
    .max(500)
    .refine(isLocalPath, "is not a path of this site")
    .default("/")
    .describe("For a form: the page it stands on"),
});

/** The form of a page, which knows no PUT. */
export const followForm = z.strictObject({ follow: z.enum(["yes", "no"]) });

export const followedCreator = z
  .object({
    id,
    handle: z.string(),
    displayName: z.string(),
    bio: z.string(),
    avatarUrl: z.string().nullable(),
    followers: z.int(),
  })
  .meta({ id: "FollowedCreator" });
export const followingQuery = z.object(page);
export const followingPage = listOf(followedCreator);
export const suggestions = z.object({ items: z.array(followedCreator) });

export const likes = z.object({ liked: z.boolean(), likes: z.int() }).meta({ id: "Likes" });
export const likeForm = z.strictObject({ like: z.enum(["yes", "no"]) });

const saidText = textField(2000).refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), "is empty");
/** Of a form, a field that was left alone is empty. */
const answered = z.preprocess((given) => (given === "" ? null : given), id.nullish());
export const newComment = z.strictObject({
  body: saidText.describe("Plain text, 1 to 2000 characters"),
  replyTo: answered.describe("A comment that answers none itself"),
});
const comment = z
  .object({
    id,
    body: z.string().nullable().describe("null: it was deleted, and has answers"),
    author: z
      .object({
        name: z.string(),
        avatarUrl: z.string().nullable(),
        isCreator: z.boolean(),
        userId: id.nullable().describe("For the creator's people alone"),
      })
      .nullable(),
    createdAt: time,
    mine: z.boolean(),
    hidden: z.boolean().describe("Told to the creator's people alone"),
  })
  .meta({ id: "Comment" });
export type Comment = z.input<typeof comment>;
export const replyPage = listOf(comment);
const thread = comment.extend({ replies: replyPage }).meta({ id: "CommentThread" });
export type Thread = z.input<typeof thread>;
export const threadPage = listOf(thread)
  .extend({
    viewer: z.object({
      canModerate: z.boolean(),
      refusal: z.string().nullable().describe("What keeps the viewer from writing, as a code"),
    }),
  })
  .meta({ id: "CommentThreadPage" });
export const commentsQuery = z.object(page);
export const threadsQuery = commentsQuery.extend({
  first: id.optional().describe("A comment whose thread comes first, with the answers up to it"),
});

export const newReport = z.strictObject({
  reason: z.enum(["spam", "harassment", "hate", "sexual", "violence", "rights", "illegal", "other"]),
  details: textField(1000).default(""),
});
export type NewReport = z.output<typeof newReport>;

export const newBlock = z.strictObject({
  reason: textField(500).default("").describe("For the creator's own people"),
});
export const blocksQuery = z.object(page);
const block = z
  .object({ userId: id, name: z.string(), reason: z.string(), at: time })
  .meta({ id: "FanBlock" });
export const blocksPage = listOf(block);
