import { endSchedule } from "../billing/schedules.ts";
import { namedSubscription } from "../billing/standing.ts";
import { updateSubscription } from "../billing/update-subscription.ts";
import type { readCard } from "../checkout/payment-form.ts";
import { byClockOf } from "../clocks/clock-of.ts";
import { change } from "../events/change.ts";
import { createPaymentMethod, detach } from "../payments/payment-methods.ts";
import { attemptSetup, createSetupIntent, type SetupAttempt } from "../payments/setup-intents.ts";
import type { Call } from "../sandbox.ts";
import { findMany, getObject, lockObject } from "../store/objects.ts";
import { resourceMissing } from "../wire/errors.ts";

type Card = Extract<ReturnType<typeof readCard>, { instrument: object }>;

/** A subscription of the customer's ends with its period, or goes on after all. */
export async function setCancelling(
  call: Call,
  customer: string,
  id: string,
  cancelling: boolean,
): Promise<void> {
  const { object } = await lockObject(call.db, "subscription", id);
  if (object.customer !== customer) throw resourceMissing("subscription", id);
  const moment = await byClockOf(call, object);
  if (object.schedule) await endSchedule(moment, String(object.schedule), "released");
  await updateSubscription(
    moment,
    { ...object, schedule: null },
    { prorations: "none", insists: false, cancelAtPeriodEnd: cancelling, fields: {} },
  );
}

/** A card of the customer's is charged from now on, for all that runs. */
export async function chooseCard(call: Call, customerId: string, id: string): Promise<void> {
  const card = await getObject(call.db, "payment_method", id);
  if (card.customer !== customerId) throw resourceMissing("payment_method", id);
  for (const { id: subscriptionId, status } of await findMany(call.db, "subscription", "customer", [
    customerId,
  ])) {
    if (status === "canceled" || status === "incomplete_expired") continue;
    const { object } = await lockObject(call.db, "subscription", subscriptionId);
    const moment = await byClockOf(call, object);
    const fields = { default_payment_method: id };
    await change(moment, namedSubscription(object), fields, "customer.subscription.updated");
  }
  const { object: customer } = await lockObject(call.db, "customer", customerId);
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: id };
  await change(
    await byClockOf(call, customer),
    { ...customer, object: "customer" },
    { invoice_settings },
    "customer.updated",
  );
}

/** The customer's card is forgotten. */
export async function forgetCard(call: Call, customer: string, id: string): Promise<void> {
  const card = await getObject(call.db, "payment_method", id);
  if (card.customer !== customer) throw resourceMissing("payment_method", id);
  const { object: owner } = await lockObject(call.db, "customer", customer);
  await detach(await byClockOf(call, owner), owner, id);
}

/** Keeps a new card, after the bank has had its say; the caller chooses it then. */
export async function addCard(
  call: Call,
  customer: string,
  { instrument, expiry }: Card,
  returnUrl: string,
): Promise<SetupAttempt> {
  const setup = await createSetupIntent(
    call,
    { customer, metadata: {}, payment_method_types: ["card"] },
    { returnUrl },
  );
  const method = await createPaymentMethod(call, instrument, { expiry });
  return attemptSetup(call, setup, { instrument, method });
}
