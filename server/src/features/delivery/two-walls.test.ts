import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../access/decide.ts";
import { toFacts } from "../../access/facts.ts";
import { seededRandom } from "../../demo/content/seeded-random.ts";
import { newId } from "../../lib/ids.ts";
import { connectAsOwner } from "../../test/connect-as-owner.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import type { TicketRow } from "./open-ticket.ts";
import { viewRows } from "./open-view.ts";
import { makeWorld, plainly, type Question, type World } from "./random-worlds.fixture.ts";
import { storeWorlds } from "./store-worlds.fixture.ts";

/** How many small worlds are made in a run; each asks every viewer and a visitor about every file. */
const WORLDS = 10_000;
const AT_ONCE = 500;
/** From where is asked; null: nobody knows. */
const COUNTRIES = ["DE", "FR", "US", null];

describe("the decision and the database's own reading of the rules (A27, A58)", () => {
  let server: TestServer;
  let owner: pg.Client;
  beforeAll(async () => {
    server = await startTestServer();
    owner = await connectAsOwner(server);
  });
  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  it(`agree with a plain reading of them in ${WORLDS} random worlds`, { timeout: 300_000 }, async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    const asked = { all: 0, allowed: 0, abroad: 0, throughPosts: 0 };
    for (let made = 0; made < WORLDS; made += AT_ONCE) {
      const worlds = Array.from({ length: AT_ONCE }, () => makeWorld(random));
      await storeWorlds(owner, worlds, server.clock.now());
      await owner.query("analyze");
      const questions = worlds.flatMap((world) => questionsOf(world, random));
      const answers = await askBothWalls(
        server,
        questions.map(({ question }) => question),
      );
      for (const [index, { world, question }] of questions.entries()) {
        const expected = plainly(world, question);
        const { first, second } = answers[index]!;
        // A suspended person never gets as far as a decision: their sessions open nothing.
        if (second !== expected || first !== expected)
          expect({ seed, first, second, question, world }).toEqual({ expected });
        asked.all += 1;
        if (expected) asked.allowed += 1;
        else if (plainly(world, question, { anywhere: true })) asked.abroad += 1;
        if (expected && !plainly({ ...world, posts: [] }, question)) asked.throughPosts += 1;
      }
    }
    // Worlds in which nobody or everybody may have everything would prove nothing.
    expect(asked.allowed / asked.all).toBeGreaterThan(0.05);
    expect(asked.allowed / asked.all).toBeLessThan(0.6);
    // So would worlds whose countries decide nothing, or whose posts open nothing.
    expect(asked.abroad / asked.all).toBeGreaterThan(0.01);
    expect(asked.throughPosts / asked.all).toBeGreaterThan(0.02);
  });
});

function questionsOf(world: World, random: () => number): { world: World; question: Question }[] {
  return [...world.users.map(({ id }) => id), null].flatMap((user) =>
    world.files.map((file) => {
      const country = COUNTRIES[Math.floor(random() * COUNTRIES.length)]!;
      return { world, question: { user, file: file.id, country } };
    }),
  );
}

/** As a request with a view ticket reads them: one row with the facts that are decided over, and the location if it is shown. */
async function askBothWalls(server: TestServer, questions: Question[]) {
  const rows = viewRows(server.deps);
  return Promise.all(
    questions.map(async ({ user, file: id, country }) => {
      const row = await (user === null
        ? rows.public({ id, country })
        : rows.token({ proof: user, id, country, ticket: newId() }));
      return { first: firstSays(row, user), second: row !== undefined && row.storage_key !== null };
    }),
  );
}

function firstSays(row: TicketRow | undefined, user: string | null): boolean {
  if (!row || row.file_id === null) return false;
  return decide(toFacts(row), { purpose: "view", signedIn: user !== null }).allowed;
}
