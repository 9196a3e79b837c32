import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { readCode, spellCode } from "./mark-code.ts";
import type { Traced } from "./schemas.ts";

/**
 * To whom this creator's pictures with this code were shown, for its editors and owners; nobody where there is no such code. Who is
 * no customer of theirs is told by name alone. That somebody looked stands in the trail.
 */
export async function traceMark(
  deps: Deps,
  user: User,
  { handle, code }: { handle: string; code: string },
): Promise<{ items: Traced[] }> {
  const creator = await getCreatorForMember(deps, user, handle, "editor");
  return trace(deps, user, code, creator.id);
}

/** The same for operators, whichever creator's pictures it was. */
export async function traceAnyMark(deps: Deps, user: User, code: string): Promise<{ items: Traced[] }> {
  return trace(deps, user, code, null);
}

type Row = {
  code: string;
  created_at: Date;
  creator_id: string;
  handle: string;
  display_name: string;
  user_id: string;
  name: string;
  email: string;
  is_customer: boolean;
};

async function trace(
  deps: Deps,
  user: User,
  typed: string,
  creatorId: string | null,
): Promise<{ items: Traced[] }> {
  const code = readCode(typed);
  if (code === null) return { items: [] };
  const { rows } = await deps.pool.query<Row>({
    name: "trace-watermark",
    text: `select k.code, k.created_at, k.creator_id, c.handle, c.display_name, u.id as user_id, u.name, u.email,
        exists (select 1 from purchases q
          where q.buyer_id = k.user_id and q.creator_id = k.creator_id and q.completed_at is not null) as is_customer
      from watermark_codes k join creators c on c.id = k.creator_id join users u on u.id = k.user_id
      where k.code = $1 and ($2::uuid is null or k.creator_id = $2) order by k.created_at`,
    values: [code, creatorId],
  });
  for (const row of rows)
    await recordEvent(deps.db, deps.clock, {
      type: "watermark.traced",
      actorId: user.userId,
      creatorId: row.creator_id,
      subject: { type: "user", id: row.user_id },
    });
  return {
    items: rows.map((row) => ({
      code: spellCode(row.code),
      shownSince: row.created_at.toISOString(),
      creator: { id: row.creator_id, handle: row.handle, displayName: row.display_name },
      user: {
        id: row.user_id,
        name: row.name,
        email: row.is_customer || creatorId === null ? row.email : null,
      },
    })),
  };
}
