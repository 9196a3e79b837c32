import type { Decision } from "../../access/index.ts";

/** A decision as pages are told of it. */
export function accessOf(decision: Decision) {
  return decision.allowed
    ? { allowed: true, because: decision.because.kind, reason: null }
    : { allowed: false, because: null, reason: decision.reason };
}
