import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countryCodes, findCountries } from "./country-codes.ts";
import { countryName } from "./limit-words.ts";

const found = (typed: string) => findCountries(typed, countryName);

describe("countries to choose from", () => {
  it("are those that the API takes, each with a name", () => {
    const file = new URL("../../openapi.json", import.meta.url);
    const api = JSON.parse(readFileSync(file, "utf8"));
    const body = api.paths["/api/v1/products/{id}/limits"].put.requestBody.content["application/json"].schema;
    const rule = body.properties.countries.anyOf.find((one: { type: string }) => one.type === "object");
    expect(countryCodes).toEqual(rule.properties.codes.items.enum);
    for (const code of countryCodes) expect(countryName(code)).not.toBe(code);
  });

  it("are found by the beginning first, by a part, by the code and without accents", () => {
    expect(found("ger").slice(0, 2)).toEqual(["DE", "DZ"]);
    expect(found("cote")).toEqual(["CI"]);
    expect(found("de")).toContain("DE");
    expect(found("  ")).toHaveLength(countryCodes.length);
    expect(found("nowhere")).toEqual([]);
  });
});
