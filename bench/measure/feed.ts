import { openDatabase } from "../../server/src/db/client.ts";
import type { Deps } from "../../server/src/deps.ts";
import { listFeed } from "../../server/src/features/posts/list-posts.ts";
import { systemClock } from "../../server/src/lib/clock.ts";
import { encodeCursor } from "../../server/src/lib/cursor.ts";
import { atMost, type Measurement, type Result } from "../measurement.ts";
import { fillPosts, idOf } from "../posts-world.ts";
import { inTurns, median, quantile, ratioOf } from "../rounds.ts";

const FOLLOWED = 200;
const PAGE = 20;
/** So many pages down the feed. */
const DEEP = 1000;

export const feed: Measurement = {
  name: "feed",
  about: "a fan's feed of two hundred creators among few and among very many posts, at its top and far down",
  async run({ machine, quick, say }) {
    const sizes = quick ? [10_000, 100_000] : [10_000, 1_000_000];
    const places: Place[] = [];
    try {
      for (const posts of sizes) {
        const url = await machine.createDatabase();
        const database = openDatabase(url, { maxConnections: 4 });
        const creators = Math.max(FOLLOWED, posts / 200);
        await fillPosts(database.pool, { posts, creators, followed: FOLLOWED });
        places.push({ url, posts, ...database });
        say(`  filled a database with ${posts.toLocaleString("en")} posts`);
      }
      const [few, many] = places as [Place, Place];
      const deep = await cursorAt(many, Math.min(DEEP * PAGE, (many.posts / 200) * PAGE, FOLLOWED * 190));
      const questions = quick ? 40 : 200;
      const ask = (place: Place, cursor?: string) => () => timesOf(place, questions, cursor);
      for (const warmUp of [ask(few), ask(many), ask(many, deep)]) await warmUp();
      const rounds = await inTurns(quick ? 3 : 7, { few: ask(few), many: ask(many), deep: ask(many, deep) });
      const p95 = (name: string, of: "few" | "many" | "deep", more: Partial<Result>): Result => ({
        name: `feed of 20 posts: p95, ${name}`,
        value: median(rounds[of].map(({ p95 }) => p95)),
        unit: "ms",
        against: null,
        ratio: null,
        ...more,
      });
      const ratio = (ours: Times[], theirs: Times[]) => ratioOf(ours, theirs, (times) => times.p95);
      return [
        p95(label(few), "few", {}),
        p95(label(many), "many", {
          against: label(few),
          ratio: ratio(rounds.many, rounds.few),
          goal: atMost(3),
        }),
        p95("far down", "deep", {
          against: "its top",
          ratio: ratio(rounds.deep, rounds.many),
          goal: atMost(1.2),
        }),
      ];
    } finally {
      for (const place of places) {
        await place.pool.end();
        await machine.dropDatabase(place.url);
      }
    }
  },
};

type Place = { url: string; posts: number } & ReturnType<typeof openDatabase>;
type Times = { p95: number };

function label({ posts }: Place): string {
  return `${posts.toLocaleString("en")} posts`;
}

function page({ pool, db }: Place, cursor?: string) {
  const user = { kind: "user", userId: idOf("fan", 0), sessionId: idOf("fan", 0) };
  const reader = { user, address: null, userAgent: null, country: null, linkTo: (url: string) => url };
  return listFeed({ pool, db, clock: systemClock } as unknown as Deps, reader as never, {
    limit: PAGE,
    ...(cursor && { cursor }),
  });
}

async function timesOf(place: Place, questions: number, cursor?: string): Promise<Times> {
  const taken: number[] = [];
  for (let asked = 0; asked < questions; asked++) {
    const begun = performance.now();
    const { items } = await page(place, cursor);
    taken.push(performance.now() - begun);
    if (items.length !== PAGE) throw new Error(`a page of ${items.length} posts`);
  }
  return { p95: quantile(taken, 0.95) };
}

/** Where the feed goes on after so many posts. */
async function cursorAt({ pool }: Place, down: number): Promise<string> {
  const { rows } = await pool.query<{ id: string; at: Date }>(
    `select p.id, p.published_at as at from posts p join follows f on f.creator_id = p.creator_id
     where f.user_id = $1 order by p.published_at desc, p.id desc offset $2 limit 1`,
    [idOf("fan", 0), down],
  );
  return encodeCursor([rows[0]!.at.toISOString(), rows[0]!.id]);
}
