// Password checks and nothing else, as many at once as there are connections in the measurement beside it.
import { hash, verify } from "@node-rs/argon2";
import { answerParent } from "../child.ts";

answerParent({
  hash: ({ password }: { password: string }) =>
    hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
  async verify({ stored, password, atOnce, seconds }: VerifyJob): Promise<number> {
    const begun = performance.now();
    const until = begun + seconds * 1000;
    let count = 0;
    const check = async () => {
      while (performance.now() < until) {
        await verify(stored, password);
        count++;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, check));
    return count / ((performance.now() - begun) / 1000);
  },
});

type VerifyJob = { stored: string; password: string; atOnce: number; seconds: number };
