import type Stripe from "stripe";

type Given = Record<string, string> | null | undefined;

/** Metadata after a request: given keys replace, empty ones go, null empties all of it, undefined changes nothing. */
export function mergeMetadata(current: Stripe.Metadata | null, given: Given): Stripe.Metadata {
  if (given === null) return {};
  const merged = Object.entries({ ...current, ...given }).filter(([, value]) => value !== "");
  return Object.fromEntries(merged);
}
