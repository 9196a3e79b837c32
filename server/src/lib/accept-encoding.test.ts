import { describe, expect, it } from "vitest";
import { pickEncoding } from "./accept-encoding.ts";

describe("pickEncoding", () => {
  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["x-gzip", "gzip"],
    ["BR", "br"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br"],
    ["br;q=0, *", "gzip"],
    ["*;q=0", "identity"],
    ["identity", "identity"],
    ["br;q=nonsense", "identity"],
    [",;,=;q", "identity"],
  ])("%j takes %s", (header, coding) => {
    expect(pickEncoding(header, ["br", "gzip"])).toBe(coding);
  });

  it("offers only what there is", () => {
    expect(pickEncoding("br", ["gzip"])).toBe("identity");
    expect(pickEncoding("br", [])).toBe("identity");
  });
});
