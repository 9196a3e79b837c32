import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { VISITOR } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addressOf } from "../../http/address.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { pickEncoding } from "../../lib/accept-encoding.ts";
import { listProducts } from "../catalog/index.ts";
import { getCreator } from "../creators/index.ts";
import { SITEMAP_KINDS, type SitemapKind } from "./sitemap-kinds.ts";
import { makeSitemapStarts } from "./sitemap-starts.ts";
import { writeFeed } from "./write-feed.ts";
import { writePagesSitemap, writeSitemap, writeSitemapIndex } from "./write-sitemap.ts";

const FEED_SIZE = 50;
const READS = { name: "sitemap", max: 300, seconds: 60 };

/** What machines read to find the shop's pages: sitemaps, and Atom feeds of new products. For everybody, about what is public now. */
export const discoveryRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    const hidden = { schema: { hide: true } };
    const { BASE_URL: baseUrl, TRUSTED_PROXIES } = deps.config;
    const starts = makeSitemapStarts(deps);
    app.addHook("onRequest", (request) => limitRate(deps, READS, addressOf(request, TRUSTED_PROXIES)));

    app.get("/sitemap.xml", hidden, async (request, reply) => {
      const [products, creators] = await Promise.all([starts("products"), starts("creators")]);
      return sendXml(request, reply, SITEMAP_TYPE, writeSitemapIndex(baseUrl, { products, creators }));
    });

    app.get("/sitemaps/pages.xml", hidden, async (request, reply) =>
      sendXml(request, reply, SITEMAP_TYPE, await writePagesSitemap(deps)),
    );

    app.get<{ Params: { kind: string; file: string } }>(
      "/sitemaps/:kind/:file",
      hidden,
      async (request, reply) => {
        const { kind, file } = request.params;
        if (!isKind(kind)) throw new AppError("not_found");
        const known = await starts(kind);
        const place = known.findIndex((id) => file === `${id}.xml`);
        if (place < 0) throw new AppError("not_found");
        const part = { start: known[place]!, next: known[place + 1] };
        return sendXml(request, reply, SITEMAP_TYPE, await writeSitemap(deps, kind, part));
      },
    );

    app.get("/feed.xml", hidden, async (request, reply) => {
      const { items } = await listProducts(deps, { sort: "new", limit: FEED_SIZE });
      const feed = writeFeed({
        baseUrl,
        path: "/feed.xml",
        pagePath: "/",
        title: `New on ${deps.config.SITE_NAME}`,
        subtitle: "What people have just put on sale.",
        updatedAt: deps.clock.now(),
        products: items,
      });
      return sendXml(request, reply, FEED_TYPE, feed);
    });

    app.get<{ Params: { handle: string } }>("/@:handle/feed.xml", hidden, async (request, reply) => {
      const creator = await getCreator(deps, VISITOR, request.params.handle);
      const { items } = await listProducts(deps, { creator: creator.handle, sort: "new", limit: FEED_SIZE });
      const feed = writeFeed({
        baseUrl,
        path: `/@${creator.handle}/feed.xml`,
        pagePath: `/@${creator.handle}`,
        title: creator.displayName,
        subtitle: `What ${creator.displayName} has put on sale.`,
        updatedAt: creator.createdAt,
        products: items,
      });
      return sendXml(request, reply, FEED_TYPE, feed);
    });
  };

const SITEMAP_TYPE = "application/xml; charset=utf-8";
const FEED_TYPE = "application/atom+xml; charset=utf-8";

function isKind(kind: string): kind is SitemapKind {
  return Object.hasOwn(SITEMAP_KINDS, kind);
}

/** Proxies may keep it a while; our own memory keeps none of it, so that what is suspended is gone at once. */
async function sendXml(request: FastifyRequest, reply: FastifyReply, type: string, xml: string) {
  reply.type(type).headers({ "cache-control": "public, max-age=600", vary: "accept-encoding" });
  if (pickEncoding(request.headers["accept-encoding"], ["gzip"]) === "identity") return reply.send(xml);
  return reply.header("content-encoding", "gzip").send(await promisify(gzip)(xml));
}
