import type { Metadata } from "next";
import { NothingHere } from "@/components/site/nothing-here";

export const metadata: Metadata = { title: "Page not found", robots: { index: false } };

export default function NotFound() {
  return (
    <NothingHere>
      The address may be mistyped, or what was here is no longer public. If you bought it, it is still in your
      library.
    </NothingHere>
  );
}
