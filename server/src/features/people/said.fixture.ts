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
    /** Time goes on, so that no two are said at once. */
    async say(who: Actor, postId: string, body: string, replyTo?: string): Promise<string> {
      server.clock.advance(1000);
      const { id } = await who.json<{ id: string }>("POST", path(postId), {
        body,
        ...(replyTo && { replyTo }),
      });
      return id;
    },
    refused: (who: Actor, postId: string, status: number, body: object = { body: "Hello" }) =>
      who.json<{ code: string; errors?: { field: string }[] }>("POST", path(postId), body, status),
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

/** What somebody reads: words, with those of the answers behind them. */
export const wordsOf = ({ items }: ThreadPage) =>
  items.map(({ body, replies }) => [body, ...replies.items.map((reply) => reply.body)]);
