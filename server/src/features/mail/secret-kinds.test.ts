import { describe, expect, it } from "vitest";
import { showsMailInTerminal } from "./secret-kinds.ts";

const test = { SMTP_URL: undefined, production: false, BASE_URL: "http://localhost:3000" };

describe("what lets somebody in again", () => {
  it("is shown in the terminal of a test installation on one's own machine alone", () => {
    expect(showsMailInTerminal(test)).toBe(true);
    expect(showsMailInTerminal({ ...test, SMTP_URL: "smtp://mail.example" })).toBe(false);
    expect(showsMailInTerminal({ ...test, production: true })).toBe(false);
    expect(showsMailInTerminal({ ...test, BASE_URL: "http://shop.example" })).toBe(false);
    expect(showsMailInTerminal({ ...test, BASE_URL: "http://localhost.shop.example" })).toBe(false);
  });
});
