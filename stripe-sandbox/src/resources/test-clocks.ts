import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import { at, type Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import { findMany, lockObject, replaceByTombstone, saveInternal } from "../store/objects.ts";
import { type Endpoint, listing, post, remove, retrieving } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import { integer, required, text } from "../wire/parameters.ts";

/** How long Stripe keeps a clock. The sandbox only says so. */
const keptSeconds = 30 * 86_400;
const path = "/v1/test_helpers/test_clocks";

/**
 * https://docs.stripe.com/api/test_clocks. Advancing answers at once with `advancing`; what lies in between is played out by the
 * dispatcher, which then says `ready`. Unlike Stripe's, a clock may be advanced by any number of periods in one go.
 */
export const testClocks: Endpoint[] = [
  post(
    path,
    { frozen_time: required(integer({ min: 1 })), name: text(300) },
    (call, { frozen_time, name }) => {
      const clock = {
        id: newId("clock"),
        object: "test_helpers.test_clock",
        created: call.now,
        deletes_after: call.now + keptSeconds,
        frozen_time,
        livemode: false,
        name: name ?? null,
        status: "ready",
        status_details: {},
      } satisfies Stripe.TestHelpers.TestClock;
      return create<"test_helpers.test_clock">(at(call, call.now), clock, {
        internal: { target: null },
        events: ["test_helpers.test_clock.created"],
      });
    },
  ),
  retrieving("test_helpers.test_clock", `${path}/:id`),
  post(`${path}/:id/advance`, { frozen_time: required(integer()) }, advance),
  remove(`${path}/:id`, async (call, id) => {
    const { object: clock } = await lockObject(call.db, "test_helpers.test_clock", id);
    await removeAll(call, id);
    await emit<"test_helpers.test_clock">(call, "test_helpers.test_clock.deleted", named(clock));
    return replaceByTombstone(call.db, "test_helpers.test_clock", id);
  }),
  listing("test_helpers.test_clock", path, {}),
];

async function advance(
  call: Call,
  { frozen_time }: { frozen_time: number },
  id: string,
): Promise<Stripe.TestHelpers.TestClock> {
  const { object: clock } = await lockObject(call.db, "test_helpers.test_clock", id);
  if (clock.status !== "ready")
    throw invalidRequest("You cannot advance a test clock that is not ready.", { param: "frozen_time" });
  if (frozen_time <= clock.frozen_time)
    throw invalidRequest("The frozen time must be after the clock's present one.", { param: "frozen_time" });
  await saveInternal<"test_helpers.test_clock">(call.db, id, { target: frozen_time });
  // The dispatcher is woken by what is queued, and has something to do.
  call.queued += 1;
  const fields: Partial<Stripe.TestHelpers.TestClock> = {
    status: "advancing",
    status_details: { advancing: { target_frozen_time: frozen_time } },
  };
  return change(at(call, clock.frozen_time), named(clock), fields, "test_helpers.test_clock.advancing");
}

/** A clock takes with it whoever goes by it. */
async function removeAll(call: Call, id: string): Promise<void> {
  await call.db.query("delete from {timers} where test_clock = $1", [id]);
  for (const kind of ["subscription", "customer"] as const) {
    for (const { id: object } of await findMany(call.db, kind, "test_clock", [id]))
      await replaceByTombstone(call.db, kind, object);
  }
}

function named(clock: Stripe.TestHelpers.TestClock) {
  return { ...clock, object: "test_helpers.test_clock" as const };
}
