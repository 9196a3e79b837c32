import { describe, expect, it } from "vitest";
import { createSpeedometer } from "./speedometer.ts";
import { readFingerprint, uploadFingerprint } from "./upload-fingerprint.ts";

const file = { name: "a|b::c ü.zip", size: 1234, lastModified: 99 };

describe("upload fingerprints", () => {
  it("tell what was sent, for the same purpose only", () => {
    const stored = uploadFingerprint("product-1", file);
    expect(readFingerprint(stored, "product-1")).toEqual({ name: file.name, sizeBytes: 1234 });
    expect(readFingerprint(stored, "product-2")).toBeNull();
    expect(readFingerprint("something|else|1|2|3", "product-1")).toBeNull();
  });

  it("differ when the file does", () => {
    const other = { ...file, lastModified: 100 };
    expect(uploadFingerprint("p", file)).not.toBe(uploadFingerprint("p", other));
  });
});

describe("speedometer", () => {
  it("settles on a steady speed and starts without a guess", () => {
    const meter = createSpeedometer();
    expect(meter.measure(0, 0)).toBeNull();
    expect(meter.measure(10, 100)).toBeNull();
    let speed: number | null = null;
    for (let second = 1; second <= 10; second += 1) speed = meter.measure(second * 1000, second * 1000);
    expect(speed).toBeCloseTo(1000, -1);
  });

  it("starts anew when the count falls back, as after a resume", () => {
    const meter = createSpeedometer();
    meter.measure(0, 0);
    const before = meter.measure(5000, 1000);
    expect(meter.measure(100, 2000)).toBe(before);
  });
});
