import type { MetadataRoute } from "next";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: [
        "/api/",
        "/account",
        "/checkout/",
        "/denied",
        "/library",
        "/operations",
        "/sandbox/",
        "/studio",
      ],
    },
  };
}
