import { createClient } from "@redis/client";
import type { Logger } from "pino";
import type { CountersPort } from "./port.ts";

// Reading and writing are one step on the server, so that nodes which hit at once are all counted.
const HIT = `
  local ends = tonumber(redis.call('HGET', KEYS[1], 'ends'))
  local now = tonumber(ARGV[1])
  if not ends or ends <= now then
    ends = now + tonumber(ARGV[2])
    redis.call('HSET', KEYS[1], 'hits', 0, 'ends', string.format('%d', ends))
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
  end
  return { redis.call('HINCRBY', KEYS[1], 'hits', 1), string.format('%d', ends) }`;

/**
 * Counters in Redis (or Valkey), which forgets them by itself. While it does not answer, `fallback` counts instead: limits must
 * hold, and people must get in.
 */
export async function redisCounters(options: {
  url: string;
  fallback: CountersPort;
  log: Pick<Logger, "warn">;
}): Promise<CountersPort> {
  const { fallback, log } = options;
  const client = createClient({
    url: options.url,
    disableOfflineQueue: true,
    commandOptions: { timeout: 500 },
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(tries * 100, 3000) },
  });
  let reachable = true;
  client.on("error", (error) => {
    if (reachable) log.warn({ err: error }, "Redis does not answer; PostgreSQL counts meanwhile");
    reachable = false;
  });
  client.on("ready", () => {
    if (!reachable) log.warn("Redis answers again");
    reachable = true;
  });
  // A Redis that is down at the start must not keep the shop closed; the client goes on trying.
  void client.connect().catch(() => undefined);

  return {
    async hit(key, seconds, now) {
      if (!client.isReady) return fallback.hit(key, seconds, now);
      try {
        const answer = await client.eval(HIT, {
          keys: [keyOf(key)],
          arguments: [String(now.getTime()), String(seconds * 1000)],
        });
        const [hits, ends] = answer as [number, string];
        return { hits, endsAt: new Date(Number(ends)) };
      } catch {
        return fallback.hit(key, seconds, now);
      }
    },
    async forget(key) {
      if (client.isReady) await client.del(keyOf(key)).catch(() => undefined);
      await fallback.forget(key);
    },
    sweep: (now) => fallback.sweep(now),
    async close() {
      client.destroy();
      await fallback.close();
    },
  };
}

const keyOf = (key: string) => `vaulture:limit:${key}`;
