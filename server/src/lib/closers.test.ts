import { expect, it } from "vitest";
import { openClosers } from "./closers.ts";

it("close everything once, the last first, whatever fails of it", async () => {
  const closed: string[] = [];
  const closers = openClosers();
  closers.add(async () => closed.push("first"));
  closers.add(async () => {
    throw new Error("stuck");
  });
  closers.add(() => {
    throw new Error("broken");
  });
  closers.add(async () => closed.push("last"));
  expect(closers.isEmpty()).toBe(false);
  await expect(closers.close()).rejects.toThrow("closing: Error: broken; Error: stuck");
  expect(closed).toEqual(["last", "first"]);
  expect(closers.isEmpty()).toBe(true);
  await closers.close();
  expect(closed).toEqual(["last", "first"]);
});
