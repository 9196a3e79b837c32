import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHandle, slugify } from "./slug.ts";

describe("slugify", () => {
  it.each([
    ["My First Product", "my-first-product"],
    ["  Ünïcödé & Café!  ", "unicode-cafe"],
    ["Straße nach Łódź", "strasse-nach-lodz"],
    ["Ærøskøbing œuvre Þór", "aeroskobing-oeuvre-thor"],
    ["İstanbul ışık", "istanbul-isik"],
    ["Don't panic — it’s fine", "dont-panic-its-fine"],
    ["ﬁne ½ Brand™ ①", "fine-1-2-brandtm-1"],
    ["C++ / C# 2.0", "c-c-2-0"],
    ["a--b__c", "a-b-c"],
    ["../../etc/passwd", "etc-passwd"],
    ["<script>", "script"],
    ["日本語", "product"],
    ["🎉", "product"],
    ["---", "product"],
    ["", "product"],
  ])("%j becomes %j", (title, slug) => {
    expect(slugify(title)).toBe(slug);
  });

  it("cuts between words, and inside one that is too long", () => {
    expect(slugify("word ".repeat(20))).toBe("word-".repeat(12).slice(0, -1));
    expect(slugify(`${"a".repeat(40)} ${"b".repeat(19)} c`)).toBe(`${"a".repeat(40)}-${"b".repeat(19)}`);
    expect(slugify("a".repeat(100))).toBe("a".repeat(60));
    expect(slugify(`ab ${"c".repeat(100)}`)).toBe(`ab-${"c".repeat(57)}`);
    expect(slugify(`${"a".repeat(60)} b`)).toBe("a".repeat(60));
  });

  it("is a path segment for any title, and stays as it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.lorem({ maxCount: 30 })),
        (title) => {
          const slug = slugify(title);
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(60);
          expect(slugify(slug)).toBe(slug);
        },
      ),
    );
  });
});

describe("isHandle", () => {
  it.each(["ada", "ada_lovelace", "a23", "a__", "x".repeat(30), "administrators", "apia"])(
    "allows %j",
    (text) => {
      expect(isHandle(text)).toBe(true);
    },
  );

  it.each([
    "",
    "ab",
    "x".repeat(31),
    "Ada",
    "1ada",
    "_ada",
    "ada-l",
    "ada.l",
    "ada l",
    "ada\n",
    "adä",
    "аdа",
    "sign-in",
    "../a",
  ])("refuses the shape of %j", (text) => {
    expect(isHandle(text)).toBe(false);
  });

  it.each([
    "admin",
    "api",
    "docs",
    "studio",
    "library",
    "health",
    "sandbox",
    "sign_in",
    "signin",
    "sign_up",
    "ad_min",
    "admin_",
    "vaulture",
    "support",
    "well_known",
  ])("reserves %j", (text) => {
    expect(isHandle(text)).toBe(false);
  });
});
