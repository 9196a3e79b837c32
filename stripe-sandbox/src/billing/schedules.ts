import { change } from "../events/change.ts";
import type { Call } from "../sandbox.ts";
import { findObject, lockObject } from "../store/objects.ts";
import type { Price, Schedule, SchedulePhase, Subscription } from "../store/types.ts";
import { planOf } from "./plan-of.ts";

/** The subscription as the phase that begins at `start` wants it. A schedule whose last phase is over lets go. */
export async function advanceSchedule(
  call: Call,
  subscription: Subscription,
  start: number,
): Promise<Subscription> {
  if (!subscription.schedule) return subscription;
  const { object: schedule } = await lockObject(
    call.db,
    "subscription_schedule",
    String(subscription.schedule),
  );
  const phase = schedule.phases.find(({ start_date, end_date }) => start_date <= start && end_date > start);
  if (!phase) {
    await endSchedule(call, schedule.id, "released");
    return { ...subscription, schedule: null };
  }
  const current_phase = { start_date: phase.start_date, end_date: phase.end_date };
  await change(call, namedSchedule(schedule), { current_phase }, "subscription_schedule.updated");
  return applyPhase(call, subscription, phase);
}

/** The schedule has no hold on its subscription any more; the subscription's own field is the caller's to clear. */
export async function endSchedule(
  call: Call,
  id: string,
  status: "released" | "canceled",
): Promise<Schedule> {
  const { object: schedule } = await lockObject(call.db, "subscription_schedule", id);
  if (schedule.status !== "active") return schedule;
  const fields: Partial<Schedule> =
    status === "released"
      ? {
          current_phase: null,
          released_at: call.now,
          released_subscription: schedule.subscription as string,
          status,
          subscription: null,
        }
      : { canceled_at: call.now, current_phase: null, status };
  const type = status === "released" ? "subscription_schedule.released" : "subscription_schedule.canceled";
  return change(call, namedSchedule(schedule), fields, type);
}

export function namedSchedule(schedule: Schedule): Schedule & { object: "subscription_schedule" } {
  return { ...schedule, object: "subscription_schedule" };
}

async function applyPhase(
  call: Call,
  subscription: Subscription,
  phase: SchedulePhase,
): Promise<Subscription> {
  const data = [];
  for (const [index, wanted] of phase.items.entries()) {
    const price = (await findObject(call.db, "price", String(wanted.price)))?.object as Price;
    const item = subscription.items.data[index] ?? subscription.items.data[0]!;
    data.push({ ...item, price, plan: planOf(price), quantity: wanted.quantity ?? 1 });
  }
  return {
    ...subscription,
    items: { ...subscription.items, data },
    metadata: { ...subscription.metadata, ...phase.metadata },
  };
}
