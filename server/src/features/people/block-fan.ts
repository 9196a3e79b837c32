import { sql } from "kysely";
import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { getCreatorForMember } from "../creators/index.ts";
import type { blocksPage, blocksQuery } from "./schemas.ts";

export type Block = { handle: string; userId: string; reason: string };

/**
 * Shuts somebody out; for owners and editors. They follow no more, a membership of theirs is not renewed, and payment pages for posts
 * close; they can neither join, order a post, like nor comment. What they paid for stays open. Again with another reason changes that, and without one leaves it.
 */
export async function blockFan(deps: Deps, user: User, input: Block): Promise<void> {
  const creator = await getCreatorForMember(deps, user, input.handle, "editor");
  await deps.db.transaction().execute(async (trx) => {
    // Whoever is just about to follow or to join is through before this, or finds the block after it.
    await sql`select 1 from creators where id = ${creator.id} for update`.execute(trx);
    await requireOutsider(trx, creator.id, input.userId);
    const now = deps.clock.now();
    const known = await trx
      .updateTable("fan_blocks")
      .set((eb) => ({ reason: input.reason || eb.ref("reason") }))
      .where("creator_id", "=", creator.id)
      .where("user_id", "=", input.userId)
      .executeTakeFirst();
    if (known.numUpdatedRows) return;
    await trx
      .insertInto("fan_blocks")
      .values({
        creator_id: creator.id,
        user_id: input.userId,
        blocked_by: user.userId,
        reason: input.reason,
        created_at: now,
      })
      .execute();
    await trx
      .deleteFrom("follows")
      .where("creator_id", "=", creator.id)
      .where("user_id", "=", input.userId)
      .execute();
    await endWhatRuns(deps, trx, { creatorId: creator.id, userId: input.userId });
    await recordEvent(trx, deps.clock, {
      type: "fan.blocked",
      actorId: user.userId,
      creatorId: creator.id,
      subject: { type: "user", id: input.userId },
      data: input.reason ? { reason: input.reason } : {},
    });
  });
}

/** Lets somebody in again. A membership that was not to be renewed stays so, unless they take that back before it ends. */
export async function unblockFan(deps: Deps, user: User, input: Omit<Block, "reason">): Promise<void> {
  const creator = await getCreatorForMember(deps, user, input.handle, "editor");
  await deps.db.transaction().execute(async (trx) => {
    const removed = await trx
      .deleteFrom("fan_blocks")
      .where("creator_id", "=", creator.id)
      .where("user_id", "=", input.userId)
      .executeTakeFirst();
    if (removed.numDeletedRows)
      await recordEvent(trx, deps.clock, {
        type: "fan.unblocked",
        actorId: user.userId,
        creatorId: creator.id,
        subject: { type: "user", id: input.userId },
      });
  });
}

/** Whom a creator has shut out, the latest first. */
export async function listBlocks(
  deps: Deps,
  user: User,
  input: z.output<typeof blocksQuery> & { handle: string },
): Promise<z.input<typeof blocksPage>> {
  const creator = await getCreatorForMember(deps, user, input.handle, "editor");
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ["time", "uuid"]);
  if (input.cursor !== undefined && !after) throw invalidField("cursor", "is not one of ours");
  const { rows } = await deps.pool.query<{ id: string; name: string; reason: string; at: Date }>({
    name: "blocks",
    text: `select b.user_id as id, u.name, b.reason, b.created_at as at from fan_blocks b join users u on u.id = b.user_id
      where b.creator_id = $1 and ($2::timestamptz is null or (b.created_at, b.user_id) < ($2, $3::uuid))
      order by b.created_at desc, b.user_id desc limit $4`,
    values: [creator.id, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1)! : null;
  return {
    items: shown.map(({ id, name, reason, at }) => ({ userId: id, name, reason, at: at.toISOString() })),
    nextCursor: last && encodeCursor([last.at.toISOString(), last.id]),
  };
}

async function requireOutsider(trx: Database, creatorId: string, userId: string): Promise<void> {
  const person = await trx
    .selectFrom("users as u")
    .leftJoin("creator_members as m", (join) =>
      join.onRef("m.user_id", "=", "u.id").on("m.creator_id", "=", creatorId),
    )
    .select("m.role")
    .where("u.id", "=", userId)
    .where("u.deleted_at", "is", null)
    .executeTakeFirst();
  if (!person) throw new AppError("not_found");
  if (person.role) throw new AppError("wrong_state", "They are one of your own people.");
}

async function endWhatRuns(
  deps: Deps,
  trx: Database,
  { creatorId, userId }: { creatorId: string; userId: string },
): Promise<void> {
  const memberships = await trx
    .selectFrom("subscriptions")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("user_id", "=", userId)
    .where("status", "<>", "expired")
    .execute();
  for (const { id } of memberships)
    await deps.jobs.add(
      trx,
      "end-memberships",
      { subscriptionId: id, when: "period_end" },
      { key: `end-membership:${id}` },
    );
  await deps.jobs.add(trx, "close-open-orders", { creatorId, buyerId: userId });
}
