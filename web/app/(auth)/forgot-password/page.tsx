import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { ForgotPasswordForm } from "@/components/account/forgot-password-form";
import { SandboxResetHint } from "@/components/site/sandbox-mail-hint";
import Link from "@/components/ui/link";

export const metadata: Metadata = { title: "Forgot password", robots: { index: false } };

export default function ForgotPasswordPage() {
  return (
    <AuthPage
      title="Forgot your password?"
      intro="We send you a link to choose a new one."
      footer={
        <p>
          Remembered it? <Link href="/sign-in">Sign in</Link>
        </p>
      }
    >
      <ForgotPasswordForm />
      <SandboxResetHint />
    </AuthPage>
  );
}
