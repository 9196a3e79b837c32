import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentRange, etagMatches, ifRangeMatches, parseByteRange, unsatisfiedRange } from "./byte-range.ts";

const full = { kind: "full" };
const unsatisfiable = { kind: "unsatisfiable" };
const range = (start: number, end: number) => ({ kind: "range", start, end });

describe("parseByteRange (A46)", () => {
  it.each([
    ["bytes=0-499", range(0, 499)],
    ["bytes=500-999", range(500, 999)],
    ["bytes=0-0", range(0, 0)],
    ["bytes=9999-9999", range(9999, 9999)],
    ["bytes=9500-", range(9500, 9999)],
    ["bytes=0-", range(0, 9999)],
    ["bytes=-500", range(9500, 9999)],
    ["bytes=-1", range(9999, 9999)],
    ["bytes=-10000", range(0, 9999)],
    ["bytes=-99999", range(0, 9999)],
    ["bytes=9000-20000", range(9000, 9999)],
    ["bytes=00000005-0006", range(5, 6)],
    ["BYTES=1-2", range(1, 2)],
    [" bytes=1-2\t", range(1, 2)],
    ["bytes=0-99999999999999999999999999", range(0, 9999)],
    ["bytes=-99999999999999999999999999", range(0, 9999)],
  ])("honours %j of 10000 bytes", (header, expected) => {
    expect(parseByteRange(header, 10_000)).toEqual(expected);
  });

  it.each([
    "bytes=10000-",
    "bytes=10000-10001",
    "bytes=-0",
    "bytes=9007199254740993-",
    "bytes=99999999999999999999999998-99999999999999999999999999",
  ])("finds nothing to send for %j of 10000 bytes", (header) => {
    expect(parseByteRange(header, 10_000)).toEqual(unsatisfiable);
  });

  it.each([
    undefined,
    "",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=5-4",
    "bytes=9007199254740993-9007199254740992",
    "bytes=99999999999999999999999999-99999999999999999999999998",
    "bytes=a-b",
    "bytes=0x0-0x5",
    "bytes=1.0-2",
    "bytes=1e2-",
    "bytes=+1-2",
    "bytes=1-2-3",
    "bytes=--1",
    "bytes=1 - 2",
    "bytes 0-5",
    "bytes:0-5",
    "octets=0-5",
    "items=0-5",
    "bytes=0-5\n",
    "bytes=٠-٥",
    "bytes=0-1,2-3",
    "bytes=0-,0-,0-",
    "bytes=0-1,",
  ])("ignores %j", (header) => {
    expect(parseByteRange(header, 10_000)).toEqual(full);
  });

  it("has nothing to cut from an empty representation", () => {
    expect(parseByteRange("bytes=0-", 0)).toEqual(unsatisfiable);
    expect(parseByteRange("bytes=0-0", 0)).toEqual(unsatisfiable);
    expect(parseByteRange("bytes=-0", 0)).toEqual(unsatisfiable);
    expect(parseByteRange("bytes=-5", 0)).toEqual(full);
    expect(parseByteRange(undefined, 0)).toEqual(full);
  });

  it("never leaves the representation, whatever the header", () => {
    const digits = fc.stringMatching(/^\d{0,30}$/);
    const headers = fc.oneof(
      fc.string(),
      fc.tuple(digits, digits).map(([first, last]) => `bytes=${first}-${last}`),
    );
    fc.assert(
      fc.property(headers, fc.maxSafeNat(), (header, size) => {
        const result = parseByteRange(header, size);
        if (result.kind !== "range") return;
        expect(Number.isSafeInteger(result.start) && Number.isSafeInteger(result.end)).toBe(true);
        expect(result.start).toBeGreaterThanOrEqual(0);
        expect(result.start).toBeLessThanOrEqual(result.end);
        expect(result.end).toBeLessThan(size);
      }),
    );
  });

  it("selects what slicing would", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(80), fc.nat(80), (size, first, last) => {
        const bytes = Array.from({ length: size }, (_, index) => index);
        const taken = (header: string) => {
          const result = parseByteRange(header, size);
          if (result.kind === "range") return bytes.slice(result.start, result.end + 1);
          return result.kind === "full" ? bytes : [];
        };
        expect(taken(`bytes=${first}-${last}`)).toEqual(first <= last ? bytes.slice(first, last + 1) : bytes);
        expect(taken(`bytes=${first}-`)).toEqual(bytes.slice(first));
        expect(taken(`bytes=-${last}`)).toEqual(last === 0 ? [] : bytes.slice(-last));
      }),
    );
  });
});

describe("ifRangeMatches", () => {
  it("is no condition when absent, and matches the same strong tag", () => {
    expect(ifRangeMatches(undefined, '"abc"')).toBe(true);
    expect(ifRangeMatches('"abc"', '"abc"')).toBe(true);
    expect(ifRangeMatches(' "abc" ', '"abc"')).toBe(true);
  });

  it.each([
    ['"abd"', '"abc"'],
    ['W/"abc"', '"abc"'],
    ['"abc"', 'W/"abc"'],
    ['W/"abc"', 'W/"abc"'],
    ["abc", '"abc"'],
    ["abc", "abc"],
    ["*", '"abc"'],
    ["", '"abc"'],
    ['"abc", "abc"', '"abc"'],
    ["Sat, 29 Oct 1994 19:43:31 GMT", '"abc"'],
    ["Sat, 29 Oct 1994 19:43:31 GMT", "Sat, 29 Oct 1994 19:43:31 GMT"],
  ])("refuses %j for %j", (header, etag) => {
    expect(ifRangeMatches(header, etag)).toBe(false);
  });
});

describe("etagMatches", () => {
  it.each([
    ["*", '"abc"'],
    [" * ", '"abc"'],
    ['"abc"', '"abc"'],
    ['W/"abc"', '"abc"'],
    ['"abc"', 'W/"abc"'],
    ['"x", "abc"', '"abc"'],
    ['"x",W/"abc","y"', '"abc"'],
    [',, "x" ,\t"abc" ,', '"abc"'],
    ['"a,b", "c"', '"a,b"'],
    ['""', '""'],
  ])("%j names %j", (header, etag) => {
    expect(etagMatches(header, etag)).toBe(true);
  });

  it.each([
    [undefined, '"abc"'],
    ["", '"abc"'],
    ["abc", '"abc"'],
    ['"ABC"', '"abc"'],
    ['w/"abc"', '"abc"'],
    ['"x" "abc"', '"abc"'],
    ['"abc', '"abc"'],
    ['"x,"abc"', '"abc"'],
    ['"abc", nonsense', '"abc"'],
    ['*, "x"', '"abc"'],
    ['"a,b"', '"b"'],
  ])("%j does not name %j", (header, etag) => {
    expect(etagMatches(header, etag)).toBe(false);
  });

  it("finds any tag in any list", () => {
    const tag = fc
      .tuple(fc.boolean(), fc.stringMatching(/^[!#-~]{0,12}$/))
      .map(([weak, text]) => `${weak ? "W/" : ""}"${text}"`);
    fc.assert(
      fc.property(fc.array(tag), tag, fc.array(tag), (before, etag, after) => {
        expect(etagMatches([...before, etag, ...after].join(", "), etag)).toBe(true);
        const others = [...before, ...after].filter(
          (other) => other.replace("W/", "") !== etag.replace("W/", ""),
        );
        expect(etagMatches(others.join(","), etag)).toBe(false);
      }),
    );
  });
});

describe("Content-Range", () => {
  it("is written as the RFC has it", () => {
    expect(contentRange(0, 499, 1234)).toBe("bytes 0-499/1234");
    expect(unsatisfiedRange(1234)).toBe("bytes */1234");
  });
});
