import { describe, expect, it } from "vitest";
import { limitsAhead, sameLimits, toDraft, toLimits, wrongLimits } from "./limits-draft.ts";

const none = { countries: null, downloads: null, devices: null, devicesOf: null };

describe("access settings in the editor", () => {
  it("are sent as they were read", () => {
    const saved = {
      countries: { rule: "allow" as const, codes: ["AT", "DE"] },
      downloads: 5,
      devices: 3,
      devicesOf: "product" as const,
    };
    const { devicesOf, ...sent } = saved;
    expect(toLimits(toDraft(saved))).toEqual(sent);
    expect(toLimits(toDraft(none))).toEqual({ countries: null, downloads: null, devices: null });
  });

  it("do not make the creator's limit of devices the product's own", () => {
    const draft = toDraft({ ...none, devices: 4, devicesOf: "creator" });
    expect(toLimits(draft).devices).toBe(null);
    expect(limitsAhead(draft, 4)).toEqual({ ...none, devices: 4, devicesOf: "creator" });
    expect(limitsAhead({ ...draft, devices: "2" }, 4)).toMatchObject({ devices: 2, devicesOf: "product" });
  });

  it("say what is wrong", () => {
    const empty = toDraft(none);
    expect(wrongLimits(empty)).toEqual({});
    expect(Object.keys(wrongLimits({ ...empty, rule: "block" }))).toEqual(["countries"]);
    for (const text of ["0", "1001", "-1", "1.5", "many"])
      expect(Object.keys(wrongLimits({ ...empty, downloads: text })), text).toEqual(["downloads"]);
    for (const text of ["1", "1000", " 7 "]) expect(wrongLimits({ ...empty, downloads: text })).toEqual({});
    expect(Object.keys(wrongLimits({ ...empty, devices: "101" }))).toEqual(["devices"]);
  });

  it("are the same whatever the order of countries, and those that no rule uses", () => {
    const draft = toDraft({ ...none, countries: { rule: "block", codes: ["FR", "BE"] } });
    expect(sameLimits(draft, { ...draft, codes: ["BE", "FR"] })).toBe(true);
    expect(sameLimits(draft, { ...draft, codes: ["BE"] })).toBe(false);
    expect(sameLimits({ ...draft, rule: "all" }, toDraft(none))).toBe(true);
  });
});
