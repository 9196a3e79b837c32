import { describe, expect, it } from "vitest";
import { writeMidi } from "./midi.ts";
import { padLoop } from "./pad-loop.ts";
import { writeWav } from "./wav.ts";
import { weatherBed } from "./weather-bed.ts";

describe("writeWav", () => {
  it("writes interleaved 16-bit samples behind a true header", () => {
    const wav = writeWav(Float32Array.of(0, 1, -1), Float32Array.of(0.5, 2, -2), 8000);
    expect(wav.toString("latin1", 0, 4) + wav.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
    expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
    expect(wav.readUInt32LE(24)).toBe(8000);
    const samples = Array.from({ length: 6 }, (_, i) => wav.readInt16LE(44 + i * 2));
    expect(samples).toEqual([0, 16384, 32767, 32767, -32767, -32767]);
  });

  it("refuses channels that do not match", () => {
    expect(writeWav(new Float32Array(2), new Float32Array(2))).toHaveLength(52);
    expect(() => writeWav(new Float32Array(2), new Float32Array(3))).toThrow(/same length/);
  });
});

describe("loops", () => {
  it("meet their own beginning without a click", () => {
    const chords = [
      [57, 60],
      [55, 62],
    ];
    const wav = padLoop({ chords, seconds: 1, harmonics: [1, 0.3], fade: 0.2 });
    let loudest = 0;
    for (const index of [0, 1] as const) {
      const samples = channel(wav, index);
      const steps = samples.map((value, i) => Math.abs(value - samples.at(i - 1)!));
      // Tones this low move by far less than a tenth from one sample to the next; a click would not.
      expect(Math.max(...steps)).toBeLessThan(0.1);
      loudest = Math.max(loudest, ...samples.map(Math.abs));
      // Sound runs across the seam, it does not stop there.
      expect(Math.max(...samples.slice(0, 400).map(Math.abs))).toBeGreaterThan(0.1);
    }
    expect(loudest).toBeCloseTo(0.7, 3);
  });

  it("of weather are the same bytes each time, loud enough and never clipped", () => {
    const bed = { seed: 3, seconds: 3, darkness: 0.8, swell: { depth: 0.5, seconds: 1.5 } };
    const wav = weatherBed(bed);
    expect(wav.equals(weatherBed(bed))).toBe(true);
    const samples = channel(wav, 0);
    const power = Math.sqrt(samples.reduce((total, value) => total + value * value, 0) / samples.length);
    expect(power).toBeGreaterThan(0.05);
    expect(samples.some((value) => Math.abs(value) > 0.999)).toBe(false);
  });
});

describe("writeMidi", () => {
  it("writes three tracks in which every note that starts also ends", () => {
    const file = writeMidi("Test", 120, [
      { name: "C", notes: [60, 64, 67], beats: 4 },
      { name: "F", notes: [60, 65, 69], beats: 4 },
    ]);
    expect(file.toString("latin1", 0, 4)).toBe("MThd");
    expect(file.readUInt16BE(10)).toBe(3);
    const tracks = readTracks(file);
    expect(tracks).toHaveLength(3);
    expect(tracks[0]!.tempo).toBe(500000);
    expect(tracks[1]!.starts).toBe(6);
    expect(tracks[2]!.starts).toBe(2);
    for (const track of tracks) {
      expect(track.sounding.size).toBe(0);
      expect(track.ticks).toBeLessThanOrEqual(8 * 480);
    }
  });
});

function channel(wav: Buffer, index: 0 | 1): number[] {
  return Array.from(
    { length: (wav.length - 44) / 4 },
    (_, i) => wav.readInt16LE(44 + i * 4 + index * 2) / 32767,
  );
}

function readTracks(file: Buffer) {
  const tracks: { ticks: number; starts: number; tempo: number; sounding: Set<number> }[] = [];
  let at = 14;
  while (at < file.length) {
    expect(file.toString("latin1", at, at + 4)).toBe("MTrk");
    const end = at + 8 + file.readUInt32BE(at + 4);
    at += 8;
    const track = { ticks: 0, starts: 0, tempo: 0, sounding: new Set<number>() };
    while (at < end) {
      let delta = 0;
      do delta = (delta << 7) | (file[at]! & 127);
      while (file[at++]! & 128);
      track.ticks += delta;
      const status = file[at]!;
      if (status === 0xff) {
        if (file[at + 1] === 0x51) track.tempo = file.readUIntBE(at + 3, 3);
        at += 3 + file[at + 2]!;
      } else if (status >> 4 === 0xc) at += 2;
      else {
        const note = file[at + 1]!;
        if (status >> 4 === 9) {
          expect(track.sounding.has(note)).toBe(false);
          track.sounding.add(note);
          track.starts++;
        } else expect(track.sounding.delete(note)).toBe(true);
        at += 3;
      }
    }
    expect(at).toBe(end);
    tracks.push(track);
  }
  return tracks;
}
