import { describe, expect, it } from "vitest";
import { marketHref, readMarketQuery, sortsFor, withoutEach } from "./market-query.ts";

/** An address as Next hands it to a page. */
function searchOf(href: string): Record<string, string | string[]> {
  const { searchParams } = new URL(href, "http://localhost");
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

describe("the marketplace's address", () => {
  it("reads what it writes", () => {
    const market = {
      query: "type & ink",
      category: "fonts",
      price: "10-25",
      kind: ["audio", "font"],
      tag: ["night sky", "calm"],
      sort: "popular",
      cursor: "abc=",
    } as const;
    expect(readMarketQuery(searchOf(marketHref(market)))).toEqual(market);
    expect(marketHref({ tag: "calm", kind: undefined })).toBe("/?tag=calm");
  });

  it("leaves out what is unknown, repeated, empty or the default", () => {
    expect(readMarketQuery({ query: ["a", "b"], sort: "drop table", category: " ", other: "x" })).toEqual({});
    expect(readMarketQuery({ sort: "new" })).toEqual({});
    expect(readMarketQuery({ query: "a", sort: "new" })).toEqual({ query: "a", sort: "new" });
    expect(readMarketQuery({ query: "a", sort: "relevance" })).toEqual({ query: "a" });
    expect(
      readMarketQuery({ kind: ["font", "virus", "font"], price: "10-25-30", tag: ["", " A ", "a"] }),
    ).toEqual({
      kind: ["font"],
      tag: ["a"],
    });
    expect(sortsFor({}).map(([value]) => value)).not.toContain("relevance");
    expect(sortsFor({ query: "a" })[0]?.[0]).toBe("relevance");
    expect(marketHref({})).toBe("/");
  });

  it("takes each filter away alone", () => {
    const market = readMarketQuery(
      searchOf("/?query=a&kind=font&kind=audio&tag=b&price=free&sort=popular&cursor=x"),
    );
    const left = withoutEach(market).map(({ what, value, rest }) => [what, value, marketHref(rest)]);
    expect(left).toEqual([
      ["query", "a", "/?price=free&kind=audio&kind=font&tag=b&sort=popular"],
      ["price", "free", "/?query=a&kind=audio&kind=font&tag=b&sort=popular"],
      ["kind", "audio", "/?query=a&price=free&kind=font&tag=b&sort=popular"],
      ["kind", "font", "/?query=a&price=free&kind=audio&tag=b&sort=popular"],
      ["tag", "b", "/?query=a&price=free&kind=audio&kind=font&sort=popular"],
    ]);
  });
});
