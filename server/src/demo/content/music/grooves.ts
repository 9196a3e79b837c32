/** A groove for two drums and a shaker: how many of the steps each plays, spread as evenly as they go. */
export type Groove = { name: string; steps: number; low: number; high: number; shaker: number; turn: number };

export const grooves: Groove[] = [
  { name: "tresillo", steps: 8, low: 3, high: 2, shaker: 8, turn: 1 },
  { name: "cinquillo", steps: 8, low: 5, high: 3, shaker: 4, turn: 2 },
  { name: "harvest", steps: 16, low: 5, high: 7, shaker: 8, turn: 3 },
  { name: "seven-step", steps: 7, low: 3, high: 4, shaker: 7, turn: 1 },
  { name: "nine-fold", steps: 9, low: 4, high: 5, shaker: 9, turn: 2 },
  { name: "caravan", steps: 12, low: 5, high: 7, shaker: 12, turn: 1 },
  { name: "ferryman", steps: 16, low: 7, high: 4, shaker: 16, turn: 2 },
  { name: "slow-walk", steps: 8, low: 2, high: 3, shaker: 4, turn: 3 },
  { name: "eleven", steps: 11, low: 4, high: 5, shaker: 11, turn: 2 },
  { name: "thirteen", steps: 13, low: 5, high: 6, shaker: 13, turn: 3 },
  { name: "night-bus", steps: 16, low: 3, high: 6, shaker: 8, turn: 4 },
  { name: "kitchen", steps: 12, low: 4, high: 7, shaker: 6, turn: 5 },
];

/** `hits` strokes spread over `steps` as evenly as whole steps allow (Bjorklund; Toussaint, 2005), beginning with a stroke. */
export function euclid(hits: number, steps: number, turn = 0): boolean[] {
  return Array.from({ length: steps }, (_, i) => ((i + turn) * hits) % steps < hits);
}
