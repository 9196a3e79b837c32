import type { PostDenyReason } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { Post } from "./schemas.ts";

type Offer = NonNullable<Post["offer"]>;
export type OfferAsked = {
  postId: string;
  creatorId: string;
  visibility: Post["visibility"];
  leastLevel: number;
  reason: PostDenyReason;
  price: Post["price"];
};
type TierRow = {
  creator_id: string;
  id: string;
  name: string;
  level: number;
  interval: "month" | "year";
  amount: number;
  currency: string;
};

/** What would open each of these locked posts; none where nothing does, as after access was taken back. */
export async function findOffers(
  deps: Pick<Deps, "pool">,
  asked: readonly OfferAsked[],
): Promise<Map<string, Offer>> {
  const membersOnly = asked.filter(({ visibility }) => visibility === "subscribers");
  const creatorIds = [...new Set(membersOnly.map(({ creatorId }) => creatorId))];
  const tiers = creatorIds.length > 0 ? await readTiers(deps, creatorIds) : [];
  return new Map(
    asked.flatMap((post): [string, Offer][] => {
      const offer = offerOf(post, tiers);
      return offer ? [[post.postId, offer]] : [];
    }),
  );
}

function offerOf(post: OfferAsked, tiers: TierRow[]): Offer | null {
  if (post.reason === "access_revoked") return null;
  if (post.visibility === "ppv") return { kind: "unlock", price: post.price, interval: null, tier: null };
  if (post.visibility === "free") return { kind: "sign_in", price: null, interval: null, tier: null };
  const fitting = tiers.find(
    ({ creator_id, level }) => creator_id === post.creatorId && level >= post.leastLevel,
  );
  if (!fitting) return null;
  return {
    kind: post.reason === "higher_tier_required" ? "upgrade" : "subscribe",
    price: { amount: fitting.amount, currency: fitting.currency },
    interval: fitting.interval,
    tier: { id: fitting.id, name: fitting.name, level: fitting.level },
  };
}

/** Tiers that take members, the lowest first, by their monthly price where they have one. */
async function readTiers({ pool }: Pick<Deps, "pool">, creatorIds: string[]): Promise<TierRow[]> {
  const { rows } = await pool.query<TierRow>({
    name: "post-offers",
    text: `select t.creator_id, t.id, t.name, t.level, p.interval, p.amount, p.currency
      from tiers t join tier_prices p on p.tier_id = t.id
      where t.creator_id = any($1::uuid[]) and t.archived_at is null
      order by t.level, p.interval`,
    values: [creatorIds],
  });
  return rows;
}
