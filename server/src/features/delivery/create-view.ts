import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { mintViews, type View } from "./mint-views.ts";
import { refuseTicket } from "./refuse-ticket.ts";

/**
 * A link that shows or plays one file in a page, for this user only and until `expiresAt`. Refuses with the decision's reason, and
 * with `not_viewable` what is no image, audio or video; both after recording it.
 */
export async function createView(
  deps: Deps,
  user: User,
  {
    fileId,
    ...from
  }: { fileId: string; address: string | null; userAgent: string | null; country: string | null },
): Promise<View> {
  const minted = (await mintViews(deps, user, { fileIds: [fileId], ...from })).get(fileId)!;
  if (minted.ok) return minted.view;
  const { reason, creatorId } = minted;
  throw await refuseTicket(deps, user, { kind: "view", reason, fileId, creatorId, ...from });
}
