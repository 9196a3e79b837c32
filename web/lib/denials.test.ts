import { describe, expect, it } from "vitest";
import { denialOf, isDenial, tooFast } from "./denials.ts";

const codes = [
  ...["sign_in_required", "purchase_required", "access_ended", "access_revoked", "wrong_viewer"],
  ...["invalid_link", "link_expired", "creator_suspended", "product_removed", "account_suspended"],
  ...["rate_limited", "not_found", "country_not_allowed", "too_many_devices", "download_limit_reached"],
  ...[
    "subscription_required",
    "higher_tier_required",
    "membership_ended",
    "original_not_offered",
    "not_viewable",
  ],
];

describe("denials", () => {
  it("have a page of their own for each reason, and one for any other", () => {
    expect(new Set([...codes.map((code) => denialOf(code).title), tooFast.title]).size).toBe(
      codes.length + 1,
    );
    const other = denialOf("something_new");
    expect(other.action).toBe("library");
    for (const odd of ["", "toString", "__proto__", "constructor"]) expect(denialOf(odd)).toEqual(other);
  });

  it("tell what ended access apart", () => {
    const texts = ["refunded", "disputed", "revoked"].map((reason) => denialOf("access_ended", reason).text);
    expect(new Set(texts).size).toBe(3);
    expect(denialOf("access_ended", "something_new")).toEqual(denialOf("access_ended"));
    expect(denialOf("access_revoked")).toEqual(denialOf("access_ended", "revoked"));
  });

  it("do not take the place of a problem that passes by itself", () => {
    expect([isDenial("purchase_required"), isDenial("rate_limited"), isDenial("unreachable")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
