import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName, contentDisposition } from "./file-name.ts";

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.string({ unit: "grapheme", maxLength: 6 }),
      fc.constantFrom(
        "/",
        "\\",
        "..",
        ".",
        " ",
        "C:",
        "NUL",
        "con",
        ".txt",
        "\0",
        "\r\n",
        '"',
        ";",
        "%",
        "'",
        "*",
      ),
      fc.constantFrom(
        "\u202e",
        "\u200d",
        "\u200b",
        "\ufeff",
        "\u0301",
        "e",
        "👩",
        "🏽",
        "\ufe0f",
        "\u2028",
        "\u2800",
      ),
      fc.constantFrom(
        "\ud800",
        "\udc00",
        "👨‍👩‍👧",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "é",
        "日本",
        "／",
        "℀",
        "…",
        "ＮＵＬ",
        "x".repeat(90),
        "界".repeat(60),
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("cleanFileName", () => {
  it.each([
    "report.pdf",
    "My Photos (1).zip",
    "résumé.docx",
    "日本語のファイル.txt",
    "archive.tar.gz",
    "no extension",
    '50% off; today\'s "best".png',
    "party 🎉👨‍👩‍👧❤️🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿.jpg",
    "console.log",
    "nullable.txt",
    "community.md",
    "12:30 lecture.mp3",
  ])("leaves %j as it is", (name) => {
    expect(cleanFileName(name)).toBe(name);
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\win.ini", "win.ini"],
    ["/abs/olute.txt", "olute.txt"],
    ["a/b\\c.txt", "c.txt"],
    ["folder/", "folder"],
    ["folder/..", "folder"],
    ["C:\\Users\\x\\a.txt", "a.txt"],
    ["C:a.txt", "a.txt"],
    ["c:D: a.txt", "a.txt"],
    ["\\\\server\\share\\a.txt", "a.txt"],
    ["\\\\?\\C:\\a.txt", "a.txt"],
    ["a\0.txt", "a.txt"],
    ["a.php\0.jpg", "a.php.jpg"],
    ["a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["\u2066a\u2069\u200e\u200f\u061c.txt", "a.txt"],
    ["a\u200b\u200c\u200d\u2060\ufeff\u00adb.txt", "ab.txt"],
    ["a\u2028b\u2029c.txt", "abc.txt"],
    ["a\ufff9b\ufffbc", "abc"],
    ["a\u115f\u3164\u034fb", "ab"],
    ["e\u0301.txt", "\u00e9.txt"],
    ["e\u200b\u0301.txt", "\u00e9.txt"],
    [".htaccess", "htaccess"],
    ["  a.txt. . ", "a.txt"],
    ["\u00a0a\u3000", "a"],
    ["NUL", "_NUL"],
    ["con.txt", "_con.txt"],
    ["Com1.tar.gz", "_Com1.tar.gz"],
    ["LPT¹.txt", "_LPT¹.txt"],
    ["aux .txt", "_aux .txt"],
    ["nul:stream", "_nul:stream"],
    ["C:NUL.txt", "_NUL.txt"],
    ["N\u200bUL", "_NUL"],
    ["\ud800a", "\ufffda"],
  ])("turns %j into %j", (raw, expected) => {
    expect(cleanFileName(raw)).toBe(expected);
  });

  it.each(["", " ", ".", "..", "...", "/", "\\\\", "C:", "C:\\", "\0", "\u202e", "../..", "\u2800", "./. /"])(
    "names %j file",
    (raw) => {
      expect(cleanFileName(raw)).toBe("file");
    },
  );

  it("shortens to 255 bytes and keeps the extension", () => {
    expect(cleanFileName(`${"a".repeat(300)}.pdf`)).toBe(`${"a".repeat(251)}.pdf`);
    expect(cleanFileName("a".repeat(255))).toBe("a".repeat(255));
    expect(cleanFileName("a".repeat(256))).toBe("a".repeat(255));
    expect(cleanFileName(`${"a".repeat(254)} ${"b".repeat(50)}`)).toBe("a".repeat(254));
    expect(cleanFileName(`${"界".repeat(200)}.txt`)).toBe(`${"界".repeat(83)}.txt`);
    expect(cleanFileName(`a.${"b".repeat(300)}`)).toBe(`a.${"b".repeat(253)}`);
    expect(cleanFileName(`${"a".repeat(250)} .pdf${"b".repeat(40)}`)).toHaveLength(255);
  });

  it("does not cut an emoji or a grapheme in two", () => {
    const family = "👨‍👩‍👧";
    expect(cleanFileName(`${"a".repeat(240)}${family}.png`)).toBe(`${"a".repeat(240)}.png`);
    expect(cleanFileName(`${"a".repeat(233)}${family}.png`)).toBe(`${"a".repeat(233)}${family}.png`);
    expect(cleanFileName(`${"a".repeat(250)}🎉.png`)).toBe(`${"a".repeat(250)}.png`);
    const tower = `x${"\u0323".repeat(400)}`;
    expect(Buffer.byteLength(cleanFileName(tower))).toBeLessThanOrEqual(255);
    expect(cleanFileName(tower)).toMatch(/^x\u0323+$/);
  });

  it("prefixes a reserved word that shortening lays bare, within the limit", () => {
    expect(cleanFileName(`con\u1161${"\u0323".repeat(400)}`)).toBe("_con");
    expect(cleanFileName(`con.${"a".repeat(251)}`)).toBe(`_con.${"a".repeat(250)}`);
  });

  it("is quick on long hostile names", () => {
    const started = performance.now();
    for (const piece of [". ", " .", "C:", "./", "\u200d", "👩\u200d", "x\u0301"]) {
      cleanFileName(`${piece.repeat(20_000)}x`);
      cleanFileName(`x${piece.repeat(20_000)}x`);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("holds its promises for any text", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const name = cleanFileName(raw);
        expect(cleanFileName(name)).toBe(name);
        expect(name).not.toBe("");
        expect(name).not.toMatch(
          /[/\\\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
        );
        expect(name).not.toMatch(/^[\s.]|[\s.]$/);
        expect(name).not.toMatch(/^[a-z]:/i);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name.isWellFormed()).toBe(true);
        expect(name.normalize("NFC")).toBe(name);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("contentDisposition", () => {
  it.each([
    ["report.pdf", `attachment; filename="report.pdf"; filename*=UTF-8''report.pdf`],
    ["€ rates.txt", `attachment; filename="_ rates.txt"; filename*=UTF-8''%E2%82%AC%20rates.txt`],
    ["résumé.pdf", `attachment; filename="resume.pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf`],
    ['a"b\\c.txt', `attachment; filename="c.txt"; filename*=UTF-8''c.txt`],
    ['a"b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
    ["it's (1)*.txt", `attachment; filename="it's (1)_.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ["100%41.txt", `attachment; filename="100_41.txt"; filename*=UTF-8''100%2541.txt`],
    ["a／b.txt", `attachment; filename="a_b.txt"; filename*=UTF-8''a%EF%BC%8Fb.txt`],
    ["ＮＵＬ.txt", `attachment; filename="_NUL.txt"; filename*=UTF-8''%EF%BC%AE%EF%BC%B5%EF%BC%AC.txt`],
    ["日本.txt", `attachment; filename="_.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt`],
    ["a\r\nX: y", `attachment; filename="aX_ y"; filename*=UTF-8''aX%3A%20y`],
  ])("writes %j", (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });

  it("is safe in a header and parses back, for any text", () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const header = contentDisposition(raw);
        expect(header).toMatch(/^[\x20-\x7e]+$/);
        const match = /^attachment; filename="([^"\\]+)"; filename\*=UTF-8''([\w!#$&+\-.^`|~%]+)$/.exec(
          header,
        );
        expect(match).not.toBeNull();
        expect(match?.[1]).not.toMatch(/[/%]|^\.|\.$/);
        expect(decodeURIComponent(match?.[2] ?? "")).toBe(cleanFileName(raw));
      }),
      { numRuns: 2_000 },
    );
  });
});
