import { type WeatherBed, weatherBed } from "../audio/weather-bed.ts";
import { coverWeatherBeds } from "../drawings/covers-sound.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

const beds: [string, WeatherBed][] = [
  ["rain-on-slate.wav", { seed: 11, seconds: 48, darkness: 0.42, swell: { depth: 0.18, seconds: 16 } }],
  ["wind-in-the-yard.wav", { seed: 12, seconds: 48, darkness: 0.94, swell: { depth: 0.6, seconds: 12 } }],
  ["surf-at-night.wav", { seed: 13, seconds: 48, darkness: 0.82, swell: { depth: 0.85, seconds: 8 } }],
];

/** A large archive of noise beds; big enough for a download to be worth resuming. */
export const weatherBeds: DemoProduct = {
  key: "weather-beds",
  creatorKey: "lowland",
  title: "Weather beds: rain, wind, surf",
  description: `Three long beds of weather for sound editors, for games, and for working in a loud house. They are synthesised from filtered noise rather than recorded, so there are no birds, cars or voices to cut out, and they stay even for as long as you let them run.

**In the archive (25 MB)**

- \`rain-on-slate.wav\`: bright and steady, with a slow swell every 16 seconds
- \`wind-in-the-yard.wav\`: dark, gusting every 12 seconds
- \`surf-at-night.wav\`: a wave every 8 seconds

Each is 48 seconds of 44.1 kHz, 16-bit stereo WAV and loops without a seam. Left and right are independent, which makes them wide on headphones and still fine in mono. The archive is stored without compression, so editors can read it directly and an interrupted download picks up where it stopped.

Free to use in any production, also commercial.`,
  price: { amount: 1200, currency: "usd" },
  category: "sound-effects",
  tags: ["rain", "noise", "loop", "wav", "focus"],
  covers: [{ alt: "Rain falling in step under a flat cloud", draw: coverWeatherBeds }],
  files: [{ name: "weather-beds.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    { name: "weather-beds/LICENCE.txt", data: licenceText("Weather beds", "Lowland Audio", mediaTerms) },
    ...beds.map(([name, bed]) => ({ name: `weather-beds/${name}`, data: weatherBed(bed), store: true })),
  ]);
}
