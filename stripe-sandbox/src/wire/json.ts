/**
 * JSON the way Stripe writes it: `id` and `object` first, the other fields in alphabetical order, two spaces.
 * The order is ours to restore because the database keeps none.
 */
export function stripeJson(value: unknown): string {
  return JSON.stringify(inOrder(value), null, 2);
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const rank = (key: string) => (key === "id" ? 0 : key === "object" ? 1 : 2);
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}
