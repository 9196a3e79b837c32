import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getCreatorForMember } from "./get-creator.ts";
import { type FoundCreator, findCreatorByHandle } from "./queries.ts";
import type { CreatorChanges } from "./schemas.ts";

/** Changes the given parts of a profile, by handle or id; for editors and owners. The handle stays for good. */
export async function updateCreator(
  deps: Deps,
  user: User,
  handle: string,
  changes: CreatorChanges,
): Promise<FoundCreator> {
  const { id } = await getCreatorForMember(deps, user, handle, "editor");
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable("creators")
      .set({
        ...(changes.displayName !== undefined && { display_name: changes.displayName }),
        ...(changes.bio !== undefined && { bio: changes.bio }),
        ...(changes.website !== undefined && { website: changes.website }),
        ...(changes.socialLinks !== undefined && { social_links: JSON.stringify(changes.socialLinks) }),
        ...(changes.refundDays !== undefined && { refund_days: changes.refundDays }),
        ...(changes.deviceLimit !== undefined && { device_limit: changes.deviceLimit }),
        ...(changes.watermark !== undefined && { watermark: changes.watermark }),
        ...(changes.adult !== undefined && { is_adult: changes.adult }),
        updated_at: deps.clock.now(),
      })
      .where("id", "=", id)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "creator.updated",
      actorId: user.userId,
      creatorId: id,
      subject: { type: "creator", id },
      data: { changed: Object.keys(changes) },
    });
  });
  return (await findCreatorByHandle(deps, id, user))!;
}
