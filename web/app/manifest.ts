import type { MetadataRoute } from "next";
import { siteName } from "@/lib/config";
import { siteDescription } from "@/lib/page-metadata";
import { paperColor } from "@/lib/theme";

// The name is known only where it runs.
export const dynamic = "force-dynamic";

/** What a device needs to install the shop (W3C Web Application Manifest). */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: siteName,
    short_name: siteName,
    description: siteDescription,
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: paperColor.light,
    theme_color: paperColor.light,
    categories: ["shopping", "books", "music"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "Library", url: "/library" },
      { name: "Studio", url: "/studio" },
    ],
  };
}
