import type { Metadata } from "next";
import { SitePage } from "@/components/site/site-page";

export const metadata: Metadata = {
  title: "Terms",
  description: "What applies to everybody who buys or sells here.",
  alternates: { canonical: "/terms" },
};

export default function TermsPage() {
  return <SitePage slug="terms" />;
}
