/** A creator's refund promise in one plain sentence, and what follows from it in another. */
export function refundWords(days: number | null, creator: string): { promise: string; more: string } {
  if (days === null)
    return {
      promise: `${creator} decides about refunds case by case.`,
      more: "Ask through your receipt; if the money comes back in full, access ends.",
    };
  if (days === 0)
    return {
      promise: `${creator} gives no refunds.`,
      more: "What the law of your country grants you stays untouched.",
    };
  return {
    promise: `Money back within ${days === 1 ? "a day" : `${days} days`} of buying, if you ask for it.`,
    more: "A refund of the whole sum ends access.",
  };
}

/** The last day of the promise for something bought at that time, or null where there is none. */
export function refundableUntil(boughtAt: string, days: number | null): Date | null {
  return days ? new Date(new Date(boughtAt).getTime() + days * 86_400_000) : null;
}
