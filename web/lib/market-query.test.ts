import { describe, expect, it } from "vitest";
import { marketHref, readMarketQuery } from "./market-query.ts";

describe("the marketplace's address", () => {
  it("reads what it writes", () => {
    const market = { query: "type & ink", category: "fonts", sort: "popular", cursor: "abc=" };
    const search = Object.fromEntries(new URL(marketHref(market), "http://localhost").searchParams);
    expect(readMarketQuery(search)).toEqual(market);
  });

  it("leaves out what is unknown, repeated, empty or the default", () => {
    expect(readMarketQuery({ query: ["a", "b"], sort: "drop table", category: " ", other: "x" })).toEqual({});
    expect(readMarketQuery({ sort: "new" })).toEqual({});
    expect(marketHref({})).toBe("/");
  });
});
