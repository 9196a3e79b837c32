import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** The address of the person for whom one of our own pages asks; null for everybody who asks for themselves. */
    pageReader: string | null;
  }
}

const HEADER = "x-page-reader";
/** Known to this process alone, whose pages ask this process; gone with it. */
const SECRET = randomBytes(32).toString("base64url");

/** What a page's question to our API says of its reader. */
export function pageReaderHeader(address: string): Record<string, string> {
  return { [HEADER]: `${SECRET} ${address}` };
}

/**
 * Reads for whom a page asks. Comes before everything that wants an address, and takes the header away from every request, whoever
 * wrote it: no page, log or error sees it. Without the secret it says nothing.
 */
export function registerPageReader(app: FastifyInstance): void {
  app.decorateRequest("pageReader", null);
  app.addHook("onRequest", (request, _reply, done) => {
    const { headers } = request.raw;
    const said = headers[HEADER];
    if (said !== undefined) {
      delete headers[HEADER];
      request.pageReader = readerIn(said);
    }
    done();
  });
}

function readerIn(said: string | string[]): string | null {
  const [secret = "", address] = String(said).split(" ");
  return address && timingSafeEqual(digest(secret), digest(SECRET)) ? address : null;
}

const digest = (text: string) => createHash("sha256").update(text).digest();
