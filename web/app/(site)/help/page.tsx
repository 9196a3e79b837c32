import type { Metadata } from "next";
import { SitePage } from "@/components/site/site-page";

export const metadata: Metadata = {
  title: "Help",
  description: "How buying, downloading, refunds and accounts work.",
  alternates: { canonical: "/help" },
};

export default function HelpPage() {
  return <SitePage slug="help" />;
}
