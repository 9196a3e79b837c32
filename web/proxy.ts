import { type NextRequest, NextResponse } from "next/server";
import { requestedPathHeader } from "@/lib/requested-path";

/**
 * Gives every page a content security policy with a fresh nonce; Next puts that nonce on its own
 * scripts. Runs for pages only, never for the API or built assets.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // Where the visitor wanted to go, for whoever must sign in first.
  headers.set(requestedPathHeader, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  matcher: ["/((?!api/|_next/|docs|health/|sandbox/|openapi.json|icon.svg).*)"],
};

function contentSecurityPolicy(nonce: string, development: boolean): string {
  // The development overlay evaluates code and writes style elements.
  const script = development ? "'unsafe-eval'" : "";
  const style = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${script}`.trim(),
    `style-src ${style}`,
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob: https:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    // A download runs in a hidden frame; a denied one shows its page there first.
    "frame-ancestors 'self'",
  ].join("; ");
}
