import { describe, expect, it } from "vitest";
import { formatBytes, formatClock, formatDate, formatDateTime, formatDuration, plural } from "./format.ts";

describe("format", () => {
  it("shortens sizes", () => {
    expect([0, 340, 1024, 1536, 12_345_678, 5 * 1024 ** 3].map((bytes) => formatBytes(bytes))).toEqual([
      "0\u00a0B",
      "340\u00a0B",
      "1\u00a0KB",
      "1.5\u00a0KB",
      "12\u00a0MB",
      "5\u00a0GB",
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

  it("writes the length of a film as players do", () => {
    expect([0.4, 9, 125, 3725].map(formatClock)).toEqual(["0:00", "0:09", "2:05", "1:02:05"]);
  });

  it("writes dates as the region does, in the time zone asked for", () => {
    expect(formatDate("2026-05-12T23:30:00Z")).toBe("May 12, 2026");
    expect(formatDate("2026-05-12T23:30:00Z", "en-DE")).toBe("12 May 2026");
    expect(formatDate("2026-05-12T23:30:00Z", "en-DE", "Europe/Berlin")).toBe("13 May 2026");
    expect(formatDateTime("2026-05-12T14:05:00Z", "en-GB")).toBe("12 May 2026, 14:05 UTC");
    expect(formatDateTime("2026-05-12T14:05:00Z", "en-US", "America/New_York")).toMatch(
      /^May 12, 2026, 10:05\sAM EDT$/,
    );
  });

  it("counts", () => {
    expect([plural(1, "file"), plural(2, "file"), plural(1200, "sale")]).toEqual([
      "1 file",
      "2 files",
      "1,200 sales",
    ]);
    expect(plural(1_200_000, "sale", "sales", "en-IN")).toBe("12,00,000 sales");
  });
});
