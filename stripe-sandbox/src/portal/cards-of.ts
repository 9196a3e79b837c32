import type Stripe from "stripe";
import type { Db } from "../store/database.ts";
import { findMany } from "../store/objects.ts";

/** The cards a customer keeps, newest first. */
export async function cardsOf(db: Db, customer: string): Promise<Stripe.PaymentMethod[]> {
  const methods = await findMany(db, "payment_method", "customer", [customer]);
  return methods.filter(({ type }) => type === "card").sort((a, b) => b.created - a.created);
}
