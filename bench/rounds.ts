/** The value in the middle; of an even number of values the mean of the two in the middle. NaN of none. */
export function median(values: number[]): number {
  return (quantile(values, 0.5, Math.floor) + quantile(values, 0.5, Math.ceil)) / 2;
}

/** The value below which `share` (0 to 1) of all values lie. */
export function quantile(values: number[], share: number, round = Math.round): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[round((sorted.length - 1) * share)] ?? Number.NaN;
}

/** No comparison begins another round after so long. */
const LONGEST_MS = 40_000;
const FEWEST_ROUNDS = 2;

/**
 * Runs every contestant once in each round, in an order that turns: A B C, B C A, … Whatever else the machine does in a moment
 * then hits all of them alike, and nobody always runs after the same neighbour. On a slow machine there are fewer rounds, but two at
 * least. Answers the outcomes by contestant, round by round.
 */
export async function inTurns<K extends string, T>(
  rounds: number,
  contestants: Record<K, () => Promise<T>>,
): Promise<Record<K, T[]>> {
  const names = Object.keys(contestants) as K[];
  const outcomes = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  const begun = performance.now();
  for (let round = 0; round < rounds; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - begun > LONGEST_MS) break;
    for (let step = 0; step < names.length; step++) {
      const name = names[(round + step) % names.length]!;
      outcomes[name].push(await contestants[name]());
    }
  }
  return outcomes;
}

/** The median over the rounds of `read(ours) / read(theirs)`: each ratio is of two neighbours in time. */
export function ratioOf<T>(ours: T[], theirs: T[], read: (outcome: T) => number): number {
  return median(ours.map((outcome, round) => read(outcome) / read(theirs[round]!)));
}
