/** A move of a camera around a subject at the origin: where it stands and looks, by share of the time. Metres, z up. */
export type Move = {
  name: string;
  seconds: number;
  eye: (t: number) => [number, number, number];
  look: (t: number) => [number, number, number];
};

const ease = (t: number) => t * t * (3 - 2 * t);
const centre = (): [number, number, number] => [0, 0, 1];

export const moves: Move[] = [
  { name: "slow-orbit", seconds: 12, eye: (t) => around(5, 2 * Math.PI * t, 2.2), look: centre },
  { name: "quarter-turn", seconds: 6, eye: (t) => around(4.5, (Math.PI / 2) * ease(t), 1.7), look: centre },
  {
    name: "rise",
    seconds: 7,
    eye: (t) => [4.2, -3.2, 0.7 + 3.4 * ease(t)],
    look: (t) => [0, 0, 0.8 + 0.4 * ease(t)],
  },
  { name: "push-in", seconds: 5, eye: (t) => around(6.5 - 4 * ease(t), -0.7, 1.5), look: centre },
  {
    name: "slide",
    seconds: 6,
    eye: (t) => [-2.6 + 5.2 * ease(t), -4, 1.4],
    look: (t) => [-0.6 + 1.2 * ease(t), 0, 1],
  },
  {
    name: "spiral-down",
    seconds: 10,
    eye: (t) => around(5.4 - 2.4 * t, 3.4 * Math.PI * t, 4.4 - 3.2 * ease(t)),
    look: centre,
  },
  {
    name: "over-the-shoulder",
    seconds: 8,
    eye: (t) => around(3.6, -2.2 + 1.1 * ease(t), 1.9 + 0.3 * Math.sin(Math.PI * t)),
    look: (t) => [0.5 * ease(t), 0, 1.2],
  },
  {
    name: "figure-eight",
    seconds: 14,
    eye: (t) => [4.6 * Math.sin(2 * Math.PI * t), -3.6 + 1.8 * Math.sin(4 * Math.PI * t), 1.8],
    look: centre,
  },
];

function around(radius: number, angle: number, height: number): [number, number, number] {
  return [radius * Math.cos(angle), radius * Math.sin(angle), height];
}
