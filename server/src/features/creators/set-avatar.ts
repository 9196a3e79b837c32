import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { removeImage, storeImage, withImageBody } from "../images/index.ts";
import { AVATAR_WIDTHS } from "./avatar-url.ts";
import { getCreatorForMember } from "./get-creator.ts";
import { type FoundCreator, findCreatorByHandle } from "./queries.ts";

/** Replaces the avatar by the middle square of the picture in `body`; for editors and owners. Refuses as storeImage does. */
export async function setAvatar(
  deps: Deps,
  user: User,
  handle: string,
  body: AsyncIterable<Uint8Array>,
): Promise<FoundCreator> {
  const { id } = await getCreatorForMember(deps, user, handle, "editor");
  const image = await withImageBody(body, (bytes) =>
    storeImage(deps, "avatars", bytes, { widths: AVATAR_WIDTHS, square: true }),
  );
  const previous = await deps.db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("creators")
      .select("avatar_key")
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await trx
      .updateTable("creators")
      .set({ avatar_key: image.key, updated_at: deps.clock.now() })
      .where("id", "=", id)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "creator.updated",
      actorId: user.userId,
      creatorId: id,
      subject: { type: "creator", id },
      data: { changed: ["avatar"] },
    });
    return before.avatar_key;
  });
  if (previous) {
    await removeImage(deps, { key: previous, width: Math.max(...AVATAR_WIDTHS) }, AVATAR_WIDTHS);
  }
  return (await findCreatorByHandle(deps, id, user))!;
}
