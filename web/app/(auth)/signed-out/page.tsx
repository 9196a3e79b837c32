import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/account/auth-page";
import { ForgetLists } from "@/components/account/forget-lists";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Signed out", robots: { index: false } };

export default async function SignedOutPage() {
  if (await findSession()) redirect("/");
  return (
    <AuthPage
      title="You are signed out"
      intro="Nothing of your account is open in this browser any more. Your library waits for you."
    >
      <ForgetLists />
      <div className="flex flex-wrap gap-3">
        <Link href="/" className={buttonStyle({ variant: "primary" })}>
          Browse products
        </Link>
        <Link href="/sign-in" className={buttonStyle()}>
          Sign in again
        </Link>
      </div>
    </AuthPage>
  );
}
