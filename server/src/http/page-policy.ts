import { randomBytes } from "node:crypto";

/**
 * The content security policy of one page, with a nonce of its own (CSP level 3). Next finds it in the request's headers and puts
 * the nonce on its own scripts. A form that our API sends on to `paymentPages` is one that may be sent there, too.
 */
export function pagePolicy(development: boolean, paymentPages: string | null = null): string {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  // The development overlay evaluates code and writes style elements.
  const script = development ? " 'unsafe-eval'" : "";
  const style = development ? "'unsafe-inline'" : nonce;
  return [
    "default-src 'self'",
    `script-src 'self' ${nonce} 'strict-dynamic'${script}`,
    `style-src 'self' ${style}`,
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob: https:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    `form-action 'self'${paymentPages ? ` ${paymentPages}` : ""}`,
    // A download runs in a hidden frame; a denied one shows its page there first.
    "frame-ancestors 'self'",
  ].join("; ");
}
