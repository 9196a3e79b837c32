import type { Machine } from "./machine.ts";

/** One number, and beside it the number of something else measured in the same run. */
export type Result = {
  name: string;
  value: number;
  unit: string;
  /** What the ratio is to, or null for a number that stands alone. */
  against: string | null;
  /** `value` divided by the same of `against`: the median over interleaved rounds. */
  ratio: number | null;
  goal?: Goal;
};

export type Goal = { on: "ratio" | "value"; bound: number; is: "at least" | "at most" };

export type Options = {
  /** Fewer rounds of smaller things, for a first look. */
  quick: boolean;
  say: (line: string) => void;
  machine: Machine;
};

export type Measurement = { name: string; about: string; run(options: Options): Promise<Result[]> };

export const atLeast = (bound: number): Goal => ({ on: "ratio", bound, is: "at least" });
export const atMost = (bound: number): Goal => ({ on: "ratio", bound, is: "at most" });
export const valueAtMost = (bound: number): Goal => ({ on: "value", bound, is: "at most" });
export const valueAtLeast = (bound: number): Goal => ({ on: "value", bound, is: "at least" });

/** Whether a result reaches its goal; null when it has none. */
export function meets({ goal, value, ratio }: Result): boolean | null {
  const measured = goal?.on === "ratio" ? ratio : value;
  if (!goal || measured === null) return null;
  return goal.is === "at least" ? measured >= goal.bound : measured <= goal.bound;
}
