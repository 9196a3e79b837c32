import type { DenyReason } from "../../access/index.ts";
import { AppError, type ErrorCode } from "../../errors.ts";

/** Why a link, or a decision, refuses. */
export type Refusal = DenyReason | "wrong_viewer" | "invalid_link" | "link_expired" | "not_viewable";

const WORDS: Record<Refusal, string | undefined> = {
  not_found: undefined,
  sign_in_required: "Sign in as the buyer, then open the link again.",
  purchase_required: "Buy the product to download its files.",
  subscription_required: "Become a member to see this.",
  higher_tier_required: "Your membership does not include this; a higher tier does.",
  original_not_offered: "The creator shows this in the post, but does not give the file away.",
  access_ended: "The purchase was refunded or disputed.",
  access_revoked: "The seller has taken access back. Write to them if you think this is a mistake.",
  creator_suspended: "Downloads of this creator are closed for now.",
  product_removed: "The operators took this product down, and its files with it.",
  country_not_allowed: "The creator does not offer this in the country you are in now.",
  too_many_devices:
    "It is open on as many devices as it may be. Remove one on your devices page, then try again.",
  download_limit_reached:
    "You have downloaded this as often as one may. The creator can give you more; write to them.",
  wrong_viewer:
    "Links are made for one person. Sign in as the one it was made for, or get a link of your own from your library.",
  invalid_link: "The link is not whole. Get a new one from your library.",
  not_viewable: "It is no picture, sound or film that browsers show by themselves. Download it instead.",
  link_expired: "Get a new link from your library; it takes one tap.",
};

export function denial(reason: Refusal): AppError {
  return new AppError(reason satisfies ErrorCode, WORDS[reason]);
}
