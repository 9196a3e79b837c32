// What a gate is measured against: Node's own HTTP server, which checks an HMAC over the address and streams the file. It knows no
// viewers, asks no database and records nothing.
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { answerParent } from "../child.ts";

export type RawNode = { files: Record<string, string>; secret: string; chunkBytes: number };

answerParent({
  async start({ files, secret, chunkBytes }: RawNode): Promise<number> {
    const key = createSecretKey(Buffer.from(secret));
    const server = createServer((request, response) => {
      serve(request, response, files, key, chunkBytes).catch(() => response.destroy());
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
});

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  files: Record<string, string>,
  key: KeyObject,
  chunkBytes: number,
): Promise<void> {
  const [path = "", signature = ""] = request.url!.split("&s=");
  const expected = createHmac("sha256", key).update(path).digest();
  const given = Buffer.from(signature, "base64url");
  const file = files[path.split("?")[0]!];
  const expires = Number(path.split("?e=")[1]);
  if (given.length !== 32 || !timingSafeEqual(given, expected) || !file || expires * 1000 < Date.now()) {
    response.writeHead(403).end();
    return;
  }
  const { size } = await stat(file);
  const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
  const [start, end] = asked ? [Number(asked[1]), Math.min(size - 1, Number(asked[2]))] : [0, size - 1];
  response.writeHead(asked ? 206 : 200, {
    "content-length": end - start + 1,
    "content-type": "application/pdf",
    ...(asked && { "content-range": `bytes ${start}-${end}/${size}` }),
  });
  await pipeline(createReadStream(file, { start, end, highWaterMark: chunkBytes }), response);
}
