import { describe, expect, it } from "vitest";
import { composeMail } from "./compose-mail.ts";

const EVIL = `<img src=x onerror=alert(1)> "'& </td></table><script>`;

describe("a mail", () => {
  const mail = composeMail({
    kind: "receipt",
    to: "noor@example.com",
    subject: `Your receipt for ${EVIL}\r\nBcc: all@example.com`,
    preview: EVIL,
    paragraphs: [`Thank you, ${EVIL}.`],
    items: [{ title: `${EVIL}\nTotal paid: $0`, note: EVIL, amount: "$19.00" }],
    totals: [["Total paid", "$19.00"]],
    facts: [["Order", EVIL]],
    action: { label: "Open your files", url: "https://shop.example/library/x?a=1&b=2" },
    after: [EVIL],
    footer: EVIL,
  });
  const html = mail.html(EVIL);

  it("shows markup in what people typed as text", () => {
    expect(html).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
    expect(html.match(/&#60;img src=x onerror=alert\(1\)&#62;/g)).toHaveLength(10);
    expect(html).toContain('href="https://shop.example/library/x?a=1&#38;b=2"');
  });

  it("loads nothing and tells nobody that it was opened", () => {
    expect(html).not.toMatch(/\bsrc=(?!x)|url\(|@import|<link/);
    expect(html.match(/href=/g)).toHaveLength(1);
  });

  it("has a subject of one line, and no typed line that looks like one of ours", () => {
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text.match(/^Total paid: .*$/gm)).toEqual(["Total paid: $19.00"]);
  });

  it("says the same in plain text", () => {
    for (const part of [
      "Thank you",
      "$19.00",
      "Order: ",
      "Open your files:\nhttps://shop.example/library/x?a=1&b=2",
    ])
      expect(mail.text).toContain(part);
  });
});
