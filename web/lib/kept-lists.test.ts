import { expect, it } from "vitest";
import { forgetLists, keptPostsKey } from "./kept-lists.ts";

const open = { locked: false };
const locked = { locked: true };

it("keeps further posts for one viewer, as long as the same is open to them", () => {
  const here = "/@mila/posts?cursor=abc";
  const kept = keptPostsKey("noor", [open, locked], here);
  expect(keptPostsKey("noor", [open, locked], here)).toBe(kept);
  for (const other of [
    keptPostsKey("sam", [open, locked], here),
    keptPostsKey(null, [open, locked], here),
    keptPostsKey("noor", [locked, locked], here),
    keptPostsKey("noor", [open, locked], "/feed?cursor=abc"),
  ])
    expect(other).not.toBe(kept);
});

it("forgets all lists of a tab, and nothing else of it", () => {
  const kept = new Map([
    ["more:noor:0:/feed", "posts"],
    ["draft", "words"],
    ["more:/", "products"],
  ]);
  const store = {
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept.keys()][at] ?? null,
    removeItem: (key: string) => void kept.delete(key),
  };
  forgetLists(() => store);
  expect([...kept.keys()]).toEqual(["draft"]);
});
