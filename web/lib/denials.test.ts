import { describe, expect, it } from "vitest";
import openapi from "../../openapi.json" with { type: "json" };
import { denialOf, isDenial, tooFast } from "./denials.ts";

const { DenyReason, ErrorCode } = openapi.components.schemas;

describe("denials", () => {
  it("have a page of their own for each reason, and one for any other", () => {
    for (const reason of DenyReason.enum)
      expect(denialOf(reason), reason).not.toEqual(denialOf("something_new"));
    const codes = ErrorCode.enum.filter((code) => isDenial(code) || code === "rate_limited");
    expect(codes.length).toBeGreaterThan(DenyReason.enum.length);
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
