import { describe, expect, it } from "vitest";
import { localPath, signInPath } from "./local-path.ts";

describe("localPath", () => {
  it("keeps paths of this origin", () => {
    expect(localPath("/library")).toBe("/library");
    expect(localPath("/p/a?x=1#y")).toBe("/p/a?x=1#y");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\tevil",
    "/\n/evil.example",
    "/a\\b",
    "",
    "library",
  ])("refuses %j", (next) => {
    expect(localPath(next, "/home")).toBe("/home");
  });

  it("refuses what is not one string", () => {
    expect(localPath(undefined)).toBe("/");
    expect(localPath(["/a", "/b"])).toBe("/");
  });

  it("survives a trip through the sign-in address", () => {
    const back = new URL(signInPath("/p/a?x=1&y=2"), "http://localhost").searchParams.get("next");
    expect(localPath(back)).toBe("/p/a?x=1&y=2");
  });
});
