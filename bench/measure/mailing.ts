import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "../child.ts";
import { type Installation, openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import { atMost, type Measurement } from "../measurement.ts";
import { cookieOf } from "../proofs.ts";
import { requestText } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, idOf, OWNER_SESSION, type World } from "../world.ts";

const CONNECTIONS = 8;
const KEY = "key like 'announce:%'";

export const mailing: Measurement = {
  name: "mailing",
  about:
    "a post that is read while its followers are told of it and mailed, against one of which all have heard",
  async run({ machine, quick, say }) {
    const followers = quick ? 1000 : 10_000;
    const seconds = quick ? 2 : 4;
    const world: World = {
      buyers: followers,
      products: 100,
      purchases: 100,
      status: "completed",
      leases: 0,
      fileBytes: 1,
    };
    const installation = await openInstallation(machine, {}, async ({ pool }) => {
      await fillWorld(pool, world);
      await pool.query("update users set email_verified = true");
      await pool.query(
        `insert into follows (user_id, creator_id, created_at)
         select id, $1, now() from users where email like 'buyer%'`,
        [idOf("creator", 0)],
      );
      await pool.query("vacuum (analyze)");
    });
    const load = startChild("./load/requests.ts");
    try {
      const postId = await publish(installation);
      const job: RequestJob = {
        port: installation.port,
        requests: Array.from({ length: 400 }, (_, reader) =>
          requestText("GET", `/api/v1/posts/${postId}`, { cookie: cookieOf(installation, reader) }),
        ),
        connections: CONNECTIONS,
        seconds,
        status: 200,
      };
      const read = () => load.ask<RequestOutcome>("run", job);
      await hold(installation);
      await read();
      const rounds = await inTurns(quick ? 2 : 5, {
        async mailing() {
          await goOn(installation);
          return read();
        },
        async quiet() {
          await hold(installation);
          return read();
        },
      });
      await goOn(installation);
      const begun = performance.now();
      const before = await sent(installation);
      while ((await sent(installation)) < followers) {
        if (performance.now() - begun > 300_000) throw new Error("not everybody was mailed");
        await delay(250);
      }
      const perSecond = (followers - before) / ((performance.now() - begun) / 1000);
      say(`  ${followers - before} of ${followers} mails after the rounds`);
      const against = "nobody is mailed";
      return [
        {
          name: `a post read while ${followers.toLocaleString("en")} are mailed: p99`,
          value: median(rounds.mailing.map(({ p99 }) => p99)),
          unit: "ms",
          against,
          ratio: ratioOf(rounds.mailing, rounds.quiet, ({ p99 }) => p99),
          goal: atMost(2),
        },
        {
          name: `a post read while ${followers.toLocaleString("en")} are mailed: rate`,
          value: median(rounds.mailing.map((outcome) => outcome.perSecond)),
          unit: "/s",
          against,
          ratio: ratioOf(rounds.mailing, rounds.quiet, (outcome) => outcome.perSecond),
        },
        { name: "followers mailed", value: perSecond, unit: "/s", against: null, ratio: null },
      ];
    } finally {
      await load.stop();
      await installation.close();
    }
  },
};

async function publish(installation: Installation): Promise<string> {
  const answer = await fetch(`${installation.url}/api/v1/posts`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: installation.url,
      cookie: cookieOf(installation, OWNER_SESSION),
    },
    body: JSON.stringify({
      creatorId: idOf("creator", 0),
      title: "At the bench",
      teaser: "What it is about, in a line or two, as it stands in the mail.",
      body: "What it says. ".repeat(100),
      visibility: "free",
    }),
  });
  const { id } = (await answer.json()) as { id?: string };
  if (!id) throw new Error(`the post was not published: ${answer.status}`);
  return id;
}

/** Puts off what is left of the audience, and waits until the mails of those who were told are out. */
async function hold({ pool }: Installation): Promise<void> {
  for (;;) {
    await pool.query(
      `update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where ${KEY} and locked_at is null`,
    );
    const { rows } = await pool.query<{ busy: number }>(
      `select count(*)::int as busy from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`,
    );
    if (rows[0]!.busy === 0) return;
    await delay(50);
  }
}

async function goOn({ pool }: Installation): Promise<void> {
  await pool.query(`update graphile_worker._private_jobs set run_at = now() where ${KEY}`);
}

async function sent({ pool }: Installation): Promise<number> {
  const { rows } = await pool.query<{ sent: number }>(
    "select count(*)::int as sent from mails where kind = 'new_post' and sent_at is not null",
  );
  return rows[0]!.sent;
}
