import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { type FoundCreator, findCreatorByHandle } from "./queries.ts";
import type { NewCreator } from "./schemas.ts";

/**
 * Makes a creator whose owner is the user, with the configured quota. Refuses a handle that is taken with `handle_taken`, and more
 * creators than one person may own: that would be collecting handles, and disk.
 */
export async function createCreator(deps: Deps, user: User, input: NewCreator): Promise<FoundCreator> {
  const now = deps.clock.now();
  const id = newId();
  const most = deps.config.CREATORS_PER_ACCOUNT;
  await deps.db.transaction().execute(async (trx) => {
    // One after the other of a person, so that they cannot pass the number together.
    await trx.selectFrom("users").select("id").where("id", "=", user.userId).forNoKeyUpdate().execute();
    const { owned } = await trx
      .selectFrom("creator_members")
      .select((eb) => eb.fn.countAll<number>().as("owned"))
      .where("user_id", "=", user.userId)
      .where("role", "=", "owner")
      .executeTakeFirstOrThrow();
    if (owned >= most)
      throw new AppError("forbidden", `You already own ${owned} creators. One person may own ${most}.`);

    // Of two who ask for one handle at the same time, the unique index lets one through.
    const made = await trx
      .insertInto("creators")
      .values({
        id,
        handle: input.handle,
        display_name: input.displayName,
        bio: input.bio ?? "",
        website: input.website ?? null,
        social_links: JSON.stringify(input.socialLinks ?? []),
        storage_quota_bytes: deps.config.CREATOR_QUOTA_MB * 1024 * 1024,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column("handle").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!made) {
      throw new AppError("handle_taken", undefined, {
        errors: [{ field: "handle", message: "This handle is taken." }],
      });
    }
    await trx
      .insertInto("creator_members")
      .values({ creator_id: id, user_id: user.userId, role: "owner", created_at: now })
      .execute();
    await recordEvent(trx, deps.clock, {
      type: "creator.created",
      actorId: user.userId,
      creatorId: id,
      subject: { type: "creator", id },
      data: { handle: input.handle },
    });
  });
  return (await findCreatorByHandle(deps, id, user))!;
}
