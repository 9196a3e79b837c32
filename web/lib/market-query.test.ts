import { describe, expect, it } from "vitest";
import { marketHref, readMarketQuery, sortsFor } from "./market-query.ts";

describe("the marketplace's address", () => {
  it("reads what it writes", () => {
    const market = {
      query: "type & ink",
      category: "fonts",
      tag: "night sky",
      sort: "popular",
      cursor: "abc=",
    } as const;
    const search = Object.fromEntries(new URL(marketHref(market), "http://localhost").searchParams);
    expect(readMarketQuery(search)).toEqual(market);
  });

  it("leaves out what is unknown, repeated, empty or the default", () => {
    expect(readMarketQuery({ query: ["a", "b"], sort: "drop table", category: " ", other: "x" })).toEqual({});
    expect(readMarketQuery({ sort: "new" })).toEqual({});
    expect(readMarketQuery({ query: "a", sort: "new" })).toEqual({ query: "a", sort: "new" });
    expect(readMarketQuery({ query: "a", sort: "relevance" })).toEqual({ query: "a" });
    expect(sortsFor({}).map(([value]) => value)).not.toContain("relevance");
    expect(sortsFor({ query: "a" })[0]?.[0]).toBe("relevance");
    expect(marketHref({})).toBe("/");
  });
});
