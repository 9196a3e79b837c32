import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

export const metadata: Metadata = { title: "Account deleted", robots: { index: false } };

export default function GoodbyePage() {
  return (
    <AuthPage
      title="Your account is deleted"
      intro="A last mail says so. Your address is free: you can sign up with it again, as somebody new."
    >
      <Link href="/" className={buttonStyle({ size: "large" })}>
        Browse products
      </Link>
    </AuthPage>
  );
}
