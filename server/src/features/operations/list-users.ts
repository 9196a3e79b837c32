import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { isId } from "../../lib/ids.ts";
import { containsPattern } from "../../lib/like-pattern.ts";
import { afterCursor, exactTime, pageOf, whereAll } from "./paging.ts";
import type { UsersQuery, userDetail, userRow } from "./people-schemas.ts";

type Account = {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  operator_since: Date | null;
  suspended_at: Date | null;
  suspended_reason: string | null;
  created_at: Date;
};
type Row = Account & {
  exact: string;
  purchase_count: number;
  creators: { id: string; handle: string }[];
};

const STATES: Record<NonNullable<UsersQuery["state"]>, RawBuilder<unknown>> = {
  active: sql`u.suspended_at is null`,
  suspended: sql`u.suspended_at is not null`,
  unverified: sql`not u.email_verified`,
  operator: sql`u.operator_since is not null`,
};

/** People, the newest first; `query` is an id or a part of a name or address. For operators. */
export async function listUsers(deps: Pick<Deps, "db">, input: UsersQuery) {
  const { query, state } = input;
  const like = query ? containsPattern(query) : null;
  const conditions = [
    ...(query && isId(query) ? [sql`u.id = ${query}::uuid`] : []),
    ...(query && !isId(query) ? [sql`(u.email ilike ${like} or u.name ilike ${like})`] : []),
    ...(state ? [STATES[state]] : []),
    ...afterCursor(input.cursor, { time: "u.created_at", id: "u.id" }),
  ];
  const { rows } = await sql<Row>`
    select u.id, u.name, u.email, u.email_verified, u.operator_since, u.suspended_at, u.suspended_reason, u.created_at,
      ${exactTime("u.created_at")} as exact,
      (select count(*) from purchases p where p.buyer_id = u.id and p.completed_at is not null) as purchase_count,
      (select coalesce(json_agg(json_build_object('id', c.id, 'handle', c.handle) order by m.created_at), '[]')
        from creator_members m join creators c on c.id = m.creator_id where m.user_id = u.id) as creators
    from users u ${whereAll(conditions)}
    order by u.created_at desc, u.id desc limit ${input.limit + 1}`.execute(deps.db);
  return pageOf(
    rows,
    input.limit,
    (row): z.input<typeof userRow> => ({
      ...toAccount(row),
      purchaseCount: row.purchase_count,
      creators: row.creators,
    }),
  );
}

/** One person with their sessions and the creators they act for. Session secrets stay where they are. */
export async function getUser(
  deps: Pick<Deps, "db" | "clock">,
  id: string,
): Promise<z.input<typeof userDetail>> {
  const account = await deps.db.selectFrom("users").selectAll().where("id", "=", id).executeTakeFirst();
  if (!account) throw new AppError("not_found");
  const [passkeys, sessions, creators] = await Promise.all([
    deps.db
      .selectFrom("passkeys")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("user_id", "=", id)
      .executeTakeFirstOrThrow(),
    deps.db
      .selectFrom("sessions")
      .select(["id", "created_at", "updated_at", "expires_at", "ip_address", "user_agent"])
      .where("user_id", "=", id)
      .where("expires_at", ">", deps.clock.now())
      .orderBy("updated_at", "desc")
      .limit(50)
      .execute(),
    deps.db
      .selectFrom("creator_members as m")
      .innerJoin("creators as c", "c.id", "m.creator_id")
      .select(["c.id", "c.handle", "c.display_name", "c.suspended_at", "m.role"])
      .where("m.user_id", "=", id)
      .orderBy("m.created_at")
      .execute(),
  ]);
  return {
    ...toAccount(account),
    twoFactor: account.two_factor_enabled,
    passkeys: Number(passkeys.count),
    sessions: sessions.map((session) => ({
      id: session.id,
      createdAt: session.created_at.toISOString(),
      lastSeenAt: session.updated_at.toISOString(),
      expiresAt: session.expires_at.toISOString(),
      network: session.ip_address || null,
      device: describeDevice(session.user_agent ?? ""),
    })),
    creators: creators.map((creator) => ({
      id: creator.id,
      handle: creator.handle,
      displayName: creator.display_name,
      role: creator.role,
      suspendedAt: creator.suspended_at?.toISOString() ?? null,
    })),
  };
}

function toAccount(row: Account) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.email_verified,
    isOperator: row.operator_since !== null,
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    suspendedReason: row.suspended_reason,
    createdAt: row.created_at.toISOString(),
  };
}
