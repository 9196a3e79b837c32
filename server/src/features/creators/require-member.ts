import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";

export type Role = "analyst" | "editor" | "owner";

const RANK: Record<Role, number> = { analyst: 1, editor: 2, owner: 3 };

/**
 * The user's role at the creator, asked of the database each time. Refuses non-members, and creators that do not exist, with the
 * same `not_found`; members whose role is below `minimumRole` with `forbidden`.
 */
export async function requireMember(
  deps: Pick<Deps, "db">,
  user: User,
  creatorId: string,
  minimumRole: Role,
): Promise<Role> {
  const role = await findRole(deps, user, creatorId);
  if (!role) throw new AppError("not_found");
  if (!reaches(role, minimumRole)) {
    throw new AppError("forbidden", `This needs the role ${minimumRole} or above; yours is ${role}.`);
  }
  return role;
}

/** The user's role at the creator, or null for whoever is no member. */
export async function findRole(deps: Pick<Deps, "db">, user: User, creatorId: string): Promise<Role | null> {
  const membership = await deps.db
    .selectFrom("creator_members")
    .select("role")
    .where("creator_id", "=", creatorId)
    .where("user_id", "=", user.userId)
    .executeTakeFirst();
  return membership?.role ?? null;
}

/** Whether `role` is `minimumRole` or above. */
export function reaches(role: Role, minimumRole: Role): boolean {
  return RANK[role] >= RANK[minimumRole];
}
