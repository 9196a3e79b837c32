import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import type { FastifyReply, FastifyRequest } from "fastify";
import { pickEncoding } from "../lib/accept-encoding.ts";

type Asset = { type: string; bodies: Record<"identity" | "br" | "gzip", Buffer | null> };

/** What the build of the pages left for browsers, by URL path, in memory: a few megabytes that every visitor needs. */
export type BuiltAssets = Map<string, Asset>;

/** Reads the files of a build once; only these can ever be sent, whatever a request names. */
export async function readBuiltAssets(staticDir: string): Promise<BuiltAssets> {
  const entries = await readdir(staticDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const assets: BuiltAssets = new Map();
  for (const path of paths) {
    const type = TYPES[extname(path)];
    if (!type) continue;
    const [identity, br, gzip] = await Promise.all([
      readFile(path),
      readFile(`${path}.br`).catch(() => null),
      readFile(`${path}.gz`).catch(() => null),
    ]);
    assets.set(`/_next/static/${relative(staticDir, path)}`, { type, bodies: { identity, br, gzip } });
  }
  return assets;
}

/** Sends a file of the build, best compressed, to be kept for ever: its name changes with its content. Null when it is none. */
export function sendBuiltAsset(
  assets: BuiltAssets,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const asset = assets.get(request.url.split("?", 1)[0]!);
  if (!asset) return null;
  const { bodies, type } = asset;
  const compressed = (["br", "gzip"] as const).filter((coding) => bodies[coding]);
  const coding = pickEncoding(request.headers["accept-encoding"], compressed);
  if (compressed.length > 0) reply.header("vary", "accept-encoding");
  if (coding !== "identity") reply.header("content-encoding", coding);
  return reply
    .header("cache-control", "public, max-age=31536000, immutable")
    .header("cross-origin-resource-policy", "same-origin")
    .type(type)
    .send(bodies[coding]);
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
