import type { Deps } from "../deps.ts";
import { eraseDetailsBefore } from "../events/erase-details.ts";
import { sealEvents } from "../events/seal-events.ts";
import { forgetOldPlaces } from "../features/delivery/index.ts";
import { addSeconds } from "../lib/clock.ts";

/** Job: erases what is older than `EVENT_DETAILS_DAYS` of where people were and what they used. Seals first: only what is in the chain is erased from it. */
export async function eraseOldDetails(deps: Deps): Promise<void> {
  const before = addSeconds(deps.clock.now(), -deps.config.EVENT_DETAILS_DAYS * 86_400);
  await sealEvents(deps);
  await eraseDetailsBefore(deps.db, deps.clock, before);
  await forgetOldPlaces(deps.db, before);
}
