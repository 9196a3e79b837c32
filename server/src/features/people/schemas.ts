import { z } from "zod";
import { id, listOf, page } from "../../http/schemas.ts";
import { isLocalPath } from "../../lib/safe-url.ts";

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
