import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { followCreator, likePost, writeComment } from "../features/people/index.ts";
import type { DemoComment, DemoFeed, DemoPost, DemoProduct } from "./content/index.ts";
import type { Step } from "./step.ts";

type Parts = {
  demoFeeds: DemoFeed[];
  demoProducts: DemoProduct[];
  /** By key, as they come; buyers in their order. */
  people: Map<string, User>;
  buyerKeys: string[];
  creatorIds: Map<string, string>;
};

/** The days over which people began to follow. */
const FOLLOWED = 40;

/** How people come to follow the creators who post, to like what they post and to talk about it, each once. */
export function saidSteps({ demoFeeds, demoProducts, people, buyerKeys, creatorIds }: Parts): Step[] {
  return demoFeeds.flatMap(({ creatorKey, followers, posts }, turn): Step[] => {
    // A smaller selection of products may leave a creator out.
    if (!demoProducts.some((product) => product.creatorKey === creatorKey)) return [];
    const creatorId = () => creatorIds.get(creatorKey);
    // Not the same people everywhere.
    const some = (count: number) =>
      buyerKeys.filter((_, index) => (index * 7 + turn * 3) % buyerKeys.length < count);
    const by = (key: string, act: (user: User, creatorId: string) => Promise<unknown>) => {
      const [user, id] = [people.get(key), creatorId()];
      return user && id ? act(user, id) : undefined;
    };
    return [
      ...some(followers).map((key, place) => ({
        daysAgo: FOLLOWED - (place * (FOLLOWED - 1)) / followers,
        happen: async (then: Deps) => void (await by(key, (user, id) => followCreator(then, user, id))),
      })),
      ...posts.flatMap((post) => [
        ...some(post.likes ?? 0).map((key, place) => ({
          daysAgo: post.daysAgo * (1 - (place + 1) / ((post.likes ?? 0) + 2)),
          happen: async (then: Deps) =>
            void (await by(key, async (user, id) => likePost(then, user, await getPostId(then, id, post)))),
        })),
        ...(post.comments ?? []).flatMap((comment) =>
          [comment, ...(comment.replies ?? [])].map((said) => ({
            daysAgo: said.daysAgo,
            happen: async (then: Deps) =>
              void (await by(said.by, async (user, id) =>
                ensureComment(then, user, await getPostId(then, id, post), {
                  said,
                  above: said === comment ? null : comment,
                }),
              )),
          })),
        ),
      ]),
    ];
  });
}

async function ensureComment(
  then: Deps,
  user: User,
  postId: string,
  { said, above }: { said: DemoComment; above: DemoComment | null },
): Promise<void> {
  if (await findComment(then, postId, said)) return;
  const replyTo = above ? await findComment(then, postId, above) : null;
  // Who said the first was not there yet.
  if (above && !replyTo) return;
  await writeComment(then, user, { postId, body: said.body, replyTo });
}

async function findComment({ db }: Deps, postId: string, { body }: DemoComment): Promise<string | null> {
  const row = await db
    .selectFrom("comments")
    .select("id")
    .where("post_id", "=", postId)
    .where("body", "=", body)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function getPostId({ db }: Deps, creatorId: string, { title }: DemoPost): Promise<string> {
  const { id } = await db
    .selectFrom("posts")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("title", "=", title)
    .executeTakeFirstOrThrow();
  return id;
}
