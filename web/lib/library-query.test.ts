import { expect, it } from "vitest";
import { libraryHref, readLibraryQuery } from "./library-query.ts";

it("reads what an address asks for and leaves out what the API would refuse", () => {
  expect(readLibraryQuery({ query: "map", creator: "ada_1", state: "ended" })).toEqual({
    query: "map",
    creator: "ada_1",
    state: "ended",
  });
  expect(readLibraryQuery({ query: ["a", "b"], creator: "A/..", state: "else" })).toEqual({});
});

it("writes the same address again", () => {
  const filters = { query: "a map", creator: "ada", state: "available" as const };
  const search = Object.fromEntries(new URL(libraryHref(filters), "http://x").searchParams);
  expect(readLibraryQuery(search)).toEqual(filters);
  expect(libraryHref({})).toBe("/library");
});
