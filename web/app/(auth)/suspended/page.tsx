import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

export const metadata: Metadata = { title: "Account suspended", robots: { index: false } };

/** Where a right password leads while its account is suspended. The address says nothing about anybody. */
export default function SuspendedPage() {
  return (
    <AuthPage
      title="This account is suspended"
      intro="You cannot sign in with it for now. What you bought and what you sell is kept as it is."
    >
      <p className="mb-6 text-soft">
        If you think that is a mistake, or you need your money or your files, write to us. The help page says
        where. Name the e-mail address of the account.
      </p>
      <div className="flex flex-wrap gap-3">
        <Link href="/help" className={buttonStyle({ variant: "primary" })}>
          How to reach us
        </Link>
        <Link href="/" className={buttonStyle()}>
          Browse products
        </Link>
      </div>
    </AuthPage>
  );
}
