import type { MailContent } from "./compose-mail.ts";

/**
 * The HTML form of a mail. Tables and inline styles, because mail programs know little else; the one style sheet is for dark
 * windows, and programs that drop it show the light one. No pictures, no links but the action's and the one that ends such mails.
 */
export function htmlMail(content: MailContent, siteName: string): string {
  const { items = [], totals = [], facts = [], action, after = [] } = content;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(content.subject)}</title><style>${DARK}</style></head>
<body class="page" style="margin:0;padding:0;background:${LIGHT.page};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(content.preview ?? content.paragraphs[0] ?? "")}${"&#8199;&#847;".repeat(40)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:${LIGHT.page}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px">
<tr><td class="ink" style="padding:0 4px 16px;${TEXT};font-size:17px;font-weight:600;letter-spacing:-0.01em">${escapeHtml(siteName)}</td></tr>
<tr><td class="sheet" style="padding:28px 24px;background:${LIGHT.sheet};border:1px solid ${LIGHT.line};border-radius:12px">
<h1 class="ink" style="margin:0 0 16px;${TEXT};font-size:20px;line-height:28px;font-weight:600">${escapeHtml(content.subject)}</h1>
${content.paragraphs.map(paragraph).join("\n")}
${items.length > 0 ? itemTable(items, totals) : ""}
${facts.length > 0 ? factTable(facts) : ""}
${action ? button(action) : ""}
${after.map(paragraph).join("\n")}
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;${TEXT};font-size:13px;line-height:20px;color:${LIGHT.soft}">${escapeHtml(content.footer)}${content.unsubscribeUrl ? unsubscribe(content.unsubscribeUrl) : ""}</td></tr>
</table></td></tr></table></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const LIGHT = {
  page: "#f5f3f0",
  sheet: "#ffffff",
  line: "#e4e0db",
  ink: "#1b1917",
  soft: "#625d57",
  accent: "#00603e",
  onAccent: "#ffffff",
};
const TEXT = `font-family:ui-sans-serif,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:${LIGHT.ink}`;
const DARK = `@media (prefers-color-scheme:dark){
.page{background:#11100f!important}.sheet{background:#1b1a18!important;border-color:#34312e!important}
.ink,.ink td{color:#eeebe7!important}.soft,a.soft,.ink td.soft{color:#aea8a1!important}.line{border-color:#34312e!important}
.action{background:#77cf9f!important}.action a{color:#10241a!important}}`;

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 16px;${TEXT};font-size:16px;line-height:24px;overflow-wrap:anywhere">${escapeHtml(text)}</p>`;
}

function itemTable(
  items: NonNullable<MailContent["items"]>,
  totals: NonNullable<MailContent["totals"]>,
): string {
  const cell = `padding:12px 0;${TEXT};font-size:15px;line-height:22px;vertical-align:top`;
  const rule = `border-top:1px solid ${LIGHT.line}`;
  const amount = "padding-left:16px;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums";
  const rows = items.map(
    (item) =>
      `<tr><td class="line" style="${cell};${rule};overflow-wrap:anywhere"><strong style="font-weight:600">${escapeHtml(item.title)}</strong><br><span class="soft" style="color:${LIGHT.soft}">${escapeHtml(item.note)}</span></td><td class="line" style="${cell};${rule};${amount}">${escapeHtml(item.amount)}</td></tr>`,
  );
  const sums = totals.map(
    ([label, sum]) =>
      `<tr><td class="line" style="${cell};${rule}">${escapeHtml(label)}</td><td class="line" style="${cell};${rule};${amount};font-weight:600">${escapeHtml(sum)}</td></tr>`,
  );
  return `<table class="ink" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 16px;border-collapse:collapse">${rows.join("")}${sums.join("")}</table>`;
}

function factTable(facts: NonNullable<MailContent["facts"]>): string {
  const cell = `padding:4px 0;${TEXT};font-size:14px;line-height:20px;vertical-align:top;overflow-wrap:anywhere`;
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td class="soft" style="${cell};padding-right:16px;color:${LIGHT.soft};white-space:nowrap">${escapeHtml(label)}</td><td style="${cell}">${escapeHtml(value)}</td></tr>`,
  );
  return `<table role="presentation" class="ink" cellpadding="0" cellspacing="0" style="margin:0 0 16px;border-collapse:collapse">${rows.join("")}</table>`;
}

function button({ label, url }: NonNullable<MailContent["action"]>): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px"><tr><td class="action" style="background:${LIGHT.accent};border-radius:8px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;${TEXT};font-size:16px;line-height:20px;font-weight:600;color:${LIGHT.onAccent};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
}

function unsubscribe(url: string): string {
  return `<br><a class="soft" href="${escapeHtml(url)}" style="color:${LIGHT.soft};text-decoration:underline">No more mails like this</a>`;
}
