import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { removeImage, storeImage, withImageBody } from "../images/index.ts";
import { getCreatorForMember } from "./get-creator.ts";
import { PICTURES, type PictureKind } from "./pictures.ts";
import { type FoundCreator, findCreatorByHandle } from "./queries.ts";

/**
 * Replaces the avatar or the banner by the middle of the picture in `body`, cut to its shape, or with null takes it away; for
 * editors and owners. The old picture's files go too. Refuses as storeImage does; `quick` is for pictures of our own making.
 */
export async function replacePicture(
  deps: Deps,
  user: User,
  handle: string,
  {
    kind,
    body,
    quick = false,
  }: { kind: PictureKind; body: AsyncIterable<Uint8Array> | null; quick?: boolean },
): Promise<FoundCreator> {
  const { id } = await getCreatorForMember(deps, user, handle, "editor");
  const { area, column, widths, ratio } = PICTURES[kind];
  const image =
    body && (await withImageBody(body, (bytes) => storeImage(deps, area, bytes, { widths, ratio, quick })));
  const previous = await deps.db.transaction().execute(async (trx) => {
    const { key } = await trx
      .selectFrom("creators")
      .select(`${column} as key`)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (key === null && !image) return null;
    await trx
      .updateTable("creators")
      .set({ [column]: image?.key ?? null, updated_at: deps.clock.now() })
      .where("id", "=", id)
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "creator.updated",
      actorId: user.userId,
      creatorId: id,
      subject: { type: "creator", id },
      data: { changed: [kind] },
    });
    return key;
  });
  if (previous) await removeImage(deps, { key: previous, width: Math.max(...widths) }, widths);
  return (await findCreatorByHandle(deps, id, user))!;
}
