import type { Metadata } from "next";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

export const metadata: Metadata = { title: "Page not found", robots: { index: false } };

export default function NotFound() {
  return (
    <Message
      title="There is nothing here"
      actions={
        <Link href="/" className={buttonStyle({ variant: "primary" })}>
          Browse products
        </Link>
      }
    >
      The address may be mistyped, or what was here is no longer public. If you bought it, it is still in{" "}
      <Link href="/library" className="underline">
        your library
      </Link>
      .
    </Message>
  );
}
