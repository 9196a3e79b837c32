import type { FastifyReply } from "fastify";
import { Html, html } from "./html.ts";
import { style, styleSource } from "./style.ts";

type Page = {
  title: string;
  body: Html;
  status?: number;
  wide?: boolean;
  /** Addresses elsewhere that a form of this page may lead to by a redirect. */
  leadsTo?: (string | null)[];
};

/**
 * Sends a whole page that runs no script, loads nothing, is framed by nobody and kept by no cache. The
 * referrer stays on the site: without one, browsers would hide the origin of our own forms from us.
 */
export function sendPage(
  reply: FastifyReply,
  { title, body, status = 200, wide = false, leadsTo = [] }: Page,
): FastifyReply {
  const targets = leadsTo.filter((address) => address !== null).map((address) => new URL(address).origin);
  const policy = [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `form-action ${["'self'", ...new Set(targets)].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header class="band"><strong>Test mode</strong> · no real money moves here</header>
<main${wide && html` class="wide"`}>
${body}
</main>
</body>
</html>
`;
  return reply
    .code(status)
    .headers({
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    })
    .type("text/html; charset=utf-8")
    .send(page.markup);
}
