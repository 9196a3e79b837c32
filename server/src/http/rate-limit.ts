import type { FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";
import { addressBlock } from "../lib/client-address.ts";
import { addressOf } from "./address.ts";
import type { RequestLimit } from "./limits.ts";
import { userOf } from "./viewer.ts";

/** At most `max` hits in each window of `seconds`. */
export type RateLimit = { name: string; max: number; seconds: number };

type Parts = Pick<Deps, "config" | "clock" | "counters">;
type ReadingParts = Parts & Pick<Deps, "pageReads">;

/**
 * Counts a hit of `who` (a viewer or an address block) against `limit` and refuses with 429 and `Retry-After` past it. All nodes
 * count together.
 */
export async function limitRate(deps: Parts, limit: RateLimit, who: string): Promise<void> {
  const endsAt = await countHit(deps, limit, who);
  if (!endsAt) return;
  const left = endsAt.getTime() - deps.clock.now().getTime();
  const retryAfter = Math.max(1, Math.ceil(left / 1000));
  throw new AppError("rate_limited", `Try again in ${retryAfter} seconds.`, {
    headers: { "retry-after": String(retryAfter) },
  });
}

/** Counts a hit the same way and says whether it is within the limit: for what is left out past it, not refused. */
export async function isWithinRate(deps: Parts, limit: RateLimit, who: string): Promise<boolean> {
  return (await countHit(deps, limit, who)) === null;
}

/** Null within the limit, else when its window ends. */
async function countHit(deps: Parts, limit: RateLimit, who: string): Promise<Date | null> {
  if (deps.config.RATE_LIMITS === "off") return null;
  const { hits, endsAt } = await deps.counters.hit(keyOf(limit, who), limit.seconds, deps.clock.now());
  return hits <= limit.max ? null : endsAt;
}

/** Counts a request of a signed-in viewer, for them and for their address block; refuses past either, like `limitRate`. */
export async function limitRequest(deps: Parts, request: FastifyRequest, limit: RequestLimit): Promise<void> {
  const { name, max, nearby, seconds } = limit;
  const block = addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES));
  await Promise.all([
    limitRate(deps, { name, max, seconds }, userOf(request).userId),
    limitRate(deps, { name: `${name}-nearby`, max: nearby, seconds }, block),
  ]);
}

/**
 * The same for what visitors read too, who have nothing but their address. What our own pages ask for counts for their reader's
 * address, in this process, so that no page waits for a question more.
 */
export async function limitReading(
  deps: ReadingParts,
  request: FastifyRequest,
  limit: RequestLimit,
): Promise<void> {
  const { name, max, nearby, seconds } = limit;
  const { viewer } = request;
  const block = addressBlock(addressOf(request, deps.config.TRUSTED_PROXIES));
  const counting = request.pageReader ? { ...deps, counters: deps.pageReads } : deps;
  await Promise.all([
    viewer.kind === "user" && limitRate(deps, { name, max, seconds }, viewer.userId),
    limitRate(counting, { name: `${name}-nearby`, max: nearby, seconds }, block),
  ]);
}

/** Takes back every hit of `who`: the password was right after all. */
export async function forgiveRate({ counters }: Parts, limit: RateLimit, who: string): Promise<void> {
  await counters.forget(keyOf(limit, who));
}

const keyOf = (limit: RateLimit, who: string) => `${limit.name}:${who}`;
