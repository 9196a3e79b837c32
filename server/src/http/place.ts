import type { FastifyRequest } from "fastify";
import type { Deps } from "../deps.ts";
import { describeDevice } from "../lib/describe-device.ts";
import { networkOf } from "./address.ts";

/** From where and when something was asked for, in words for people and as far as it may be kept. */
export type Place = { device: string; network: string; at: Date };

export function placeOf(deps: Deps, request: FastifyRequest): Place {
  return {
    device: describeDevice(request.headers["user-agent"] ?? ""),
    network: networkOf(request, deps.config.TRUSTED_PROXIES),
    at: deps.clock.now(),
  };
}
