import type { Database } from "../../db/client.ts";

export type Owner = { id: string; name: string; email: string; handle: string };

/** Whom to tell of what happens to a creator: its owners, without those who have left. `handle` is the creator's. */
export async function findOwners(db: Database, creatorId: string): Promise<Owner[]> {
  return (
    db
      .selectFrom("creator_members as m")
      .innerJoin("users as u", "u.id", "m.user_id")
      .innerJoin("creators as c", "c.id", "m.creator_id")
      .select(["u.id", "u.name", "u.email", "c.handle"])
      .where("m.creator_id", "=", creatorId)
      .where("m.role", "=", "owner")
      .where("u.deleted_at", "is", null)
      // Always in one order: whoever writes to each of them meets others who do.
      .orderBy("u.id")
      .execute()
  );
}
