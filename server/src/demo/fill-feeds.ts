import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { ingestFile } from "../features/files/index.ts";
import { createTier } from "../features/memberships/index.ts";
import { createPost } from "../features/posts/index.ts";
import type { DemoFeed, DemoPost, DemoProduct } from "./content/index.ts";
import type { Step } from "./step.ts";

type Parts = {
  demoFeeds: DemoFeed[];
  demoProducts: DemoProduct[];
  people: Map<string, User>;
  creatorIds: Map<string, string>;
};

/** When the tiers were there, in days: before the first member. */
const TIERS = 100;

/** How three creators come to have tiers and posts, each once. */
export function feedSteps({ demoFeeds, demoProducts, people, creatorIds }: Parts): Step[] {
  return demoFeeds.flatMap(({ creatorKey, tiers, posts }): Step[] => {
    // A smaller selection of products may leave a creator out.
    if (!demoProducts.some((product) => product.creatorKey === creatorKey)) return [];
    const seller = () => ({ user: people.get(creatorKey)!, creatorId: creatorIds.get(creatorKey)! });
    return [
      ...tiers.map((tier, index) => ({
        daysAgo: TIERS - index * 0.01,
        happen: async (then: Deps) => {
          const { user, creatorId } = seller();
          if (!(await findTier(then, creatorId, tier.name)))
            await createTier(then, user, { creatorId, ...tier });
        },
      })),
      ...posts.map((post) => ({
        daysAgo: post.daysAgo,
        happen: (then: Deps) => ensurePost(then, seller(), post, demoProducts),
      })),
    ];
  });
}

async function ensurePost(
  then: Deps,
  { user, creatorId }: { user: User; creatorId: string },
  post: DemoPost,
  products: DemoProduct[],
): Promise<void> {
  const known = await then.db
    .selectFrom("posts")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("title", "=", post.title)
    .executeTakeFirst();
  if (known) return;
  const { pictures, tier, daysAgo: _, likes: __, comments: ___, ...written } = post;
  const mediaFileIds: string[] = [];
  const mediaAlt: Record<string, string> = {};
  for (const { productKey, cover } of pictures) {
    const shown = products.find(({ key }) => key === productKey)?.covers[cover];
    if (!shown) continue;
    const bytes = await shown.draw();
    const made = {
      creatorId,
      uploaderId: user.userId,
      name: `${productKey}.png`,
      contentType: "image/png",
      bytes,
    };
    const { id } = await ingestFile(then, made);
    mediaFileIds.push(id);
    mediaAlt[id] = shown.alt;
  }
  await createPost(then, user, {
    ...written,
    creatorId,
    mediaFileIds,
    mediaAlt,
    ...(tier && { tierId: await findTier(then, creatorId, tier) }),
  });
}

/** The id of a creator's tier by its name. */
export async function findTier({ db }: Deps, creatorId: string, name: string): Promise<string | null> {
  const tier = await db
    .selectFrom("tiers")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("name", "=", name)
    .executeTakeFirst();
  return tier?.id ?? null;
}
