import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import type { FoundCreator } from "./queries.ts";
import { replacePicture } from "./replace-picture.ts";

/** Replaces the avatar by the middle square of the picture in `body`; see {@link replacePicture}. */
export async function setAvatar(
  deps: Deps,
  user: User,
  handle: string,
  body: AsyncIterable<Uint8Array>,
): Promise<FoundCreator> {
  return replacePicture(deps, user, handle, { kind: "avatar", body });
}
