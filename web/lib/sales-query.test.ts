import { describe, expect, it } from "vitest";
import { listHref, readSalesQuery } from "./sales-query.ts";

const id = "01a207b1-da4e-784b-a3ae-a52f8d0f4e4d";

describe("a sales address", () => {
  it("is read, and written back as it was", () => {
    const search = {
      query: "noor",
      status: "refunded",
      item: id,
      from: "2026-02-28",
      sort: "oldest",
      sale: id,
    };
    expect(readSalesQuery(search)).toEqual(search);
    expect(listHref("/sales", readSalesQuery(search))).toBe(`/sales?${new URLSearchParams(search)}`);
  });

  it("leaves out what is malformed, empty, unknown or given twice", () => {
    expect(
      readSalesQuery({
        query: "",
        status: "sold",
        item: "../x",
        from: "2026-02-30",
        to: "yesterday",
        sort: ["newest", "oldest"],
        sale: "1",
        other: "x",
      }),
    ).toEqual({});
    expect(listHref("/sales", {})).toBe("/sales");
  });
});
