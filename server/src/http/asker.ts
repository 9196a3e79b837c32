import type { FastifyRequest } from "fastify";
import type { Asker } from "../access/viewer.ts";
import type { Deps } from "../deps.ts";
import { countryOf } from "./address.ts";
import { userOf } from "./viewer.ts";

/** Who asks of a file in this request, from where and when; refuses visitors with 401. */
export function askerOf(deps: Pick<Deps, "geo" | "config" | "clock">, request: FastifyRequest): Asker {
  const { userId, sessionId } = userOf(request);
  return { userId, sessionId, country: countryOf(deps, request), at: deps.clock.now() };
}
