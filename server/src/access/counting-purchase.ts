/**
 * Which of somebody's completed purchases of one thing counts, as SQL to order by: one that is open, else the one that ended last.
 * `row` is the purchase; `closing` are conditions that close an open one, the gravest first.
 */
export const countingPurchaseFirst = (row: string, closing: string[] = []) =>
  [
    `${row}.access_ended_at is not null`,
    ...closing,
    `${row}.access_ended_at desc`,
    `${row}.completed_at desc`,
  ].join(", ");
