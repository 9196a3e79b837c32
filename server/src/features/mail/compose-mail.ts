import type { OutgoingMail } from "../../ports/mail/port.ts";

export type ComposedMail = OutgoingMail & { kind: string };

type Content = {
  kind: string;
  to: string;
  subject: string;
  /** Plain paragraphs, shown in order. */
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Label and value, one a line; for receipts. */
  facts?: [string, string][];
  /** A last, smaller line: why this mail came. */
  footer: string;
};

/** One mail in both forms from plain content; everything is escaped, so a title with markup stays text. */
export function composeMail(content: Content): ComposedMail {
  const { kind, to, action, facts = [] } = content;
  const subject = content.subject.replace(/[\r\n]+/g, " ");
  const text = [
    ...content.paragraphs,
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join("\n")] : []),
    ...(action ? [`${action.label}: ${action.url}`] : []),
    content.footer,
  ].join("\n\n");
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f6f5f3;color:#1a1918;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:520px;margin:0 auto;background:#ffffff;border:1px solid #e4e2de;border-radius:12px;padding:32px">
${content.paragraphs.map((line) => `<p style="margin:0 0 16px">${escapeHtml(line)}</p>`).join("\n")}
${factTable(facts)}
${action ? button(action) : ""}
<p style="margin:24px 0 0;font-size:13px;color:#6b6862">${escapeHtml(content.footer)}</p>
</div></body></html>`;
  return { kind, to, subject, text, html };
}

function factTable(facts: [string, string][]): string {
  if (facts.length === 0) return "";
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:6px 16px 6px 0;color:#6b6862">${escapeHtml(label)}</td><td style="padding:6px 0">${escapeHtml(value)}</td></tr>`,
  );
  return `<table style="margin:0 0 16px;border-collapse:collapse;font-size:14px">${rows.join("")}</table>`;
}

function button({ label, url }: { label: string; url: string }): string {
  return `<p style="margin:24px 0 0"><a href="${escapeHtml(url)}" style="display:inline-block;background:#1a1918;color:#ffffff;padding:10px 18px;border-radius:8px;text-decoration:none">${escapeHtml(label)}</a></p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
