import { describe, expect, it } from "vitest";
import { limitWords } from "./limit-words.ts";

const creator = { id: "c", handle: "ada", displayName: "Ada", avatarUrl: null, adult: false };
const none = { countries: null, downloads: null, devices: null, devicesOf: null };
const of = (limits: object) => Object.values(limitWords({ creator, limits: { ...none, ...limits } }));

describe("limits before buying", () => {
  it("are not mentioned where there are none", () => {
    expect(of({})).toEqual([null, null, null]);
  });

  it("name countries, and count many", () => {
    expect(of({ countries: { rule: "allow", codes: ["AT", "DE"] } })[0]).toBe(
      "Sold only in Austria and Germany.",
    );
    expect(of({ countries: { rule: "block", codes: ["FR"] } })[0]).toBe("Not sold in France.");
    const many = ["AT", "BE", "CH", "DE", "FR", "IT", "NL"];
    expect(of({ countries: { rule: "allow", codes: many } })[0]).toBe("Sold only in 7 countries.");
  });

  it("count downloads and devices, and say whose limit it is", () => {
    expect(of({ downloads: 1, devices: 2, devicesOf: "product" })).toEqual([
      null,
      "1 download of each file.",
      "2 devices.",
    ]);
    expect(of({ devices: 3, devicesOf: "creator" })[2]).toBe("3 devices for everything by Ada.");
  });
});
