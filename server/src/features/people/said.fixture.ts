import { sql } from "kysely";
import type { Actor } from "../../test/actors.ts";
import type { TestServer } from "../../test/harness.ts";
import type { Shop } from "../../test/make.ts";
import type { Comment, Thread } from "./schemas.ts";

export type ThreadPage = {
  items: Thread[];
  nextCursor: string | null;
  viewer: { canModerate: boolean; refusal: string | null };
};

/** Posts of a shop, and what people do under them. */
export function saidAt(server: TestServer, shop: Shop) {
  const path = (postId: string) => `/api/v1/posts/${postId}/comments`;
  return {
    async write(more: object = {}): Promise<string> {
      const { id } = await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
        creatorId: shop.creatorId,
        body: "Words",
        visibility: "free",
        ...more,
      });
      return id;
    },
    read: (who: Actor, postId: string, query = "") => who.json<ThreadPage>("GET", path(postId) + query),
    replies: (who: Actor, commentId: string, query = "") =>
      who.json<{ items: Comment[]; nextCursor: string | null }>(
        "GET",
        `/api/v1/comments/${commentId}/replies${query}`,
      ),
    /** Time goes on, so that no two are said at once; whoever says something has proved their address. */
    async say(who: Actor, postId: string, body: string, replyTo?: string): Promise<string> {
      server.clock.advance(1000);
      await prove(server, who);
      const { id } = await who.json<{ id: string }>("POST", path(postId), {
        body,
        ...(replyTo && { replyTo }),
      });
      return id;
    },
    refused: (who: Actor, postId: string, status: number, body: object = { body: "Hello" }) =>
      who.json<{ code: string; detail?: string; errors?: { field: string }[] }>(
        "POST",
        path(postId),
        body,
        status,
      ),
    async block(who: Actor): Promise<void> {
      await server.deps.db
        .insertInto("fan_blocks")
        .values({ creator_id: shop.creatorId, user_id: who.userId, created_at: server.clock.now() })
        .execute();
    },
    async events(subjectId: string): Promise<string[]> {
      const { rows } = await server.deps.pool.query<{ type: string }>(
        "select type from events where subject_id = $1 order by id",
        [subjectId],
      );
      return rows.map(({ type }) => type);
    },
  };
}

/** As if they had opened the link in the mail that confirms their address. */
export async function prove({ deps }: TestServer, { userId }: { userId: string }): Promise<void> {
  await deps.db.updateTable("users").set({ email_verified: true }).where("id", "=", userId).execute();
}

/** What somebody reads: words, with those of the answers behind them. */
export const wordsOf = ({ items }: ThreadPage) =>
  items.map(({ body, replies }) => [body, ...replies.items.map((reply) => reply.body)]);

/** Does something that has to wait until the block of a person that is being made meanwhile is through. */
export async function whileBlocking<T>(
  server: TestServer,
  { creatorId }: Shop,
  who: Actor,
  act: () => Promise<T>,
): Promise<T> {
  const { db, pool } = server.deps;
  const done = await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`
      select pg_backend_pid() as pid from creators where id = ${creatorId} for update`.execute(trx);
    const acting = act();
    let through = false;
    const stop = () => {
      through = true;
    };
    acting.then(stop, stop);
    for (let waits = false; !waits && !through; ) {
      const blocked = await pool.query(
        "select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))",
        [rows[0]!.pid],
      );
      waits = blocked.rows.length > 0;
    }
    await trx
      .insertInto("fan_blocks")
      .values({ creator_id: creatorId, user_id: who.userId, created_at: server.clock.now() })
      .execute();
    return { acting };
  });
  return done.acting;
}

/** Uses up what somebody may do in an hour. */
export async function exhaust({ deps }: TestServer, key: string, max: number): Promise<void> {
  for (let n = 0; n < max; n++) await deps.counters.hit(key, 3600, deps.clock.now());
}
