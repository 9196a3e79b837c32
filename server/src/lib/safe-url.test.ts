import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLocalPath, isSafeHttpUrl } from "./safe-url.ts";

describe("isSafeHttpUrl (A26)", () => {
  it.each([
    "https://example.com",
    "http://example.com/",
    "HTTPS://Example.com/a?b=c#d",
    "https://example.com:8443/@name",
    "https://bücher.example/straße",
    "https://[2001:db8::1]/",
    "https://example.com/?mail=a@b.c",
    `https://example.com/${"a".repeat(180)}`,
  ])("allows %j", (text) => {
    expect(isSafeHttpUrl(text)).toBe(true);
  });

  it.each([
    "",
    "example.com",
    "//example.com",
    "/path",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    " https://example.com",
    "https://example.com ",
    "https://example.com/a b",
    "https://example.com/\n",
    "https://exa\tmple.com",
    "https://example.com/\0",
    "data:text/html,x",
    "vbscript:x",
    "ftp://example.com",
    "file:///etc/passwd",
    "mailto:a@example.com",
    "blob:https://example.com/x",
    "https:example.com",
    "https:/example.com",
    "https:///example.com",
    "https:\\\\example.com",
    "https://example.com\\@evil.com",
    "https://",
    "https://?",
    "https://user@example.com",
    "https://user:pass@example.com",
    "https://@example.com",
    "https://:@example.com",
    "https://exam\u200bple.com",
    "https://example.com/\u202egpj.exe",
    "https://exa%00mple.com",
    "https://example.com:99999",
    "https://[::1",
    "https://1.2.3.4.5",
    "https://\ud800.com",
    "https://example.com/\ud800",
    `https://example.com/${"a".repeat(181)}`,
  ])("refuses %j", (text) => {
    expect(isSafeHttpUrl(text)).toBe(false);
  });

  it("allows only what a browser opens as a web page without credentials", () => {
    const scheme = fc.constantFrom("http://", "https://", "javascript:", "data:", "https:", "//", "");
    fc.assert(
      fc.property(
        scheme,
        fc.oneof(fc.webUrl(), fc.string({ unit: "binary" }), fc.webAuthority({ withUserInfo: true })),
        (start, rest) => {
          if (!isSafeHttpUrl(start + rest)) return;
          const url = new URL(start + rest);
          expect(["http:", "https:"]).toContain(url.protocol);
          expect(url.username + url.password).toBe("");
          expect(url.hostname).not.toBe("");
        },
      ),
    );
  });
});

describe("isLocalPath (A47)", () => {
  it.each([
    "/",
    "/library",
    "/@ada/posts",
    "/library?tab=files&q=a%20b#top",
    "/search?query=https://example.com//x",
    "/a/../b",
    "/products/caf%C3%A9",
    "/a:b",
    "/?next=%2Flibrary",
  ])("allows %j", (text) => {
    expect(isLocalPath(text)).toBe(true);
  });

  it.each([
    "",
    "library",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/a\\b",
    "/\t/evil.example",
    "/\n/evil.example",
    "/ /evil.example",
    "/\0",
    " /library",
    "/library\r\nSet-Cookie: a=b",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "?a",
    "#a",
    ".",
    "./a",
    "/.//evil.example",
    "/..//evil.example",
    "/a/..//evil.example",
    "/%2f/evil.example",
    "/%2F%2Fevil.example",
    "/%5cevil.example",
    "/%2e//evil.example",
    "/%2e%2e/evil",
    "/%252fevil.example",
    "/%09/evil.example",
    "/%0d%0aSet-Cookie:a=b",
    "/a//b",
    "/\u200b/evil.example",
    "/\u202e",
    "/\ud800",
    `/${"a".repeat(2000)}`,
  ])("refuses %j", (text) => {
    expect(isLocalPath(text)).toBe(false);
  });

  it("never leaves the site, decoded or not", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2f",
      "%5c",
      "%2e",
      "%25",
      "\t",
      "@",
      ":",
      "?",
      "#",
      "evil.example",
      "http:",
      "a",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join("")}`),
        (text) => {
          if (!isLocalPath(text)) return;
          const url = new URL(text, "https://site.example");
          expect(url.origin).toBe("https://site.example");
          expect(new URL(url.pathname, "https://site.example").origin).toBe("https://site.example");
          expect(new URL(decodeURIComponent(url.pathname), "https://site.example").origin).toBe(
            "https://site.example",
          );
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
