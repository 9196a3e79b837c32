import { createHmac, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../../deps.ts";
import { isTrustedPeer } from "../../http/address.ts";
import { signingKeysFrom } from "../../lib/signing.ts";
import type { ByteRange } from "../../ports/storage/port.ts";
import type { Begun, ServedLog } from "./served-log.ts";

export type HandOver = {
  /**
   * The headers with which nginx sends this range itself (X-Accel-Redirect,
   * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ignore_headers), or null where we send it: nginx is not in front
   * of this request, the answer is small enough to be in memory, or so long that it must stay in our hands to be cut.
   */
  headersFor(
    request: FastifyRequest,
    answer: Begun,
    object: { key: string; size: number },
    range: ByteRange,
    /** Among whose streams nginx counts it. */
    whose: string,
  ): Record<string, string> | null;
};

/** Kept in memory, and sent for less than the way round. */
const SMALL = 64 * 1024;
const MIB = 1024 * 1024;
const NOTHING: HandOver = { headersFor: () => null };

/**
 * `DELIVERY_MODE=accel`: we decide, nginx sends. When it has ended it hands back the signed receipt that it got with the redirect, and
 * says how many bytes went out; no client ever sees one.
 */
export function openHandOver(app: FastifyInstance, deps: Deps, log: ServedLog): HandOver {
  if (deps.config.DELIVERY_MODE !== "accel") return NOTHING;
  const { TRUSTED_PROXIES, DELIVERY_ACCEL_MAX_MB } = deps.config;
  const longest = DELIVERY_ACCEL_MAX_MB * MIB;
  const receipts = receiptsOf(deps);

  app.post("/api/v1/receipts", { schema: { hide: true } }, async (request, reply) => {
    const { "x-receipt": text, "x-sent-status": status, "x-sent-bytes": sent } = request.headers;
    const receipt = isTrustedPeer(request, TRUSTED_PROXIES) ? receipts.open(String(text)) : null;
    if (!receipt) return reply.callNotFound();
    const { answer, end, size } = receipt;
    const most = end + 1 - answer.start;
    // What nginx said instead of the file, had it none, are no bytes of it.
    const bytes = status === "200" || status === "206" ? Math.min(most, Math.max(0, Number(sent) || 0)) : 0;
    if (status === "404" || status === "403")
      deps.log.error({ status }, "nginx cannot read an original: see docs/operate.md, Bytes by nginx");
    deps.metrics.bytes.inc(bytes);
    log.begin(answer)({ bytes, toEnd: answer.start + bytes === size, cut: null });
    return reply.code(204).send();
  });

  return {
    headersFor(request, answer, { key, size }, range, whose) {
      const { headers } = request;
      const length = range.end + 1 - range.start;
      if (headers["x-delivery-mode"] !== "accel" || !isTrustedPeer(request, TRUSTED_PROXIES)) return null;
      if (length <= SMALL || length > longest) return null;
      // Conditions that we do not look at, and nginx would.
      if (headers["if-match"] !== undefined || headers["if-unmodified-since"] !== undefined) return null;
      const place = deps.storage.placeOf(key);
      if (place === null) return null;
      const query = new URLSearchParams({
        [answer.kind === "download" ? "downloader" : "viewer"]: whose,
        receipt: receipts.seal({ answer, end: range.end, size }),
      });
      return { "x-accel-redirect": `/_originals/${place}?${query}` };
    },
  };
}

type Receipt = { answer: Begun; end: number; size: number };

function receiptsOf({ secrets }: Pick<Deps, "secrets">) {
  const keys = signingKeysFrom(secrets.ticketSecrets, "delivery-receipt");
  const mac = (key: typeof keys.current, text: string) => createHmac("sha256", key.key).update(text).digest();
  return {
    seal(receipt: Receipt): string {
      const text = Buffer.from(JSON.stringify(receipt)).toString("base64url");
      return `${text}.${mac(keys.current, text).toString("base64url")}`;
    },
    open(sealed: string): Receipt | null {
      const [text = "", signature = ""] = sealed.split(".");
      const given = Buffer.from(signature, "base64url");
      const signed = [keys.current, ...keys.previous].some(
        (key) => given.length === 32 && timingSafeEqual(mac(key, text), given),
      );
      return signed ? (JSON.parse(Buffer.from(text, "base64url").toString()) as Receipt) : null;
    },
  };
}
