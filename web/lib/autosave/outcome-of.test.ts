import { ApiError } from "@vaulture/sdk";
import { expect, it } from "vitest";
import { outcomeOf } from "./outcome-of.ts";

const shout = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([field, words]) => [field, words.toUpperCase()]));
const wrongTitle = { code: "invalid_input", errors: [{ field: "title", message: "is too long" }] };

it.each([
  ["no answer", new TypeError("aborted"), { kind: "line" }],
  ["too many", new ApiError(429, {}), { kind: "line" }],
  ["a broken server", new ApiError(503, {}), { kind: "line" }],
  ["nobody signed in", new ApiError(401, {}), { kind: "signed-out" }],
  ["a field", new ApiError(400, wrongTitle), { kind: "fields", errors: { title: "IS TOO LONG" } }],
  ["no field", new ApiError(400, { code: "invalid_input" }), { kind: "refused" }],
  ["a refusal", new ApiError(403, { code: "forbidden" }), { kind: "refused" }],
])("a save that ends with %s", (_, error, outcome) => {
  expect(outcomeOf(error, shout)).toMatchObject(outcome);
});
