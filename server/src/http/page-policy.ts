import { randomBytes } from "node:crypto";

const NO_OTHERS = { paymentPages: null, originals: null };
const also = (origin: string | null) => (origin ? ` ${origin}` : "");

/**
 * The content security policy of one page, with a nonce of its own (CSP level 3). Next finds it in the request's headers and puts
 * the nonce on its own scripts. A form that our API sends on to `paymentPages` is one that may be sent there, too; and so with
 * the origin of `originals`, whose pictures and films are shown and whose downloads run in frames.
 */
export function pagePolicy(
  development: boolean,
  { paymentPages, originals }: { paymentPages: string | null; originals: string | null } = NO_OTHERS,
): string {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  // The development overlay evaluates code and writes style elements.
  const script = development ? " 'unsafe-eval'" : "";
  const style = development ? "'unsafe-inline'" : nonce;
  return [
    "default-src 'self'",
    `script-src 'self' ${nonce} 'strict-dynamic'${script}`,
    `style-src 'self' ${style}`,
    `img-src 'self' data: blob: https:${also(originals)}`,
    `media-src 'self' blob: https:${also(originals)}`,
    `frame-src 'self'${also(originals)}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    `form-action 'self'${also(paymentPages)}${also(originals)}`,
    // A download runs in a hidden frame; a denied one shows its page there first.
    "frame-ancestors 'self'",
  ].join("; ");
}
