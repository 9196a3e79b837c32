import type { Metadata } from "next";
import { SitePage } from "@/components/site/site-page";

export const metadata: Metadata = {
  title: "Privacy",
  description: "What is kept about you, why, and who sees it.",
  alternates: { canonical: "/privacy" },
};

export default function PrivacyPage() {
  return <SitePage slug="privacy" />;
}
