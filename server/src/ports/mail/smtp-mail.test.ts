import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smtpMail } from "./smtp-mail.ts";

type Received = { from: string; to: string[]; raw: string };

describe("mail over SMTP", () => {
  const received: Received[] = [];
  let url: string;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (address, _session, done) =>
      done(address.address.startsWith("full") ? new Error("mailbox full") : null),
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (chunk) => {
        raw += chunk;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map((to) => to.address), raw });
        done();
      });
    },
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  it("hands over both forms, to one recipient however the address is written", async () => {
    const mail = smtpMail({ url, from: "Vaulture <shop@example.com>" });
    await mail.send({
      kind: "receipt",
      to: "ann@example.com",
      subject: "Your receipt",
      text: "plain words",
      html: "<p>rich words</p>",
      unsubscribeUrl: null,
    });
    const [first] = received;
    expect(first).toMatchObject({ from: "shop@example.com", to: ["ann@example.com"] });
    expect(first!.raw).toContain("Subject: Your receipt");
    expect(first!.raw).toContain("plain words");
    expect(first!.raw).toContain("<p>rich words</p>");
    await mail
      .send({
        kind: "receipt",
        to: "ann@example.com, eve@example.com",
        subject: "x",
        text: "x",
        html: "x",
        unsubscribeUrl: null,
      })
      .catch(() => undefined);
    expect(received.flatMap(({ to }) => to)).not.toContain("eve@example.com");
    await mail.close();
  });

  it("names the one click that ends such mails, and none where there is none", async () => {
    const mail = smtpMail({ url, from: "shop@example.com" });
    const unsubscribeUrl = `https://example.com/unsubscribe?token=${"a".repeat(80)}`;
    for (const link of [unsubscribeUrl, null])
      await mail.send({
        kind: "receipt",
        to: "bo@example.com",
        subject: "x",
        text: "x",
        html: "x",
        unsubscribeUrl: link,
      });
    const [with_, without] = received.slice(-2).map(({ raw }) => raw.replace(/\r\n[ \t]+/g, " "));
    expect(with_).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(with_).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(without).not.toContain("List-Unsubscribe");
    await mail.close();
  });

  it("throws when the server does not take it, so that the job is tried again", async () => {
    const mail = smtpMail({ url, from: "shop@example.com" });
    await expect(
      mail.send({
        kind: "receipt",
        to: "full@example.com",
        subject: "x",
        text: "x",
        html: "x",
        unsubscribeUrl: null,
      }),
    ).rejects.toThrow("mailbox full");
    await mail.close();
  });
});
