import { startChild } from "../child.ts";
import { openInstallation } from "../installation.ts";
import type { RequestJob, RequestOutcome } from "../load/requests.ts";
import type { Measurement } from "../measurement.ts";
import { jsonRequest } from "../requests.ts";
import { inTurns, median, ratioOf } from "../rounds.ts";
import { fillWorld, type World } from "../world.ts";

const PASSWORD = "correct horse battery staple";
const CONNECTIONS = 8;

export const signIns: Measurement = {
  name: "sign-ins",
  about: "sign-ins with a password; bound by argon2id, which is dear on purpose, so against that alone",
  async run({ machine, quick }) {
    const argon2 = startChild("./reference/bare-argon2.ts", machine.nodeOptions);
    const stored = await argon2.ask<string>("hash", { password: PASSWORD });
    const world: World = {
      buyers: 400,
      products: 1,
      purchases: 1,
      status: "completed",
      leases: 0,
      fileBytes: 1,
      passwordHash: stored,
    };
    const installation = await openInstallation(machine, {}, ({ pool }) => fillWorld(pool, world));
    const load = startChild("./load/requests.ts");
    const seconds = quick ? 1 : 3;
    const job: RequestJob = {
      port: installation.port,
      requests: Array.from({ length: world.buyers }, (_, buyer) =>
        jsonRequest(
          "/api/auth/sign-in/email",
          { origin: installation.url },
          { email: `buyer${buyer}@example.com`, password: PASSWORD },
        ),
      ),
      connections: CONNECTIONS,
      seconds,
      status: 200,
    };
    const ours = async () => (await load.ask<RequestOutcome>("run", job)).perSecond;
    const theirs = () =>
      argon2.ask<number>("verify", { stored, password: PASSWORD, atOnce: CONNECTIONS, seconds });
    try {
      await ours();
      const rounds = await inTurns(quick ? 3 : 5, { ours, theirs });
      return [
        {
          name: "sign-ins",
          value: median(rounds.ours),
          unit: "/s",
          against: "argon2id checks alone",
          ratio: ratioOf(rounds.ours, rounds.theirs, (perSecond) => perSecond),
        },
      ];
    } finally {
      await load.stop();
      await argon2.stop();
      await installation.close();
    }
  },
};
