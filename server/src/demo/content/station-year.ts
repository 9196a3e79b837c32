import { seededRandom } from "./seeded-random.ts";

type Hour = { at: string; temperature: number; wind: number; rain: number; pressure: number };

/** A year of hourly readings of an invented station at 69 degrees north: seasons, days, fronts that last, and rain with them. */
export function stationYear(): Hour[] {
  const random = seededRandom(69);
  const gauss = () => random() + random() + random() + random() - 2;
  let [front, gust] = [0, 5];
  return Array.from({ length: 8760 }, (_, i) => {
    const [day, hour] = [i / 24, i % 24];
    const season = -Math.cos(((day - 20) / 365) * 2 * Math.PI);
    // The sun swings least in the polar night.
    const daily = -Math.cos(((hour - 3) / 24) * 2 * Math.PI) * (1.2 + 2.8 * Math.max(0, season));
    front = front * 0.985 + gauss() * 0.62;
    gust = Math.max(0, gust * 0.93 + 0.42 + gauss() * 1.5 - 0.04 * front);
    const temperature = 1.5 + season * 9.5 + daily + front * (1.25 - 0.35 * season);
    const wet = front < -1.2 && random() < 0.45;
    return {
      at: new Date(Date.UTC(2025, 0, 1, i)).toISOString().slice(0, 16),
      temperature: Math.round(temperature * 10) / 10,
      wind: Math.round(gust * 10) / 10,
      rain: wet ? Math.round(random() ** 2 * 38) / 10 : 0,
      pressure: Math.round((1009 + front * 5.5 + season * 2) * 10) / 10,
    };
  });
}

/** From deep cold over freezing, which is pale, to a warm afternoon; as RGB. */
export function stationColour(temperature: number): [number, number, number] {
  const stops: [number, [number, number, number]][] = [
    [-18, [28, 46, 82]],
    [-9, [62, 104, 146]],
    [-3, [140, 178, 196]],
    [1, [232, 229, 214]],
    [8, [233, 190, 122]],
    [15, [212, 116, 70]],
    [24, [142, 44, 42]],
  ];
  const next = stops.findIndex(([at]) => at >= temperature);
  if (next === 0) return stops[0]![1];
  if (next < 0) return stops.at(-1)![1];
  const [low, high] = [stops[next - 1]!, stops[next]!];
  const share = (temperature - low[0]) / (high[0] - low[0]);
  return [0, 1, 2].map((i) => Math.round(low[1][i]! * (1 - share) + high[1][i]! * share)) as [
    number,
    number,
    number,
  ];
}
