import { describe, expect, it } from "vitest";
import { logMail } from "./log-mail.ts";

const mail = {
  to: "ann@example.com",
  subject: "A subject",
  text: "Hello \u001b[2JAnn\r,\n\nhttp://localhost:3000/reset-password?token=abc",
  html: "",
  unsubscribeUrl: null,
};

describe("mail without a mail server", () => {
  it("shows what lets somebody in again, and nothing else", async () => {
    const shown: string[] = [];
    const port = logMail((text) => shown.push(text));
    for (const kind of ["receipt", "verify_email", "change_email"]) await port.send({ ...mail, kind });
    expect(shown).toEqual([]);
    await port.send({ ...mail, kind: "reset_password" });
    expect(shown.join()).toContain("ann@example.com");
    expect(shown.join()).toContain("/reset-password?token=abc");
  });

  it("lets no name steer the terminal", async () => {
    const shown: string[] = [];
    await logMail((text) => shown.push(text)).send({ ...mail, kind: "reset_password" });
    expect(shown.join()).toContain("Hello [2JAnn,\n");
  });

  it("shows nothing where nobody is to see it", async () => {
    await logMail().send({ ...mail, kind: "reset_password" });
  });
});
