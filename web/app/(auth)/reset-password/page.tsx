import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { ResetPasswordForm } from "@/components/account/reset-password-form";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";

export const metadata: Metadata = {
  title: "New password",
  robots: { index: false },
  // The token in the address must not travel on.
  referrer: "no-referrer",
};

type Props = { searchParams: Promise<{ token?: string | string[]; error?: string | string[] }> };

export default async function ResetPasswordPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  if (typeof token !== "string" || token === "" || error)
    return (
      <AuthPage
        title="This link is no longer good"
        intro="It works once and for one hour. Ask for a new one."
      >
        <Link
          href="/forgot-password"
          className={buttonStyle({ variant: "primary", size: "large", className: "w-full" })}
        >
          Send me a new link
        </Link>
      </AuthPage>
    );
  return (
    <AuthPage title="Choose a new password">
      <ResetPasswordForm token={token} />
    </AuthPage>
  );
}
