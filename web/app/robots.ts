import type { MetadataRoute } from "next";
import { publicUrl } from "@/lib/config";

// Its address is known only where it runs.
export const dynamic = "force-dynamic";

/** What is private says so itself (`x-robots-tag`), which only readers who may come there can hear; the rest is no page. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/sandbox/"] },
    sitemap: `${publicUrl}/sitemap.xml`,
  };
}
