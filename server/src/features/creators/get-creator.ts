import type { User, Viewer } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { type FoundCreator, findCreatorByHandle } from "./queries.ts";
import { type Role, requireMember } from "./require-member.ts";

/** A creator's public profile, by handle or id. A suspended one exists for its members alone. */
export async function getCreator(
  deps: Pick<Deps, "db">,
  viewer: Viewer,
  handle: string,
): Promise<FoundCreator> {
  const creator = await findCreatorByHandle(deps, handle, viewer);
  if (!creator || (creator.suspendedAt && !creator.role)) throw new AppError("not_found");
  return creator;
}

/** The creator with this handle or id for a member of at least `minimumRole`; refuses as {@link requireMember} does. */
export async function getCreatorForMember(
  deps: Pick<Deps, "db">,
  user: User,
  handle: string,
  minimumRole: Role,
): Promise<FoundCreator> {
  const creator = await findCreatorByHandle(deps, handle, user);
  if (!creator) throw new AppError("not_found");
  await requireMember(deps, user, creator.id, minimumRole);
  return creator;
}
