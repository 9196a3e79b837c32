import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Form, type FormValue, parseForm } from "./form.ts";

/** Writes a form the way the official library does: every item of a list with its number. */
function encode(value: FormValue, name: string): [string, string][] {
  if (typeof value === "string") return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => encode(inner, `${name}[${key}]`));
}
const write = (form: Form) =>
  new URLSearchParams(Object.entries(form).flatMap(([key, value]) => encode(value, key))).toString();

const key = fc.stringMatching(/^[a-z_]{1,12}$/);
const leaf = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
const { form } = fc.letrec<{ form: Form; value: FormValue }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, leaf, tie("form")),
  form: fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 4 }),
}));

describe("parseForm", () => {
  it("reads back whatever was written", () => {
    fc.assert(
      fc.property(form, (original) => {
        expect(parseForm(write(original))).toEqual(original);
      }),
    );
  });

  it("never throws anything but a plain explanation", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseForm(text);
        } catch (error) {
          expect((error as Error).constructor).toBe(Error);
        }
      }),
    );
  });

  it("reads lists without numbers, as command lines write them", () => {
    expect(parseForm("a[]=1&a[]=2")).toEqual({ a: { 0: "1", 1: "2" } });
    expect(parseForm("i[][price]=p&i[][quantity]=1&i[][price]=q&i[][quantity]=2")).toEqual({
      i: { 0: { price: "p", quantity: "1" }, 1: { price: "q", quantity: "2" } },
    });
  });

  it("takes a name that is not in brackets' form as it is", () => {
    expect(parseForm("a[b=1&c]=2&[d]=3")).toEqual({ "a[b": "1", "c]": "2", "[d]": "3" });
  });

  it("holds nobody's prototype", () => {
    const parsed = parseForm("__proto__[polluted]=1&constructor[prototype][polluted]=1");
    expect(Object.getPrototypeOf(parsed)).toBeNull();
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});
