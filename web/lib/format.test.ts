import { describe, expect, it } from "vitest";
import { formatBytes, formatDate, formatDateTime, formatDuration, plural } from "./format.ts";

describe("format", () => {
  it("shortens sizes", () => {
    expect([0, 340, 1024, 1536, 12_345_678, 5 * 1024 ** 3].map(formatBytes)).toEqual([
      "0 B",
      "340 B",
      "1 KB",
      "1.5 KB",
      "12 MB",
      "5 GB",
    ]);
  });

  it("rounds durations to what matters", () => {
    expect([0.2, 45, 90, 3600, 7800].map(formatDuration)).toEqual([
      "1 s",
      "45 s",
      "2 min",
      "1 h",
      "2 h 10 min",
    ]);
  });

  it("writes dates alike everywhere", () => {
    expect(formatDate("2026-05-12T23:30:00Z")).toBe("12 May 2026");
    expect(formatDateTime("2026-05-12T14:05:00Z")).toBe("12 May 2026, 14:05 UTC");
  });

  it("counts", () => {
    expect([plural(1, "file"), plural(2, "file"), plural(1200, "sale")]).toEqual([
      "1 file",
      "2 files",
      "1,200 sales",
    ]);
  });
});
